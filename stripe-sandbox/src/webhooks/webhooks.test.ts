import Stripe from "stripe";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "../store/database.ts";
import {
  eventually,
  makeDatabase,
  type Received,
  type RunningSandbox,
  startReceiver,
  startSandbox,
} from "../test/harness.ts";
import { claimDeliveries } from "./deliver.ts";
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
  answer?: (received: Received) => number | Promise<number>,
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
    const planned = await sandbox.stripe.rawRequest("GET", "/v1/test_helpers/webhook_deliveries?limit=100");
    const endpoints = (planned as unknown as { data: { webhook_endpoint: string }[] }).data.map(
      (one) => one.webhook_endpoint,
    );
    expect(endpoints).toContain(all.endpoint.id);
    expect(endpoints).not.toContain(disabled.endpoint.id);
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

  it("wait out a restart", async () => {
    let up = false;
    const receiver = await startReceiver(() => (up ? 200 : 503));
    const own = await makeDatabase();
    const before = await startSandbox(own.url, { webhookRetryDelaysMs: Array(100).fill(50) });
    await before.stripe.webhookEndpoints.create({ url: receiver.url, enabled_events: ["customer.created"] });
    for (let index = 0; index < 20; index += 1) await before.stripe.customers.create();
    await before.stop();

    const attempts = receiver.received.length;
    up = true;
    const both = await Promise.all([startSandbox(own.url), startSandbox(own.url)]);
    await receiver.until((received) => received.length >= attempts + 20);
    await eventually(async () => {
      const { data } = await both[0].stripe.events.list({ type: "customer.created", limit: 100 });
      return data.every((event) => event.pending_webhooks === 0);
    });
    const accepted = receiver.received.slice(attempts).map(({ body }) => JSON.parse(body).id);
    expect(accepted).toHaveLength(20);
    expect(new Set(accepted).size).toBe(20);
    for (const { stop } of both) await stop();
    await receiver.stop();
    await own.drop();
  });

  it("are each taken on by one of the processes that look at the same time", async () => {
    const own = await makeDatabase();
    const { stripe, pool, stop } = await startSandbox(own.url, { webhookRetryDelaysMs: [60_000] });
    cleanUps.push(stop, own.drop);
    await stripe.webhookEndpoints.create({
      url: "http://127.0.0.1:9/hook",
      enabled_events: ["customer.created"],
    });
    for (let index = 0; index < 40; index += 1) await stripe.customers.create();
    await eventually(async () => {
      const { rows } = await pool.query("select 1 from stripe_sandbox.deliveries where last_answer is null");
      return rows.length === 0;
    });
    // All are due at a moment which the running dispatcher will not live to see.
    const later = {
      database: openDatabase(pool, "stripe_sandbox"),
      now: () => new Date(Date.now() + 3_600_000),
    };
    const claims = await Promise.all(Array.from({ length: 4 }, () => claimDeliveries(later, 10)));
    const ids = claims.flat().map(({ id }) => id);
    expect(ids).toHaveLength(40);
    expect(new Set(ids).size).toBe(40);
  });

  it("reach the host's own endpoint under one id, whatever port it listens on next and however often it is deleted", async () => {
    const own = await makeDatabase();
    const receivers = [await startReceiver(), await startReceiver()];
    const ids: string[] = [];
    for (const receiver of receivers) {
      const endpoint = () => ({ url: receiver.url, secret: "whsec_chosen", events: ["customer.created"] });
      const hosts = await Promise.all([
        startSandbox(own.url, { endpoint }),
        startSandbox(own.url, { endpoint }),
      ]);
      const { data } = await hosts[0].stripe.webhookEndpoints.list();
      ids.push(...data.map(({ id }) => id));
      await hosts[0].stripe.customers.create();
      await receiver.until((received) => received.length === 1);
      const { body, signature } = receiver.received[0]!;
      expect(sandbox.stripe.webhooks.constructEvent(body, signature, "whsec_chosen").type).toBe(
        "customer.created",
      );
      await hosts[0].stripe.webhookEndpoints.del(ids[0]!);
      for (const { stop } of hosts) await stop();
      await receiver.stop();
    }
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    await own.drop();
  });

  it("to endpoints that hang do not hold up the others", async () => {
    const letGo = Promise.withResolvers<number>();
    const hanging = await listen(["customer.created"], () => letGo.promise);
    const { receiver } = await listen(["product.created"]);
    for (let index = 0; index < 5; index += 1) await sandbox.stripe.customers.create();
    await sandbox.stripe.products.create({ name: "Book" });
    await receiver.until((received) => received.length === 1);
    expect(hanging.receiver.received).toHaveLength(0);
    letGo.resolve(200);
    await hanging.receiver.until((received) => received.length === 5);
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
