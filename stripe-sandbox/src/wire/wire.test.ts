import { request } from "node:http";
import Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  makeDatabase,
  oneItem,
  type RunningSandbox,
  secretKey,
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

const bearer = { authorization: `Bearer ${secretKey}` };
const send = (path: string, init: RequestInit = {}) =>
  fetch(`${sandbox.baseUrl}${path}`, { ...init, headers: { ...bearer, ...init.headers } });
const form = (body: string, headers: Record<string, string> = {}): RequestInit => ({
  method: "POST",
  body,
  headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
});

/** The error the library makes of a refusal; fails when there was none. */
async function refusal(work: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  const outcome = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(outcome).toBeInstanceOf(Stripe.errors.StripeError);
  return outcome as Stripe.errors.StripeError;
}

describe("authentication", () => {
  it("takes the key as a bearer token or as the user of basic authentication", async () => {
    expect((await send("/v1/customers")).status).toBe(200);
    const basic = `Basic ${Buffer.from(`${secretKey}:`).toString("base64")}`;
    expect((await send("/v1/customers", { headers: { authorization: basic } })).status).toBe(200);
  });

  it("answers 401 in Stripe's shape to no key and to a wrong one", async () => {
    const without = await fetch(`${sandbox.baseUrl}/v1/customers`);
    expect(without.status).toBe(401);
    expect(without.headers.get("www-authenticate")).toContain("Stripe");
    expect(await without.json()).toMatchObject({ error: { type: "invalid_request_error" } });

    const wrong = await refusal(sandbox.client({ key: "sk_test_somebodyelses001" }).customers.list());
    expect(wrong).toBeInstanceOf(Stripe.errors.StripeAuthenticationError);
    expect(wrong.message).toContain("sk_test_************s001");
    expect((await fetch(`${sandbox.baseUrl}/v1/nothing`)).status).toBe(401);
  });
});

