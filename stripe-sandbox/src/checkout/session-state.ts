import type Stripe from "stripe";
import { change } from "../events/change.ts";
import { cancelIntent } from "../payments/cancel.ts";
import type { Call } from "../sandbox.ts";
import type { Db } from "../store/database.ts";
import { findObject, findWhere, lockObject } from "../store/objects.ts";
import { invalidRequest } from "../wire/errors.ts";

type Session = Stripe.Checkout.Session;

/** The session an intent was made for, locked; undefined for an intent without one. */
export async function sessionOfIntent(call: Call, intentId: string): Promise<Session | undefined> {
  const id = await sessionIdOf(call.db, intentId);
  return id === undefined ? undefined : (await lockObject(call.db, "checkout.session", id)).object;
}

/** Which session an intent, to pay or to set up, was made for. */
export async function sessionIdOf(db: Db, intentId: string): Promise<string | undefined> {
  const kind = intentId.startsWith("seti_") ? "setup_intent" : "payment_intent";
  const known = (await findObject(db, kind, intentId))?.internal.sessionId;
  // Before intents remembered it.
  return known ?? (await findWhere(db, "checkout.session", { payment_intent: intentId }))?.id;
}

/** The buyer has done their part; `status` is unpaid while a delayed payment is under way. */
export async function completeSession(
  call: Call,
  session: Session,
  buyer: Partial<Stripe.PaymentMethod.BillingDetails>,
  status: "paid" | "unpaid" | "no_payment_required",
  sold: Partial<Session> = {},
): Promise<Session> {
  const known = session.customer_details;
  const customer_details: Stripe.Checkout.Session.CustomerDetails = {
    address: buyer.address ?? known?.address ?? null,
    business_name: null,
    email: known?.email ?? buyer.email ?? null,
    individual_name: null,
    name: buyer.name ?? known?.name ?? null,
    phone: buyer.phone ?? known?.phone ?? null,
    tax_exempt: "none",
    tax_ids: [],
  };
  return change(
    call,
    session,
    { ...sold, customer_details, payment_status: status, status: "complete", url: null },
    "checkout.session.completed",
  );
}

/** The delayed payment of a completed session arrived. */
export function sessionPaid(call: Call, session: Session): Promise<Session> {
  return change(call, session, { payment_status: "paid" }, "checkout.session.async_payment_succeeded");
}

/** The delayed payment of a completed session came back. */
export function sessionPaymentFailed(call: Call, session: Session): Promise<Session> {
  return change(call, session, { payment_status: "unpaid" }, "checkout.session.async_payment_failed");
}

/** Closes an open session, and the payment begun in it. A session that is not open any more is left as it is. */
export async function expireSession(call: Call, id: string): Promise<Session> {
  const { object: session, internal } = await lockObject(call.db, "checkout.session", id);
  if (session.status !== "open") return session;
  const begun = internal.intent ?? session.payment_intent;
  if (typeof begun === "string") {
    const { object: intent } = await lockObject(call.db, "payment_intent", begun);
    if (intent.status !== "canceled") await cancelIntent(call, intent, "expired");
  }
  return change(call, session, { status: "expired", url: null }, "checkout.session.expired");
}

/** Closes an open session because somebody asked for it; refuses one that is not open. */
export async function expireOpenSession(call: Call, id: string): Promise<Session> {
  const { object: session } = await lockObject(call.db, "checkout.session", id);
  if (session.status === "open") return expireSession(call, id);
  throw invalidRequest(
    `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${session.status}.`,
  );
}

/** The session, locked, and expired first if its time is over although no timer has run yet. */
export async function lockCurrentSession(call: Call, id: string) {
  const { object: session, internal } = await lockObject(call.db, "checkout.session", id);
  const overdue = session.status === "open" && session.expires_at <= call.now;
  return { session: overdue ? await expireSession(call, id) : session, internal };
}
