import type Stripe from "stripe";
import { change, create } from "../events/change.ts";
import type { Call } from "../sandbox.ts";
import { newId } from "../store/ids.ts";
import { findObject, lockObject } from "../store/objects.ts";
import { setTimer } from "../timers/set-timer.ts";
import { invalidRequest } from "../wire/errors.ts";
import { bookMovement } from "./balance.ts";
import { type Instrument, instrumentNamed } from "./instruments.ts";

type Order = {
  charge: string;
  amount?: number | undefined;
  reason?: "duplicate" | "fraudulent" | "requested_by_customer" | undefined;
  metadata?: Stripe.Metadata;
};

/** How long the two test cards with slow refunds take, in seconds. */
const slowRefundSeconds = 5;

/**
 * Gives money of a charge back, all that is left unless `amount` says less. Refuses a charge that did not
 * succeed, is disputed or has nothing left, and more than is left. The charge stays locked, so that refunds
 * made at the same time cannot add up to more than was paid.
 */
export async function refundCharge(call: Call, order: Order): Promise<Stripe.Refund> {
  const { object: charge } = await lockObject(call.db, "charge", order.charge, "charge");
  const amount = refundable(charge, order.amount);
  const behaviour = await refundBehaviour(call, charge);
  const id = newId("re");
  const movement = await bookMovement(call, {
    amount: -amount,
    currency: charge.currency,
    description: "REFUND FOR CHARGE",
    reporting_category: "refund",
    source: id,
    type: charge.payment_method_details?.type === "card" ? "refund" : "payment_refund",
  });
  const refund = {
    id,
    object: "refund",
    amount,
    balance_transaction: movement.id,
    charge: charge.id,
    created: call.now,
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: destination(charge),
    metadata: order.metadata ?? {},
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: order.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: behaviour === "pending" ? "pending" : "succeeded",
    transfer_reversal: null,
  } satisfies Stripe.Refund;

  await create(call, refund, { events: ["refund.created"] });
  const amount_refunded = charge.amount_refunded + amount;
  await change(
    call,
    charge,
    { amount_refunded, refunded: amount_refunded === charge.amount },
    "charge.refunded",
  );
  if (behaviour)
    await setTimer(
      call,
      id,
      behaviour === "pending" ? "refund.succeed" : "refund.fail",
      call.now + slowRefundSeconds,
    );
  return refund;
}

/** A pending refund arrived. One that is settled already is left as it is. */
export async function succeedRefund(call: Call, id: string): Promise<Stripe.Refund> {
  const { object: refund } = await lockObject(call.db, "refund", id);
  if (refund.status !== "pending") return refund;
  return change(call, refund, { status: "succeeded" }, "refund.updated", "charge.refund.updated");
}

/** The bank could not give the money to the buyer: it is back on the balance and the charge can be refunded again. */
export async function failRefund(call: Call, id: string): Promise<Stripe.Refund> {
  const { object: known } = await lockObject(call.db, "refund", id);
  if (known.status === "failed" || known.status === "canceled") return known;
  const { object: charge } = await lockObject(call.db, "charge", String(known.charge));
  const movement = await bookMovement(call, {
    amount: known.amount,
    currency: known.currency,
    description: "REFUND FAILURE",
    reporting_category: "refund_failure",
    source: id,
    type: "refund_failure",
  });
  await change(
    call,
    charge,
    { amount_refunded: charge.amount_refunded - known.amount, refunded: false },
    "charge.updated",
  );
  const failure = {
    failure_balance_transaction: movement.id,
    failure_reason: "lost_or_stolen_card",
    status: "failed",
  };
  return change(call, known, failure, "refund.failed", "refund.updated", "charge.refund.updated");
}

function refundable(charge: Stripe.Charge, wanted: number | undefined): number {
  if (charge.status !== "succeeded" || !charge.captured) {
    throw invalidRequest(`Charge ${charge.id} has not been captured, so there is nothing to refund.`, {
      code: "charge_not_refundable",
      param: "charge",
    });
  }
  const left = charge.amount - charge.amount_refunded;
  if (left === 0)
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, {
      code: "charge_already_refunded",
    });
  if (charge.disputed)
    throw invalidRequest(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {
      code: "charge_disputed",
    });
  if (wanted !== undefined && wanted > left) {
    throw invalidRequest(`Refund amount (${wanted}) is greater than unrefunded amount on charge (${left})`, {
      param: "amount",
    });
  }
  return wanted ?? left;
}

async function refundBehaviour(call: Call, charge: Stripe.Charge): Promise<Instrument["refunds"]> {
  const method = await findObject(call.db, "payment_method", String(charge.payment_method));
  return method && instrumentNamed(method.internal.instrument)?.refunds;
}

function destination(charge: Stripe.Charge): Stripe.Refund.DestinationDetails {
  const type = charge.payment_method_details?.type ?? "card";
  if (type !== "card") return { type };
  return {
    type,
    card: {
      reference: "1234567890",
      reference_status: "available",
      reference_type: "acquirer_reference_number",
      type: "refund",
    },
  };
}
