import type Stripe from "stripe";
import { change, create } from "../events/change.ts";
import { emit } from "../events/emit.ts";
import type { Call } from "../sandbox.ts";
import { newId } from "../store/ids.ts";
import { lockObject, saveObject } from "../store/objects.ts";
import { invalidRequest } from "../wire/errors.ts";
import { bookMovement, disputeFee } from "./balance.ts";

type Kind = { reason: string; inquiry?: boolean | undefined };

/**
 * The buyer's bank disputes a charge: what has not been refunded leaves the balance, with a fee. An inquiry
 * only asks, and takes nothing yet. Refuses a charge that did not succeed or is disputed already.
 */
export async function openDispute(
  call: Call,
  chargeId: string,
  { reason, inquiry = false }: Kind,
): Promise<Stripe.Dispute> {
  const { object: charge } = await lockObject(call.db, "charge", chargeId, "charge");
  if (charge.status !== "succeeded" || charge.disputed) {
    throw invalidRequest(
      `Charge ${charge.id} cannot be disputed: it is ${charge.disputed ? "disputed already" : charge.status}.`,
      { param: "charge" },
    );
  }
  const amount = charge.amount - charge.amount_refunded;
  if (amount === 0)
    throw invalidRequest(`Charge ${charge.id} has been refunded completely.`, {
      code: "charge_already_refunded",
      param: "charge",
    });

  const id = newId("du");
  const dispute = {
    id,
    object: "dispute",
    amount,
    balance_transactions: inquiry ? [] : [await withdraw(call, id, charge, amount)],
    charge: charge.id,
    created: call.now,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: noEvidence(charge),
    evidence_details: {
      due_by: call.now + 14 * 24 * 60 * 60,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: "not_submitted",
    },
    intended_submission_method: null,
    is_charge_refundable: inquiry,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    ...cardDetails(charge, reason, inquiry),
    reason,
    status: inquiry ? "warning_needs_response" : "needs_response",
  } satisfies Stripe.Dispute;
  await create(call, dispute, { events: ["charge.dispute.created"] });
  if (!inquiry) await emit(call, "charge.dispute.funds_withdrawn", dispute as Stripe.Dispute);
  await change(call, charge, { disputed: !inquiry }, "charge.updated");
  return dispute;
}

/** The bank decides for the seller: the money comes back, the fee does not. */
export async function winDispute(call: Call, id: string): Promise<Stripe.Dispute> {
  const dispute = await lockUndecided(call, id);
  if (isInquiry(dispute)) return change(call, dispute, { status: "warning_closed" }, "charge.dispute.closed");
  const reinstated = await bookMovement(call, {
    amount: dispute.amount,
    currency: dispute.currency,
    description: `Chargeback reversal for ${dispute.charge}`,
    reporting_category: "dispute_reversal",
    source: id,
    type: "adjustment",
  });
  const balance_transactions = [...dispute.balance_transactions, reinstated];
  return change(
    call,
    dispute,
    { balance_transactions, status: "won" },
    "charge.dispute.funds_reinstated",
    "charge.dispute.closed",
  );
}

/** The bank decides for the buyer, or the seller gives in: nothing more moves. */
export async function loseDispute(call: Call, id: string): Promise<Stripe.Dispute> {
  const dispute = await lockUndecided(call, id);
  return change(
    call,
    dispute,
    { status: isInquiry(dispute) ? "warning_closed" : "lost" },
    "charge.dispute.closed",
  );
}

/**
 * Records evidence and, when it is submitted, lets the bank decide as https://docs.stripe.com/testing#disputes
 * says: `winning_evidence` and `losing_evidence` in `uncategorized_text` decide at once, other text waits.
 */
