import Stripe from "stripe";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  eventually,
  makeDatabase,
  type Received,
  type RunningSandbox,
  startReceiver,
  startSandbox,
} from "../test/harness.ts";
import { signatureHeader } from "./sign.ts";

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

const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

/** A receiver with an endpoint that is gone again after the test. */
async function listen(
  enabled_events: Stripe.WebhookEndpointCreateParams.EnabledEvent[],
  answer?: (received: Received) => number,
) {
  const receiver = await startReceiver(answer);
  const endpoint = await sandbox.stripe.webhookEndpoints.create({ url: receiver.url, enabled_events });
  cleanUps.push(async () => {
    await sandbox.stripe.webhookEndpoints.del(endpoint.id);
    await receiver.stop();
  });
  return { receiver, endpoint, secret: endpoint.secret! };
}

describe("webhooks", () => {
  it("are signed so that the official library accepts them, over the raw body", async () => {
    const { receiver, secret } = await listen(["customer.created"]);
    const customer = await sandbox.stripe.customers.create({ email: "ann@example.com" });
    await receiver.until((all) => all.length === 1);

    const { body, signature } = receiver.received[0]!;
    const event = sandbox.stripe.webhooks.constructEvent(body, signature, secret);
    expect(event).toMatchObject({
      type: "customer.created",
      data: { object: { id: customer.id, email: "ann@example.com" } },
    });
    expect(event.api_version).toBe(Stripe.API_VERSION);
    expect(() => sandbox.stripe.webhooks.constructEvent(`${body} `, signature, secret)).toThrow(/signature/);
    expect(() => sandbox.stripe.webhooks.constructEvent(body, signature, "whsec_other")).toThrow(/signature/);
  });

  it("go only to endpoints that want the type, and to none that is disabled", async () => {
    const wants = await listen(["customer.updated"]);
    const all = await listen(["*"]);
    const disabled = await listen(["*"]);
    await sandbox.stripe.webhookEndpoints.update(disabled.endpoint.id, { disabled: true });

    const customer = await sandbox.stripe.customers.create({ name: "Ann" });
    await sandbox.stripe.customers.update(customer.id, { name: "Anna" });
    await all.receiver.until((received) => received.length === 2);
    await wants.receiver.until((received) => received.length === 1);

    const types = (received: Received[]) => received.map(({ body }) => JSON.parse(body).type).sort();
    expect(types(all.receiver.received)).toEqual(["customer.created", "customer.updated"]);
    expect(types(wants.receiver.received)).toEqual(["customer.updated"]);
    expect(JSON.parse(wants.receiver.received[0]!.body).data.previous_attributes).toEqual({ name: "Ann" });
    expect(disabled.receiver.received).toEqual([]);
  });

  it("are tried again until the endpoint accepts, and the event then has none pending", async () => {
    let refusals = 2;
    const { receiver } = await listen(["customer.created"], () => (refusals-- > 0 ? 500 : 204));
    await sandbox.stripe.customers.create();
    await receiver.until((all) => all.length === 3);

    const ids = receiver.received.map(({ body }) => JSON.parse(body).id);
    expect(new Set(ids).size).toBe(1);
    await eventually(async () => (await sandbox.stripe.events.retrieve(ids[0])).pending_webhooks === 0);
  });

  it("are given up after the last retry", async () => {
    const { receiver } = await listen(["customer.created"], () => 410);
    await sandbox.stripe.customers.create();
    await receiver.until((all) => all.length === 4);
    const { id } = JSON.parse(receiver.received[0]!.body);
    await eventually(async () => (await sandbox.stripe.events.retrieve(id)).pending_webhooks === 0);
    expect(receiver.received.length).toBe(4);
  });

  it("are sent again on request", async () => {
    const { receiver } = await listen(["customer.created"]);
    await sandbox.stripe.customers.create();
    await receiver.until((all) => all.length === 1);
    const { id } = JSON.parse(receiver.received[0]!.body);
    await sandbox.stripe.rawRequest("POST", `/v1/events/${id}/retry`);
    await receiver.until((all) => all.length === 2);
    expect(JSON.parse(receiver.received[1]!.body).id).toBe(id);
  });

  it("waits out a restart, and two processes send each only once", async () => {
    let up = false;
    const { receiver } = await listen(["customer.created"], () => (up ? 200 : 503));
    const first = await startSandbox(database.url, { webhookRetryDelaysMs: [0, 0, 0, 60_000] });
    await first.stop();
    const own = await makeDatabase();
    const before = await startSandbox(own.url, { webhookRetryDelaysMs: Array(50).fill(100) });
    const endpoint = await before.stripe.webhookEndpoints.create({
      url: receiver.url,
      enabled_events: ["customer.created"],
    });
    for (let index = 0; index < 20; index += 1) await before.stripe.customers.create();
    await before.stop();

    const attempts = receiver.received.length;
    up = true;
    const [a, b] = await Promise.all([
      startSandbox(own.url, { webhookRetryDelaysMs: [100] }),
      startSandbox(own.url, { webhookRetryDelaysMs: [100] }),
    ]);
    cleanUps.push(a.stop, b.stop, own.drop);
    await receiver.until((all) => all.length >= attempts + 20);
    await eventually(async () => {
      const events = await a.stripe.events.list({ type: "customer.created", limit: 100 });
      return events.data.every((event) => event.pending_webhooks === 0);
    });
    const accepted = receiver.received.slice(attempts).map(({ body }) => JSON.parse(body).id);
    expect(accepted).toHaveLength(20);
    expect(new Set(accepted).size).toBe(20);
    expect(endpoint.status).toBe("enabled");
  });
});

describe("signatureHeader", () => {
  it("equals the library's, and holds one signature per secret while rolling", () => {
    const at = new Date(1_700_000_000_999);
    const timestamp = 1_700_000_000;
    const webhooks = sandbox.stripe.webhooks;
    expect(signatureHeader("{}", ["whsec_a"], at)).toBe(
      webhooks.generateTestHeaderString({ payload: "{}", secret: "whsec_a", timestamp }),
    );
    const rolled = signatureHeader("{}", ["whsec_new", "whsec_old"], at);
    for (const secret of ["whsec_new", "whsec_old"]) {
      expect(webhooks.constructEvent("{}", rolled, secret, 300, undefined, at.getTime())).toEqual({});
    }
    expect(() =>
      webhooks.constructEvent("{}", rolled, "whsec_other", 300, undefined, at.getTime()),
    ).toThrow();
  });
});
