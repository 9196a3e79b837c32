import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually, makeDatabase, type RunningSandbox, startSandbox } from "../test/harness.ts";

let now = new Date("2026-11-01T12:00:00Z");
let sandbox: RunningSandbox;
let stripe: Stripe;
let database: Awaited<ReturnType<typeof makeDatabase>>;
beforeAll(async () => {
  database = await makeDatabase();
  sandbox = await startSandbox(database.url, { clock: { now: () => now } });
  stripe = sandbox.stripe;
});
afterAll(async () => {
  await sandbox.stop();
  await database.drop();
});

const pay = async (payment_method = "pm_card_visa", amount = 2000) => {
  const intent = await stripe.paymentIntents.create({
    amount,
    currency: "usd",
    confirm: true,
    payment_method,
  });
  return { intent, charge: intent.latest_charge as string };
};
const typesSince = async (last: string | undefined) => {
  const events = await stripe.events.list({ limit: 100, ...(last ? { ending_before: last } : {}) });
  return events.data.map(({ type }) => type).reverse();
};
const lastEvent = async () => (await stripe.events.list({ limit: 1 })).data[0]!.id;

describe("refunds", () => {
  it("give back a part and then the rest, and are booked", async () => {
    const { intent, charge } = await pay();
    const since = await lastEvent();
    const part = await stripe.refunds.create({
      payment_intent: intent.id,
      amount: 500,
      reason: "requested_by_customer",
    });
    expect(part).toMatchObject({
      amount: 500,
      charge,
      payment_intent: intent.id,
      status: "succeeded",
      currency: "usd",
    });
    expect(await stripe.charges.retrieve(charge)).toMatchObject({ amount_refunded: 500, refunded: false });
    expect(await typesSince(since)).toEqual(["refund.created", "charge.refunded"]);
    const [refunded] = (await stripe.events.list({ type: "charge.refunded", limit: 1 })).data;
    expect(refunded!.data.previous_attributes).toEqual({ amount_refunded: 0 });

    const rest = await stripe.refunds.create({ charge });
    expect(rest.amount).toBe(1500);
    expect(await stripe.charges.retrieve(charge)).toMatchObject({ amount_refunded: 2000, refunded: true });
    const booked = await stripe.balanceTransactions.retrieve(rest.balance_transaction as string);
    expect(booked).toMatchObject({ amount: -1500, net: -1500, type: "refund", source: rest.id });
    expect((await stripe.refunds.list({ charge })).data.map(({ id }) => id)).toEqual([rest.id, part.id]);
  });

  it("are refused beyond what is left", async () => {
    const { intent, charge } = await pay();
    await expect(stripe.refunds.create({ charge, amount: 2001 })).rejects.toMatchObject({
      statusCode: 400,
      param: "amount",
    });
    await stripe.refunds.create({ charge, amount: 1999 });
    await expect(stripe.refunds.create({ charge, amount: 2 })).rejects.toThrow(
      /greater than unrefunded amount/,
    );
    await stripe.refunds.create({ payment_intent: intent.id });
    await expect(stripe.refunds.create({ charge })).rejects.toMatchObject({
      code: "charge_already_refunded",
    });
  });

  it("made at the same time never add up to more than was paid", async () => {
    const { charge } = await pay();
    const attempts = await Promise.allSettled(
      Array.from({ length: 10 }, () => stripe.refunds.create({ charge, amount: 600 })),
    );
    expect(attempts.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
    expect((await stripe.charges.retrieve(charge)).amount_refunded).toBe(1800);
  });

  it("need a charge that succeeded", async () => {
    const unpaid = await stripe.paymentIntents.create({ amount: 500, currency: "usd" });
    await expect(stripe.refunds.create({ payment_intent: unpaid.id })).rejects.toThrow(
      /does not have a successful charge/,
    );
    await expect(stripe.refunds.create({})).rejects.toThrow(/payment_intent or charge/);
    await expect(stripe.refunds.create({ charge: "ch_none" })).rejects.toMatchObject({
      statusCode: 404,
      param: "charge",
    });
  });

  it("of the one test card arrive a little later", async () => {
    const { charge } = await pay("pm_card_pendingRefund");
    const refund = await stripe.refunds.create({ charge });
    expect(refund.status).toBe("pending");
    const since = await lastEvent();
    now = new Date(now.getTime() + 5_000);
    await eventually(async () => (await stripe.refunds.retrieve(refund.id)).status === "succeeded");
    expect(await typesSince(since)).toEqual(["refund.updated", "charge.refund.updated"]);
  });

  it("of the other fail, and the money can be refunded again", async () => {
    const { charge } = await pay("pm_card_refundFail");
    const refund = await stripe.refunds.create({ charge });
    expect(refund.status).toBe("succeeded");
    const since = await lastEvent();
    now = new Date(now.getTime() + 5_000);
    await eventually(async () => (await stripe.refunds.retrieve(refund.id)).status === "failed");
    expect(await typesSince(since)).toEqual([
      "charge.updated",
      "refund.failed",
      "refund.updated",
      "charge.refund.updated",
    ]);
    const failed = await stripe.refunds.retrieve(refund.id, { expand: ["failure_balance_transaction"] });
    expect(failed).toMatchObject({
      failure_reason: "lost_or_stolen_card",
      failure_balance_transaction: { amount: 2000, type: "refund_failure" },
    });
    expect(await stripe.charges.retrieve(charge)).toMatchObject({ amount_refunded: 0, refunded: false });
    expect((await stripe.refunds.create({ charge })).amount).toBe(2000);
  });
});

describe("disputes", () => {
  const disputeOf = async (charge: string) => (await stripe.disputes.list({ charge })).data[0]!;

  it("follow a payment with the fraudulent card, take the money and a fee, and bar refunds", async () => {
    const { charge } = await pay("pm_card_createDispute");
    const dispute = await disputeOf(charge);
    expect(dispute).toMatchObject({
      amount: 2000,
      reason: "fraudulent",
      status: "needs_response",
      is_charge_refundable: false,
    });
    expect(dispute.balance_transactions).toMatchObject([{ amount: -2000, fee: 1500, net: -3500 }]);
    expect((await stripe.charges.retrieve(charge)).disputed).toBe(true);
    await expect(stripe.refunds.create({ charge })).rejects.toMatchObject({ code: "charge_disputed" });
  });

  it("can be opened on any charge, once, and won: the money comes back, the fee does not", async () => {
    const { charge } = await pay();
    const since = await lastEvent();
    const { id } = (await stripe.rawRequest("POST", `/v1/test_helpers/charges/${charge}/dispute`, {
      reason: "product_not_received",
    })) as unknown as Stripe.Dispute;
    await expect(stripe.rawRequest("POST", `/v1/test_helpers/charges/${charge}/dispute`)).rejects.toThrow(
      /disputed already/,
    );
    await stripe.rawRequest("POST", `/v1/test_helpers/disputes/${id}/win`);
    const won = await stripe.disputes.retrieve(id);
    expect(won.status).toBe("won");
    expect(won.balance_transactions.map(({ net }) => net)).toEqual([-3500, 2000]);
    expect(await typesSince(since)).toEqual([
      "charge.dispute.created",
      "charge.dispute.funds_withdrawn",
      "charge.updated",
      "charge.dispute.funds_reinstated",
      "charge.dispute.closed",
    ]);
    await expect(stripe.disputes.close(id)).rejects.toThrow(/closed/);
  });

  it("are lost when the seller gives in", async () => {
    const { charge } = await pay("pm_card_createDispute");
    const { id } = await disputeOf(charge);
    const since = await lastEvent();
    expect((await stripe.disputes.close(id)).status).toBe("lost");
    expect(await typesSince(since)).toEqual(["charge.dispute.closed"]);
  });

  it.each([
    ["winning_evidence", "won"],
    ["losing_evidence", "lost"],
    ["Delivered on Monday.", "under_review"],
  ])("decided by the evidence %s are %s", async (uncategorized_text, status) => {
    const { charge } = await pay("pm_card_createDispute");
    const { id } = await disputeOf(charge);
    const draft = await stripe.disputes.update(id, {
      evidence: { product_description: "A book" },
      submit: false,
    });
    expect(draft).toMatchObject({
      status: "needs_response",
      evidence: { product_description: "A book" },
      evidence_details: { has_evidence: true },
    });
    const decided = await stripe.disputes.update(id, { evidence: { uncategorized_text } });
    expect(decided).toMatchObject({
      status,
      evidence: { product_description: "A book" },
      evidence_details: { submission_count: 1 },
    });
  });

  it("that only inquire move no money and leave the charge refundable", async () => {
    const { charge } = await pay("pm_card_createDisputeInquiry");
    const inquiry = await disputeOf(charge);
    expect(inquiry).toMatchObject({
      status: "warning_needs_response",
      balance_transactions: [],
      is_charge_refundable: true,
    });
    expect((await stripe.refunds.create({ charge })).status).toBe("succeeded");
    expect((await stripe.disputes.close(inquiry.id)).status).toBe("warning_closed");
  });
});

describe("payment intents", () => {
  it("are charged, and the fee is taken from the balance", async () => {
    const { intent } = await pay("pm_card_visa", 10_000);
    const charge = await stripe.charges.retrieve(intent.latest_charge as string, {
      expand: ["balance_transaction"],
    });
    expect(charge.balance_transaction).toMatchObject({
      amount: 10_000,
      fee: 320,
      net: 9_680,
      type: "charge",
      source: charge.id,
    });
  });

  it("answer a declined card with 402 and keep what happened", async () => {
    const error = await pay("pm_card_chargeDeclinedInsufficientFunds").then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({
      statusCode: 402,
      type: "StripeCardError",
      code: "card_declined",
      decline_code: "insufficient_funds",
    });
    const { payment_intent, charge } = (error as Stripe.errors.StripeError).raw as {
      payment_intent: { id: string };
      charge: string;
    };
    expect((await stripe.paymentIntents.retrieve(payment_intent.id)).status).toBe("requires_payment_method");
    expect((await stripe.charges.retrieve(charge)).status).toBe("failed");
  });

  it("are reserved first and captured in part when asked", async () => {
    const intent = await stripe.paymentIntents.create({
      amount: 900,
      currency: "usd",
      capture_method: "manual",
      confirm: true,
      payment_method: "pm_card_visa",
    });
    expect(intent).toMatchObject({ status: "requires_capture", amount_capturable: 900, amount_received: 0 });
    await expect(stripe.refunds.create({ charge: intent.latest_charge as string })).rejects.toThrow(
      /not been captured/,
    );
    await expect(stripe.paymentIntents.capture(intent.id, { amount_to_capture: 901 })).rejects.toMatchObject({
      code: "amount_too_large",
    });
    expect(await stripe.paymentIntents.capture(intent.id, { amount_to_capture: 600 })).toMatchObject({
      status: "succeeded",
      amount_received: 600,
    });
    await expect(stripe.refunds.create({ payment_intent: intent.id, amount: 601 })).rejects.toThrow();
    expect((await stripe.refunds.create({ payment_intent: intent.id })).amount).toBe(600);
  });

  it("are canceled until they are paid", async () => {
    const intent = await stripe.paymentIntents.create({ amount: 900, currency: "usd" });
    const canceled = await stripe.paymentIntents.cancel(intent.id, { cancellation_reason: "duplicate" });
    expect(canceled).toMatchObject({ status: "canceled", cancellation_reason: "duplicate" });
    await expect(stripe.paymentIntents.cancel(intent.id)).rejects.toMatchObject({
      code: "payment_intent_unexpected_state",
    });
    await expect(stripe.paymentIntents.cancel((await pay()).intent.id)).rejects.toThrow(/succeeded/);
    await expect(
      stripe.paymentIntents.confirm(intent.id, { payment_method: "pm_card_visa" }),
    ).rejects.toThrow(/canceled/);
  });

  it("settle by themselves when the test account is one that does", async () => {
    const create = async (account_number: string) => {
      const us_bank_account = {
        account_number,
        routing_number: "110000000",
        account_holder_type: "individual" as const,
      };
      const { id } = await stripe.paymentMethods.create({ type: "us_bank_account", us_bank_account });
      return stripe.paymentIntents.create({
        amount: 900,
        currency: "usd",
        confirm: true,
        payment_method: id,
        allowed_payment_method_types: ["us_bank_account"],
      });
    };
    const [arrives, bounces] = [await create("000123456789"), await create("000111111116")];
    expect([arrives.status, bounces.status]).toEqual(["processing", "processing"]);
    now = new Date(now.getTime() + 5_000);
    await eventually(async () => (await stripe.paymentIntents.retrieve(arrives.id)).status === "succeeded");
    await eventually(
      async () => (await stripe.paymentIntents.retrieve(bounces.id)).status === "requires_payment_method",
    );
  });

  it("send a buyer who must authenticate to the bank's page and back", async () => {
    const intent = await stripe.paymentIntents.create({
      amount: 900,
      currency: "usd",
      confirm: true,
      payment_method: "pm_card_threeDSecure2Required",
      return_url: "https://shop.example/back?a=1",
    });
    const bank = intent.next_action!.redirect_to_url!.url!;
    const answer = await fetch(bank, {
      method: "POST",
      body: new URLSearchParams({ action: "complete" }),
      redirect: "manual",
    });
    expect(answer.headers.get("location")).toBe(
      `https://shop.example/back?a=1&payment_intent=${intent.id}&redirect_status=succeeded`,
    );
  });
});
