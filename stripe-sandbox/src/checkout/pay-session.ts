import type Stripe from "stripe";
import { type Attempt, afterPayment, attemptPayment } from "../payments/confirm.ts";
import { createIntent } from "../payments/intents.ts";
import type { Means } from "../payments/payment-methods.ts";
import { attemptSetup, createSetupIntent, type SetupAttempt } from "../payments/setup-intents.ts";
import type { Call } from "../sandbox.ts";
import { lockObject, saveInternal, saveObject } from "../store/objects.ts";
import type { Internals } from "../store/types.ts";
import { keepMethod, limitRedisplay, startSubscription, withCustomer } from "./finish-session.ts";
import { completeSession, lockCurrentSession } from "./session-state.ts";

type Session = Stripe.Checkout.Session;
type Sold = Internals["checkout.session"];

/**
 * What became of it. `closed`: the session was complete or expired before, nothing was done; `free`: there was
 * nothing to pay for.
 */
export type SessionPayment = { session: Session } & (
  | { result: "closed" | "free" | "succeeded" | "reserved" | "processing" }
  | { result: "requires_action"; url: string }
  | { result: "declined"; error: Failure; intent?: Stripe.PaymentIntent }
);
type Failure = { code?: string; decline_code?: string; message?: string; charge?: string };

/** What the buyer left beside the card. */
export type Buyer = { email: string | null; keep: boolean };

/**
 * Pays an open session with what `meansOf` provides, which is asked only if the session is still open. The
 * session's row is held meanwhile: of two clicks the second waits, and finds the session complete.
 */
export async function paySession(
  call: Call,
  sessionId: string,
  meansOf: (session: Session) => Promise<Means | undefined>,
  { email, keep }: Buyer = { email: null, keep: false },
): Promise<SessionPayment> {
  const { session, internal } = await lockCurrentSession(call, sessionId);
  if (session.status !== "open") return { result: "closed", session };
  const means = await meansOf(session);
  if (!means || (session.amount_total === 0 && session.mode === "payment")) {
    return {
      result: "free",
      session: await completeSession(call, session, { email }, "no_payment_required"),
    };
  }
  const begun = await withCustomer(call, session, email);
  if (!begun.amount_total) {
    const setup = await setupOf(call, begun);
    return concludeSetup(call, begun, await attemptSetup(call, setup, means), means);
  }
  const { session: paying, intent } = await intentOf(call, begun, internal, keep);
  return concludeAttempt(call, paying, await attemptPayment(call, intent, means), means);
}

/** Completes the session, unless the attempt failed or waits for the buyer. */
export async function concludeAttempt(
  call: Call,
  session: Session,
  attempt: Attempt,
  means: Means,
): Promise<SessionPayment> {
  if (attempt.result === "declined") return { ...attempt, session };
  if (attempt.result === "requires_action")
    return { result: "requires_action", url: attempt.intent.next_action!.redirect_to_url!.url!, session };
  const { internal } = await lockObject(call.db, "checkout.session", session.id);
  const agreed = internal.intentData.setup_future_usage || internal.sells ? "limited" : "always";
  await keepMethod(call, session, attempt.intent, means, agreed);
  const sold = await startIfSold(call, session, internal, means, attempt.intent.id);
  const status = attempt.result === "succeeded" ? "paid" : "unpaid";
  const complete = await completeSession(call, session, means.method.billing_details, status, sold);
  await afterPayment(call, attempt, means.instrument);
  return { result: attempt.result, session: complete };
}

/** As `concludeAttempt`, for a card that was only to be kept. */
export async function concludeSetup(
  call: Call,
  session: Session,
  attempt: SetupAttempt,
  means: Means,
): Promise<SessionPayment> {
  if (attempt.result === "declined") return { result: "declined", error: attempt.error, session };
  if (attempt.result === "requires_action") return { ...attempt, session };
  await limitRedisplay(call, means.method.id);
  const { internal } = await lockObject(call.db, "checkout.session", session.id);
  const sold = await startIfSold(call, session, internal, means, null);
  const complete = await completeSession(
    call,
    session,
    means.method.billing_details,
    // A trial's first invoice is of nothing, and Stripe calls that paid.
    internal.sells ? "paid" : "no_payment_required",
    sold,
  );
  return { result: "succeeded", session: complete };
}

async function startIfSold(
  call: Call,
  session: Session,
  { sells, lineItems }: Sold,
  { method }: Means,
  intentId: string | null,
): Promise<Partial<Session>> {
  return sells ? startSubscription(call, session, { lineItems, sells, method: method.id, intentId }) : {};
}

/** The session's payment intent, made at the first attempt to pay, as Stripe does. A subscription's is not shown. */
async function intentOf(call: Call, session: Session, internal: Sold, keep: boolean) {
  const setup_future_usage = internal.sells || keep ? "off_session" : internal.intentData.setup_future_usage;
  const known = internal.intent ?? (session.payment_intent as string | null);
  if (known) {
    const { object } = await lockObject(call.db, "payment_intent", known);
    return { session, intent: { ...object, setup_future_usage } };
  }
  const { sells } = internal;
  const intent = await createIntent(
    call,
    {
      ...internal.intentData,
      ...(sells ? { description: "Subscription creation" } : {}),
      amount: session.amount_total ?? 0,
      currency: session.currency ?? "usd",
      customer: session.customer,
      payment_method_types: session.payment_method_types,
      setup_future_usage,
    },
    { sessionId: session.id },
  );
  await saveInternal<"checkout.session">(call.db, session.id, { ...internal, intent: intent.id });
  if (sells) return { session, intent };
  const begun = { ...session, payment_intent: intent.id };
  await saveObject(call.db, { ...begun, object: "checkout.session" });
  return { session: begun, intent };
}

async function setupOf(call: Call, session: Session): Promise<Stripe.SetupIntent> {
  if (session.setup_intent)
    return (await lockObject(call.db, "setup_intent", String(session.setup_intent))).object;
  const { customer, payment_method_types } = session;
  return createSetupIntent(call, { customer, metadata: {}, payment_method_types }, { sessionId: session.id });
}