export async function submitEvidence(
  call: Call,
  id: string,
  {
    evidence,
    metadata,
    submit,
  }: { evidence: Partial<Stripe.Dispute.Evidence>; metadata: Stripe.Metadata; submit: boolean },
): Promise<Stripe.Dispute> {
  const dispute = await lockUndecided(call, id);
  const merged = { ...dispute.evidence, ...evidence };
  const given = Object.keys(evidence).length > 0;
  const submitted = submit && given;
  const evidence_details: Stripe.Dispute.EvidenceDetails = {
    ...dispute.evidence_details,
    has_evidence: dispute.evidence_details.has_evidence || given,
    submission_count: dispute.evidence_details.submission_count + (submitted ? 1 : 0),
    submission_method: submitted ? "manual" : dispute.evidence_details.submission_method,
  };
  const waiting = isInquiry(dispute) ? "warning_under_review" : "under_review";
  const status = submitted ? waiting : dispute.status;
  const updated = await change(
    call,
    dispute,
    { evidence: merged, evidence_details, metadata, status },
    "charge.dispute.updated",
  );
  if (submitted && merged.uncategorized_text === "winning_evidence") return winDispute(call, id);
  if (submitted && merged.uncategorized_text === "losing_evidence") return loseDispute(call, id);
  return updated;
}

/** Changes metadata alone, which is allowed at any time. */
export async function labelDispute(
  call: Call,
  id: string,
  metadata: Stripe.Metadata,
): Promise<Stripe.Dispute> {
  const { object: dispute } = await lockObject(call.db, "dispute", id);
  const labelled = { ...dispute, metadata };
  await saveObject(call.db, labelled);
  await emit(call, "charge.dispute.updated", labelled, { metadata: dispute.metadata });
  return labelled;
}

async function lockUndecided(call: Call, id: string): Promise<Stripe.Dispute> {
  const { object: dispute } = await lockObject(call.db, "dispute", id);
  if (["won", "lost", "warning_closed"].includes(dispute.status)) {
    throw invalidRequest(`This dispute is already closed: ${dispute.status}.`, { param: "id" });
  }
  return dispute;
}

function isInquiry({ status }: Stripe.Dispute): boolean {
  return status.startsWith("warning_");
}

function withdraw(
  call: Call,
  id: string,
  charge: Stripe.Charge,
  amount: number,
): Promise<Stripe.BalanceTransaction> {
  return bookMovement(call, {
    amount: -amount,
    currency: charge.currency,
    description: `Chargeback withdrawal for ${charge.id}`,
    fee: disputeFee,
    reporting_category: "dispute",
    source: id,
    type: "adjustment",
  });
}

/** Only for cards does Stripe tell more. */
function cardDetails(charge: Stripe.Charge, reason: string, inquiry: boolean): Partial<Stripe.Dispute> {
  const brand = charge.payment_method_details?.card?.brand;
  if (!brand) return {};
  const card = {
    brand,
    case_type: inquiry ? ("inquiry" as const) : ("chargeback" as const),
    network: brand,
    network_reason_code: reason === "fraudulent" ? "10.4" : "13.1",
  };
  return { payment_method_details: { type: "card", card } };
}

function noEvidence(charge: Stripe.Charge): Stripe.Dispute.Evidence {
  return {
    access_activity_log: null,
    billing_address: null,
    cancellation_policy: null,
    cancellation_policy_disclosure: null,
    cancellation_rebuttal: null,
    customer_communication: null,
    customer_email_address: charge.billing_details.email,
    customer_name: charge.billing_details.name,
    customer_purchase_ip: null,
    customer_signature: null,
    duplicate_charge_documentation: null,
    duplicate_charge_explanation: null,
    duplicate_charge_id: null,
    enhanced_evidence: {},
    product_description: null,
    receipt: null,
    refund_policy: null,
    refund_policy_disclosure: null,
    refund_refusal_explanation: null,
    service_date: null,
    service_documentation: null,
    shipping_address: null,
    shipping_carrier: null,
    shipping_date: null,
    shipping_documentation: null,
    shipping_tracking_number: null,
    uncategorized_file: null,
    uncategorized_text: null,
  };
}
