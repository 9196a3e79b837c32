import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { validateObject, validateRequest } from "./openapi.ts";
import { type Exchange, makeDatabase, oneItem, type RunningSandbox, startSandbox } from "./test/harness.ts";
import { membershipsTour } from "./test/memberships-tour.ts";
import { tour } from "./test/tour.ts";

let sandbox: RunningSandbox;
let database: Awaited<ReturnType<typeof makeDatabase>>;
beforeAll(async () => {
  database = await makeDatabase();
  sandbox = await startSandbox(database.url);
  await tour(sandbox);
  await membershipsTour(sandbox);
}, 180_000);
afterAll(async () => {
  await sandbox.stop();
  await database.drop();
});

/** The sandbox's own operations are described nowhere but in its README. */
const official = ({ url }: Exchange) => !url.startsWith("/v1/test_helpers/") || url.includes("/test_clocks");

describe("Stripe's OpenAPI document", () => {
  it("describes every answer, every error and every event", () => {
    const names = sandbox.exchanges
      .filter(official)
      .map(({ status, answer }) => (status < 300 ? answer.object : "error"));
    expect(new Set(names)).toEqual(
      new Set([
        "account",
        "billing_portal.configuration",
        "billing_portal.session",
        "charge",
        "checkout.session",
        "customer",
        "dispute",
        "error",
        "invoice",
        "invoice_payment",
        "invoiceitem",
        "list",
        "payment_intent",
        "payment_method",
        "price",
        "product",
        "refund",
        "subscription",
        "subscription_item",
        "subscription_schedule",
        "test_helpers.test_clock",
        "webhook_endpoint",
      ]),
    );
    const problems = sandbox.exchanges.filter(official).flatMap(({ method, url, answer, status }) => {
      const name =
        status >= 300 ? "error" : "deleted" in answer ? `deleted_${answer.object}` : answer.object!;
      return validateObject(name, answer).map((problem) => `${method} ${url}: ${problem}`);
    });
    expect(problems).toEqual([]);
  });

  it("describes an event of every type the sandbox emits", async () => {
    const events = await sandbox.stripe.events.list({ limit: 100 }).autoPagingToArray({ limit: 1000 });
    expect(events.flatMap((event) => validateObject("event", JSON.parse(JSON.stringify(event))))).toEqual([]);
    expect([...new Set(events.map(({ type }) => type))].sort()).toEqual(emitted);
  });

  it("describes every request of the tour", () => {
    const problems = sandbox.exchanges.filter(official).flatMap(({ method, url, sent }) => {
      const form = method === "GET" ? (url.split("?")[1] ?? "") : sent;
      return validateRequest(method, url, form).map((problem) => `${method} ${url}: ${problem}`);
    });
    expect(problems).toEqual([]);
  });
});

describe("validateObject", () => {
  it("finds what is wrong with an object", async () => {
    const session = await sandbox.stripe.checkout.sessions.create(oneItem());
    expect(validateObject("checkout.session", session)).toEqual([]);
    expect(validateObject("checkout.session", { ...session, amount_total: "1900" }).join()).toContain(
      ".amount_total: must be integer",
    );
    expect(validateObject("checkout.session", { ...session, colour: "red" })).toEqual([
      ": must NOT have additional properties colour",
    ]);
    const { expires_at: _, ...incomplete } = session;
    expect(validateObject("checkout.session", incomplete)).toEqual([
      ": must have required property 'expires_at'",
    ]);
  });

  it("looks into lists and events", async () => {
    const list = await sandbox.stripe.charges.list({ limit: 1 });
    expect(validateObject("list", { ...list, data: [{ ...list.data[0], paid: "yes" }] })).toEqual([
      "data.0.paid: must be boolean",
    ]);
    const [event] = (await sandbox.stripe.events.list({ limit: 1 })).data;
    expect(
      validateObject("event", { ...event, data: { object: { ...event!.data.object, extra: 1 } } }).join(),
    ).toContain("extra");
  });
});

describe("validateRequest", () => {
  it("finds what is wrong with a request", () => {
    const good =
      "mode=payment&success_url=https%3A%2F%2Fa.example&line_items[0][price]=price_1&line_items[0][quantity]=2";
    expect(validateRequest("POST", "/v1/checkout/sessions", good)).toEqual([]);
    expect(validateRequest("POST", "/v1/checkout/sessions", `${good}&modes=payment`)).toEqual([
      ": must NOT have additional properties modes",
    ]);
    expect(
      validateRequest("POST", "/v1/checkout/sessions", good.replace("quantity]=2", "quantity]=two")),
    ).toEqual([".line_items.0.quantity: must be integer"]);
    expect(
      validateRequest("POST", "/v1/checkout/sessions", `${good}&payment_method_types[0]=card`),
    ).toHaveLength(1);
    expect(validateRequest("GET", "/v1/charges/ch_1", "expand[0]=customer")).toEqual([]);
    expect(validateRequest("POST", "/v1/charge", "")).toEqual(["no such operation: POST /v1/charge"]);
  });
});

const emitted = [
  "billing_portal.configuration.created",
  "billing_portal.configuration.updated",
  "billing_portal.session.created",
  "charge.captured",
  "charge.dispute.closed",
  "charge.dispute.created",
  "charge.dispute.funds_reinstated",
  "charge.dispute.funds_withdrawn",
  "charge.dispute.updated",
  "charge.failed",
  "charge.pending",
  "charge.refund.updated",
  "charge.refunded",
  "charge.succeeded",
  "charge.updated",
  "checkout.session.async_payment_failed",
  "checkout.session.async_payment_succeeded",
  "checkout.session.completed",
  "checkout.session.expired",
  "customer.created",
  "customer.deleted",
  "customer.subscription.created",
  "customer.subscription.deleted",
  "customer.subscription.trial_will_end",
  "customer.subscription.updated",
  "customer.updated",
  "invoice.created",
  "invoice.finalized",
  "invoice.marked_uncollectible",
  "invoice.paid",
  "invoice.payment_action_required",
  "invoice.payment_failed",
  "invoice.payment_succeeded",
  "invoice.updated",
  "invoice.voided",
  "invoice_payment.paid",
  "invoiceitem.created",
  "invoiceitem.deleted",
  "payment_intent.amount_capturable_updated",
  "payment_intent.canceled",
  "payment_intent.created",
  "payment_intent.payment_failed",
  "payment_intent.processing",
  "payment_intent.requires_action",
  "payment_intent.succeeded",
  "payment_method.attached",
  "payment_method.detached",
  "price.created",
  "price.updated",
  "product.created",
  "product.deleted",
  "product.updated",
  "refund.created",
  "refund.failed",
  "refund.updated",
  "setup_intent.created",
  "setup_intent.requires_action",
  "setup_intent.setup_failed",
  "setup_intent.succeeded",
  "subscription_schedule.canceled",
  "subscription_schedule.created",
  "subscription_schedule.released",
  "subscription_schedule.updated",
  "test_helpers.test_clock.advancing",
  "test_helpers.test_clock.created",
  "test_helpers.test_clock.deleted",
  "test_helpers.test_clock.ready",
];