describe("answers", () => {
  it("carry a request id and the one API version there is", async () => {
    const answer = await send("/v1/customers", { headers: { "stripe-version": "2024-04-10" } });
    expect(answer.headers.get("request-id")).toMatch(/^req_\w{14}$/);
    expect(answer.headers.get("stripe-version")).toBe(Stripe.API_VERSION);
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  it("put id and object first and the rest in order", async () => {
    const customer = await sandbox.stripe.customers.create();
    const text = await (await send(`/v1/customers/${customer.id}`)).text();
    const keys = Object.keys(JSON.parse(text));
    expect(keys.slice(0, 2)).toEqual(["id", "object"]);
    expect(keys.slice(2)).toEqual(keys.slice(2).toSorted());
  });
});

describe("refusals", () => {
  it("name an object that is missing", async () => {
    const error = await refusal(sandbox.stripe.charges.retrieve("ch_none"));
    expect(error).toMatchObject({
      statusCode: 404,
      code: "resource_missing",
      param: "id",
      type: "StripeInvalidRequestError",
    });
    expect(error.message).toBe("No such charge: 'ch_none'");
    expect(error.doc_url).toMatch(/error-codes\/resource-missing$/);
  });

  it("name every unknown parameter, nested ones too, and an unknown address", async () => {
    const flat = await refusal(sandbox.stripe.customers.create({ colour: "red", size: 1 } as never));
    expect(flat).toMatchObject({ statusCode: 400, code: "parameter_unknown", param: "colour" });
    expect(flat.message).toBe("Received unknown parameters: colour, size");

    const line_items = [
      { price_data: { currency: "usd", unit_amount: 1, product_data: { name: "x", weight: 3 } } },
    ];
    const nested = await refusal(
      sandbox.stripe.checkout.sessions.create(oneItem({ line_items: line_items as never })),
    );
    expect(nested.param).toBe("line_items[0][price_data][product_data][weight]");
    expect((await refusal(sandbox.stripe.rawRequest("GET", "/v1/coupons"))).statusCode).toBe(404);
  });

  it.each([
    ["a missing field", "mode=payment&line_items[0][price]=p", "parameter_missing", "success_url"],
    ["a number that is none", "amount=ten&currency=usd", "parameter_invalid_integer", "amount"],
    ["a fraction", "amount=10.5&currency=usd", "parameter_invalid_integer", "amount"],
    ["a negative amount", "amount=-1&currency=usd", "parameter_invalid_integer", "amount"],
    ["an amount of nine digits", "amount=100000000&currency=usd", "amount_too_large", "amount"],
    ["an amount too small to move", "amount=49&currency=usd", "amount_too_small", "amount"],
    ["an unknown currency", "amount=100&currency=zzz", undefined, "currency"],
    ["an empty value", "amount=100&currency=usd&description=", "parameter_invalid_empty", "description"],
    ["a group in place of a value", "amount[x]=100&currency=usd", undefined, "amount"],
    ["a value in place of a group", "amount=100&currency=usd&metadata=x", undefined, "metadata"],
  ])("explain %s", async (_, body, code, param) => {
    const path = body.startsWith("mode") ? "/v1/checkout/sessions" : "/v1/payment_intents";
    const answer = await send(path, form(body));
    expect(answer.status).toBe(400);
    const { error } = (await answer.json()) as { error: { code?: string; param: string } };
    expect(error.param).toBe(param);
    expect(error.code).toBe(code);
  });

  it.each(["javascript:alert(1)", "data:text/html,x", "//evil.example", "ftp://a.example"])(
    "keep %s out of success addresses",
    async (success_url) => {
      const error = await refusal(sandbox.stripe.checkout.sessions.create(oneItem({ success_url })));
      expect(error.param).toBe("success_url");
    },
  );

  it("survive bodies that are no form, contradict themselves or hold what no database text can", async () => {
    for (const body of [
      "a[b]=1&a=2",
      "a=2&a[b]=1",
      "name=%00",
      `${"a[".repeat(20)}`,
      "%",
      "=",
      "[]=1",
      "a[=1",
      "__proto__[x]=1",
    ]) {
      const answer = await send("/v1/customers", form(body));
      expect([200, 400]).toContain(answer.status);
    }
    expect((await send("/v1/customers/%00")).status).toBe(404);
    expect((await send("/v1/customers", form("x".repeat(1024 * 1024 + 1)))).status).toBe(413);
    expect(({} as { x?: string }).x).toBeUndefined();
  });
});

describe("idempotency keys", () => {
  it("give the first answer again, and do the work once", async () => {
    const options = { idempotencyKey: "purchase-1" };
    const first = await sandbox.stripe.customers.create({ name: "Ann" }, options);
    const again = await sandbox.stripe.customers.create({ name: "Ann" }, options);
    expect(again.id).toBe(first.id);
    expect(again.lastResponse.headers["idempotent-replayed"]).toBe("true");
    expect(again.lastResponse.headers["original-request"]).toBe(first.lastResponse.requestId);
    expect(first.lastResponse.headers["idempotent-replayed"]).toBeUndefined();
    const events = await sandbox.stripe.events.list({ type: "customer.created", limit: 100 });
    expect(events.data.filter((event) => event.request?.idempotency_key === "purchase-1")).toHaveLength(1);
  });

  it("refuse other parameters and another address", async () => {
    const options = { idempotencyKey: "purchase-2" };
    await sandbox.stripe.customers.create({ name: "Ann" }, options);
    const other = await refusal(sandbox.stripe.customers.create({ name: "Bob" }, options));
    expect(other).toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
    expect(other.statusCode).toBe(400);
    await refusal(sandbox.stripe.products.create({ name: "Ann" }, options));
  });

  it("let fifty simultaneous requests do the work once", async () => {
    const params = oneItem();
    const sessions = await Promise.all(
      Array.from({ length: 50 }, () =>
        sandbox.stripe.checkout.sessions.create(params, { idempotencyKey: "purchase-3" }),
      ),
    );
    expect(new Set(sessions.map(({ id }) => id)).size).toBe(1);
  });

  it("remember a refusal that came from doing the work, but not one of the request itself", async () => {
    const params = { amount: 500, currency: "usd", confirm: true, payment_method: "pm_card_chargeDeclined" };
    const declined = await refusal(
      sandbox.stripe.paymentIntents.create(params, { idempotencyKey: "purchase-4" }),
    );
    const again = await refusal(
      sandbox.stripe.paymentIntents.create(params, { idempotencyKey: "purchase-4" }),
    );
    expect(again.payment_intent?.id).toBe(declined.payment_intent?.id);
    expect(again).toMatchObject({ statusCode: 402, decline_code: "generic_decline" });

    const intent = await sandbox.stripe.paymentIntents.create({ amount: 500, currency: "usd" });
    const early = { payment_intent: intent.id };
    const unpaid = await refusal(sandbox.stripe.refunds.create(early, { idempotencyKey: "purchase-6" }));
    await sandbox.stripe.paymentIntents.confirm(intent.id, { payment_method: "pm_card_visa" });
    const repeated = await refusal(sandbox.stripe.refunds.create(early, { idempotencyKey: "purchase-6" }));
    expect(repeated.message).toBe(unpaid.message);
    await sandbox.stripe.refunds.create(early, { idempotencyKey: "purchase-7" });

    await refusal(
      sandbox.stripe.customers.create({ colour: "red" } as never, { idempotencyKey: "purchase-5" }),
    );
    await sandbox.stripe.customers.create({ name: "Ann" }, { idempotencyKey: "purchase-5" });
  });
});

describe("lists", () => {
  it("page forwards and backwards without gaps or repetitions", async () => {
    const created: string[] = [];
    for (let index = 0; index < 7; index += 1) {
      created.unshift(
        (
          await sandbox.stripe.refunds
            .list()
            .then(() => sandbox.stripe.products.create({ name: `p${index}` }))
        ).id,
      );
    }
    const list = (params: Stripe.ProductListParams) => sandbox.stripe.products.list(params);
    const ids = (page: { data: { id: string }[] }) => page.data.map(({ id }) => id);

    const first = await list({ limit: 3 });
    expect(ids(first)).toEqual(created.slice(0, 3));
    expect(first).toMatchObject({ has_more: true, url: "/v1/products", object: "list" });
    const second = await list({ limit: 3, starting_after: created[2]! });
    expect(ids(second)).toEqual(created.slice(3, 6));
    const back = await list({ limit: 2, ending_before: created[5]! });
    expect(ids(back)).toEqual(created.slice(3, 5));
    expect(back.has_more).toBe(true);
    expect((await list({ limit: 3, ending_before: created[2]! })).has_more).toBe(false);

    const all = await list({ limit: 2 }).autoPagingToArray({ limit: 100 });
    expect(all.slice(0, 7).map(({ id }) => id)).toEqual(created);
  });

  it("filter by fields and by time", async () => {
    const customer = await sandbox.stripe.customers.create({ email: "only@example.com" });
    expect(
      (await sandbox.stripe.customers.list({ email: "only@example.com" })).data.map(({ id }) => id),
    ).toEqual([customer.id]);
    const later = await sandbox.stripe.customers.list({ created: { gt: customer.created + 1000 } });
    expect(later.data).toEqual([]);
    expect((await sandbox.stripe.customers.list({ created: customer.created })).data.length).toBeGreaterThan(
      0,
    );
    const types = await sandbox.stripe.events.list({
      types: ["customer.created", "product.created"],
      limit: 100,
    });
    expect(new Set(types.data.map(({ type }) => type))).toEqual(
      new Set(["customer.created", "product.created"]),
    );
  });

  it("refuse cursors that are no objects of the list, both at once, and limits beyond 100", async () => {
    const customer = await sandbox.stripe.customers.create();
    expect((await refusal(sandbox.stripe.products.list({ starting_after: customer.id }))).param).toBe(
      "starting_after",
    );
    await refusal(sandbox.stripe.customers.list({ starting_after: customer.id, ending_before: customer.id }));
    expect((await refusal(sandbox.stripe.customers.list({ limit: 101 }))).param).toBe("limit");
  });
});

describe("expanding", () => {
  it("replaces ids along a path, in lists too", async () => {
    const customer = await sandbox.stripe.customers.create({ name: "Ann" });
    const session = await sandbox.stripe.checkout.sessions.create({
      ...oneItem({ customer: customer.id }),
      expand: ["customer"],
    });
    expect(session.customer).toMatchObject({ id: customer.id, name: "Ann" });
    await submit(session.url!, { number: "4242424242424242", exp: "12/34", cvc: "123" });

    const list = await sandbox.stripe.charges.list({
      limit: 1,
      expand: ["data.payment_intent.payment_method", "data.customer", "data.refunds"],
    });
    expect(list.data[0]).toMatchObject({
      payment_intent: { object: "payment_intent", payment_method: { type: "card" } },
      customer: { name: "Ann" },
      refunds: { object: "list", data: [] },
    });
    await sandbox.stripe.customers.del(customer.id);
    const after = await sandbox.stripe.charges.retrieve(list.data[0]!.id, { expand: ["customer"] });
    expect(after.customer).toEqual({ id: customer.id, object: "customer", deleted: true });
  });

  it("refuses what does not expand and paths that are too long", async () => {
    const customer = await sandbox.stripe.customers.create();
    expect(
      (await refusal(sandbox.stripe.customers.retrieve(customer.id, { expand: ["email"] }))).statusCode,
    ).toBe(400);
    const deep = ["latest_charge.payment_intent.latest_charge.payment_intent.customer"];
    const intent = await sandbox.stripe.paymentIntents.create({ amount: 100, currency: "usd" });
    await refusal(sandbox.stripe.paymentIntents.retrieve(intent.id, { expand: deep }));
  });
});

describe("the host's app", () => {
  it("keeps its own parsers, errors and not-found answer", async () => {
    const { app, pool } = sandbox;
    expect(app.hasContentTypeParser("application/x-www-form-urlencoded")).toBe(false);
    const answer = await fetch(`${sandbox.baseUrl}/elsewhere`);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ statusCode: 404, error: "Not Found" });
    expect(answer.headers.get("request-id")).toBeNull();
    const { rows } = await pool.query("select nspname from pg_namespace where nspname = 'stripe_sandbox'");
    expect(rows).toHaveLength(1);
  });

  it("does not hang on a request that is cut off", async () => {
    const { port } = new URL(sandbox.baseUrl);
    await new Promise<void>((resolve) => {
      const cut = request({
        port,
        host: "127.0.0.1",
        path: "/v1/customers",
        method: "POST",
        headers: { ...bearer, "content-length": 100 },
      });
      cut.on("error", () => resolve());
      cut.write("name=");
      cut.on("socket", (socket) => socket.on("connect", () => cut.destroy(new Error("cut"))));
    });
    expect((await send("/v1/customers")).status).toBe(200);
  });
});
