import type Stripe from "stripe";
import type { Reader } from "../sandbox.ts";
import { findMany } from "../store/objects.ts";
import { listPage } from "../wire/list.ts";
import type { ActionName } from "./actions.ts";

/** One line of the operator's list: a session with its payment, or a payment made without a session. */
export type Row = {
  id: string;
  /** The first thing bought, or what the payment says of itself. */
  what: string;
  buyer: string | null;
  amount: number;
  currency: string;
  created: number;
  state: string;
  mood: "good" | "bad" | "neutral";
  actions: { name: ActionName; id: string }[];
};

type Payment = {
  intent: Stripe.PaymentIntent | undefined;
  charge: Stripe.Charge | undefined;
  dispute: Stripe.Dispute | undefined;
  refunds: Stripe.Refund[];
};

/** The latest sessions and payments, newest first, with what can be done about each. */
export async function recentPayments({ db }: Reader, limit = 25): Promise<Row[]> {
  const { data: sessions } = await listPage(db, "checkout.session", { limit, url: "" });
  const { data: intents } = await listPage(db, "payment_intent", { limit, url: "" });
  const known = new Set(intents.map(({ id }) => id));
  const older = sessions.map(({ payment_intent }) => String(payment_intent)).filter((id) => !known.has(id));
  intents.push(...(await findMany(db, "payment_intent", "id", older)));
  const charges = await findMany(
    db,
    "charge",
    "payment_intent",
    intents.map(({ id }) => id),
  );
  const chargeIds = charges.map(({ id }) => id);
  const disputes = await findMany(db, "dispute", "charge", chargeIds);
  const refunds = await findMany(db, "refund", "charge", chargeIds);

  const paymentOf = (intent: Stripe.PaymentIntent | undefined): Payment => {
    const charge = charges.find(({ id }) => id === intent?.latest_charge);
    const of = (object: { charge: unknown }) => charge !== undefined && object.charge === charge.id;
    return { intent, charge, dispute: disputes.find(of), refunds: refunds.filter(of) };
  };
  const names = await itemNames(
    db,
    sessions.map(({ id }) => id),
  );
  const inSessions = new Set(sessions.map(({ payment_intent }) => payment_intent));
  const rows = [
    ...sessions.map((session) => {
      const intent = intents.find(({ id }) => id === session.payment_intent);
      return sessionRow(session, names.get(session.id) ?? "Order", paymentOf(intent));
    }),
    ...intents.filter(({ id }) => !inSessions.has(id)).map((intent) => intentRow(intent, paymentOf(intent))),
  ];
  return rows.sort((a, b) => b.created - a.created).slice(0, limit);
}

/** What each session sells first, and how much more there is. */
async function itemNames(db: Reader["db"], sessionIds: string[]): Promise<Map<string, string>> {
  const rows = await db.query<{ id: string; name: string; items: number }>(
    `select id, internal->'lineItems'->0->>'description' as name, jsonb_array_length(internal->'lineItems') as items
     from {objects} where id = any($1)`,
    [sessionIds],
  );
  return new Map(rows.map(({ id, name, items }) => [id, items > 1 ? `${name} and ${items - 1} more` : name]));
}

function sessionRow(session: Stripe.Checkout.Session, what: string, payment: Payment): Row {
  const base = {
    id: session.id,
    what,
    buyer: session.customer_details?.email ?? null,
    amount: session.amount_total ?? 0,
    currency: session.currency ?? "usd",
    created: session.created,
  };
  if (session.status === "expired") return { ...base, state: "Expired", mood: "neutral", actions: [] };
  if (session.status === "complete") return { ...base, ...paymentState(payment) };
  const failed = payment.intent?.last_payment_error?.message;
  const state = failed ? `Waiting for the buyer. Last attempt: ${failed}` : "Waiting for the buyer";
  return { ...base, state, mood: "neutral", actions: [{ name: "expire-session", id: session.id }] };
}

function intentRow(intent: Stripe.PaymentIntent, payment: Payment): Row {
  const { id, amount, currency, created, receipt_email: buyer } = intent;
  return {
    id,
    what: intent.description ?? "Payment",
    buyer,
    amount,
    currency,
    created,
    ...paymentState(payment),
  };
}

function paymentState({
  intent,
  charge,
  dispute,
  refunds,
}: Payment): Pick<Row, "state" | "mood" | "actions"> {
  if (!intent) return { state: "Complete, nothing to pay", mood: "good", actions: [] };
  if (intent.status === "processing") {
    const actions = (["settle-payment", "fail-payment"] as const).map((name) => ({ name, id: intent.id }));
    return { state: "On its way from the bank", mood: "neutral", actions };
  }
  if (intent.status !== "succeeded" || !charge) {
    const mood = intent.last_payment_error ? "bad" : "neutral";
    return {
      state: intent.last_payment_error?.message ?? intent.status.replaceAll("_", " "),
      mood,
      actions: [],
    };
  }
  return {
    ...moneyState(charge, dispute),
    actions: [...disputeActions(charge, dispute), ...refundActions(refunds)],
  };
}

function moneyState(charge: Stripe.Charge, dispute: Stripe.Dispute | undefined): Pick<Row, "state" | "mood"> {
  if (dispute)
    return {
      state: `Disputed: ${dispute.status.replaceAll("_", " ")}`,
      mood: dispute.status === "won" ? "good" : "bad",
    };
  if (charge.refunded) return { state: "Refunded", mood: "neutral" };
  if (charge.amount_refunded > 0) return { state: "Paid, refunded in part", mood: "good" };
  return { state: "Paid", mood: "good" };
}

function disputeActions(charge: Stripe.Charge, dispute: Stripe.Dispute | undefined): Row["actions"] {
  if (!dispute) return charge.refunded ? [] : [{ name: "open-dispute", id: charge.id }];
  if (["won", "lost", "warning_closed"].includes(dispute.status)) return [];
  return [
    { name: "win-dispute", id: dispute.id },
    { name: "lose-dispute", id: dispute.id },
  ];
}

function refundActions(refunds: Stripe.Refund[]): Row["actions"] {
  return refunds.flatMap(({ id, status }): Row["actions"] => {
    if (status === "pending")
      return [
        { name: "settle-refund", id },
        { name: "fail-refund", id },
      ];
    return status === "succeeded" ? [{ name: "fail-refund", id }] : [];
  });
}
