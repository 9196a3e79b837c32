import type Stripe from "stripe";
import { type Attempt, afterPayment, attemptPayment } from "../payments/confirm.ts";
import type { Instrument } from "../payments/instruments.ts";
import { createIntent } from "../payments/intents.ts";
import type { Call } from "../sandbox.ts";
import { lockObject, saveObject } from "../store/objects.ts";
import type { IntentData } from "../store/types.ts";
import { completeSession, lockCurrentSession } from "./session-state.ts";

type Session = Stripe.Checkout.Session;
type Means = { method: Stripe.PaymentMethod; instrument: Instrument };

/**
 * What became of it. `closed`: the session was complete or expired before, nothing was done; `free`: there was
 * nothing to pay for.
 */
export type SessionPayment = { session: Session } & (Attempt | { result: "closed" | "free" });

/**
 * Pays an open session with what `meansOf` provides, which is asked only if the session is still open. The
 * session's row is held meanwhile: of two clicks the second waits, and finds the session complete. `email` is
 * what the buyer left, if they were asked.
 */
export async function paySession(
  call: Call,
  sessionId: string,
  meansOf: (session: Session) => Promise<Means | undefined>,
  email: string | null = null,
): Promise<SessionPayment> {
  const { session, internal } = await lockCurrentSession(call, sessionId);
  if (session.status !== "open") return { result: "closed", session };
  const means = await meansOf(session);
  if (session.amount_total === 0 || !means) {
    return {
      result: "free",
      session: await completeSession(call, session, { email }, "no_payment_required"),
    };
  }
  const { session: begun, intent } = await intentOf(call, session, internal.intentData);
  return concludeAttempt(call, begun, await attemptPayment(call, intent, means), means);
}

/** Completes the session, unless the attempt failed or waits for the buyer. */
export async function concludeAttempt(
  call: Call,
  session: Session,
  attempt: Attempt,
  means: Means,
): Promise<SessionPayment> {
  if (attempt.result === "declined" || attempt.result === "requires_action") return { ...attempt, session };
  const status = attempt.result === "succeeded" ? "paid" : "unpaid";
  const complete = await completeSession(call, session, means.method.billing_details, status);
  await afterPayment(call, attempt, means.instrument);
  return { ...attempt, session: complete };
}

/** The session's payment intent, made at the first attempt to pay, as Stripe does. */
async function intentOf(call: Call, session: Session, data: IntentData) {
  if (typeof session.payment_intent === "string") {
    const { object: intent } = await lockObject(call.db, "payment_intent", session.payment_intent);
    return { session, intent };
  }
  const intent = await createIntent(call, {
    ...data,
    amount: session.amount_total ?? 0,
    currency: session.currency ?? "usd",
    customer: session.customer,
    payment_method_types: session.payment_method_types,
  });
  const begun = { ...session, payment_intent: intent.id };
  await saveObject(call.db, begun);
  return { session: begun, intent };
}
