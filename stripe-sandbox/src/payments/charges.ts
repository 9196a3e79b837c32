import type Stripe from "stripe";
import { change, create } from "../events/change.ts";
import type { Call } from "../sandbox.ts";
import { newId } from "../store/ids.ts";
import { bookMovement, paymentFee } from "./balance.ts";
import type { Decline, Instrument } from "./instruments.ts";
import { paidWith } from "./paid-with.ts";

type Payment = { intent: Stripe.PaymentIntent; method: Stripe.PaymentMethod; instrument: Instrument };

/** A charge that the card's bank approved: captured at once, or only reserved when `capture` is false. */
export async function chargeApproved(
  call: Call,
  payment: Payment,
  { capture }: { capture: boolean },
): Promise<Stripe.Charge> {
  const charge = newCharge(call, payment, {
    amount_captured: capture ? payment.intent.amount : 0,
    captured: capture,
    outcome: approval,
    paid: true,
    status: "succeeded",
  });
  if (capture) charge.balance_transaction = await bookCharge(call, charge);
  return create(call, charge, { events: ["charge.succeeded"] });
}

/** A charge that the bank refused. */
export async function chargeDeclined(call: Call, payment: Payment, decline: Decline): Promise<Stripe.Charge> {
  const charge = newCharge(call, payment, {
    failure_code: decline.code,
    failure_message: decline.message,
    outcome: refusal(decline),
    paid: false,
    status: "failed",
  });
  return create(call, charge, { events: ["charge.failed"] });
}

/** A direct debit that is on its way. */
export async function chargePending(call: Call, payment: Payment): Promise<Stripe.Charge> {
  const charge = newCharge(call, payment, {
    amount_captured: payment.intent.amount,
    captured: true,
    outcome: approval,
    paid: false,
    status: "pending",
  });
  return create(call, charge, { events: ["charge.pending"] });
}

/** The debit arrived. */
export async function chargeSettled(call: Call, charge: Stripe.Charge): Promise<Stripe.Charge> {
  const balance_transaction = await bookCharge(call, charge);
  return change(call, charge, { balance_transaction, paid: true, status: "succeeded" }, "charge.succeeded");
}

/** The debit bounced. */
export async function chargeBounced(
  call: Call,
  charge: Stripe.Charge,
  message: string,
): Promise<Stripe.Charge> {
  const failure = { failure_code: "insufficient_funds", failure_message: message, amount_captured: 0 };
  return change(call, charge, { ...failure, paid: false, status: "failed" }, "charge.failed");
}

/** A reserved charge is taken, wholly or in part; the rest is let go. */
export async function chargeCaptured(
  call: Call,
  charge: Stripe.Charge,
  amount: number,
): Promise<Stripe.Charge> {
  const captured = { ...charge, amount_captured: amount };
  const balance_transaction = await bookCharge(call, captured);
  const amount_refunded = charge.amount - amount;
  return change(
    call,
    charge,
    { amount_captured: amount, amount_refunded, balance_transaction, captured: true },
    "charge.captured",
  );
}

async function bookCharge(call: Call, charge: Stripe.Charge): Promise<string> {
  const card = charge.payment_method_details?.type === "card";
  const { id } = await bookMovement(call, {
    amount: charge.amount_captured,
    currency: charge.currency,
    description: charge.description,
    fee: paymentFee(charge.amount_captured),
    reporting_category: "charge",
    source: charge.id,
    type: card ? "charge" : "payment",
  });
  return id;
}

function newCharge(
  call: Call,
  { intent, method, instrument }: Payment,
  state: Partial<Stripe.Charge>,
): Stripe.Charge {
  const id = newId(instrument.type === "card" ? "ch" : "py");
  return {
    id,
    object: "charge",
    amount: intent.amount,
    amount_captured: 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: { ...method.billing_details, tax_id: null },
    calculated_statement_descriptor: intent.statement_descriptor ?? "SANDBOX",
    captured: false,
    created: call.now,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: null,
    paid: false,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: paidWith(intent, method, instrument),
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: intent.shipping as Stripe.Charge.Shipping | null,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: "pending",
    transfer_data: null,
    transfer_group: null,
    ...state,
  } satisfies Stripe.Charge;
}

const approval: Stripe.Charge.Outcome = {
  advice_code: null,
  network_advice_code: null,
  network_decline_code: null,
  network_status: "approved_by_network",
  reason: null,
  risk_level: "normal",
  risk_score: 20,
  seller_message: "Payment complete.",
  type: "authorized",
};

function refusal(decline: Decline): Stripe.Charge.Outcome {
  return {
    ...approval,
    network_status: "declined_by_network",
    reason: decline.decline_code ?? decline.code,
    seller_message: "The bank did not approve the payment.",
    type: "issuer_declined",
  };
}
