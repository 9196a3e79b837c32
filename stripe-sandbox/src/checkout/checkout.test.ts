import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  goodCard,
  makeDatabase,
  oneItem,
  type RunningSandbox,
  startSandbox,
  submit,
} from "../test/harness.ts";

let sandbox: RunningSandbox;
let database: Awaited<ReturnType<typeof makeDatabase>>;
beforeAll(async () => {
  database = await makeDatabase();
  sandbox = await startSandbox(database.url);
});
afterAll(async () => {
  await sandbox.stop();
  await database.drop();
});

const eventsOf = async (sessionOrIntent: string[]) => {
  const events = await sandbox.stripe.events.list({ limit: 100 });
  return events.data
    .filter((event) => sessionOrIntent.some((id) => JSON.stringify(event.data.object).includes(id)))
    .map((event) => event.type)
    .reverse();
};

describe("the hosted checkout page", () => {
  it("takes a good card and leads to the success address", async () => {
    const session = await sandbox.stripe.checkout.sessions.create(
      oneItem({ metadata: { purchase: "p1" }, payment_intent_data: { metadata: { purchase: "p1" } } }),
    );
    expect(session).toMatchObject({
      status: "open",
      payment_status: "unpaid",
      amount_total: 1900,
      currency: "usd",
      payment_intent: null,
    });

    const page = await fetch(session.url!);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("$19.00");

    const paid = await submit(session.url!, goodCard);
    expect(paid.status).toBe(303);
    expect(paid.headers.get("location")).toBe(`https://shop.example/thanks?session=${session.id}`);

    const after = await sandbox.stripe.checkout.sessions.retrieve(session.id, {
      expand: ["payment_intent.latest_charge", "line_items.data.price.product"],
    });
    expect(after).toMatchObject({
      status: "complete",
      payment_status: "paid",
      metadata: { purchase: "p1" },
      payment_intent: {
        status: "succeeded",
        amount_received: 1900,
        metadata: { purchase: "p1" },
        latest_charge: { status: "succeeded", paid: true },
      },
      line_items: { data: [{ amount_total: 1900, price: { product: { name: "A field guide" } } }] },
    });
    const intent = after.payment_intent as { id: string };
    expect(await eventsOf([session.id, intent.id])).toEqual([
      "payment_intent.created",
      "charge.succeeded",
      "payment_intent.succeeded",
      "checkout.session.completed",
    ]);
  });

  it("refuses a declined card, keeps what was typed, and lets another card pay", async () => {
    const session = await sandbox.stripe.checkout.sessions.create(oneItem());
    const refused = await submit(session.url!, { ...goodCard, number: "4000 0000 0000 0002", exp: "11/40" });
    const page = await refused.text();
    expect(refused.status).toBe(402);
    expect(page).toContain('id="number-error"');
    expect(page).toContain('value="4000 0000 0000 0002"');
    expect(page).toContain('value="11/40"');

    const open = await sandbox.stripe.checkout.sessions.retrieve(session.id, { expand: ["payment_intent"] });
    expect(open).toMatchObject({
      status: "open",
      payment_intent: {
        status: "requires_payment_method",
        last_payment_error: { decline_code: "generic_decline" },
      },
    });
    const intent = open.payment_intent as { id: string };
    expect(await eventsOf([intent.id])).toEqual([
      "payment_intent.created",
      "charge.failed",
      "payment_intent.payment_failed",
    ]);

    expect((await submit(session.url!, goodCard)).status).toBe(303);
    expect((await sandbox.stripe.checkout.sessions.retrieve(session.id)).payment_intent).toBe(intent.id);
  });
});
