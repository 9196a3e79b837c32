import type Stripe from "stripe";
import { collect } from "../billing/collect.ts";
import { createSubscription } from "../billing/create-subscription.ts";
import { finalizeInvoice, finalizePaidInvoice } from "../billing/invoices.ts";
import { invoicePaid } from "../billing/standing.ts";
import { byClockOf } from "../clocks/clock-of.ts";
import { change } from "../events/change.ts";
import { attach, type Means } from "../payments/payment-methods.ts";
import { createCustomer } from "../resources/customers.ts";
import type { Call } from "../sandbox.ts";
import { findObject, getObject, lockObject, saveInternal, saveObject } from "../store/objects.ts";
import type { LineItem, SubscriptionData } from "../store/types.ts";

type Session = Stripe.Checkout.Session;

/** The session's customer, made now if it needs one and has none. */
export async function withCustomer(call: Call, session: Session, email: string | null): Promise<Session> {
  if (session.customer || session.customer_creation !== "always") return session;
  const known = session.customer_details;
  const customer = await createCustomer(call, { email: known?.email ?? email, name: known?.name ?? null });
  const begun = { ...session, object: "checkout.session" as const, customer: customer.id };
  await saveObject<"checkout.session">(call.db, begun);
  return begun;
}

/** Keeps what a payment was made with, if that was agreed upon. */
export async function keepMethod(
  call: Call,
  session: Session,
  intent: Stripe.PaymentIntent,
  means: Means,
  agreed: "always" | "limited",
): Promise<void> {
  if (!session.customer || !intent.setup_future_usage || means.method.customer) return;
  if (means.instrument.declines && !means.instrument.attaches) return;
  const kept = await attach(call, means, String(session.customer));
  await saveObject<"payment_method">(call.db, { ...kept, object: "payment_method", allow_redisplay: agreed });
}

/**
 * The subscription that a session sold, with its first invoice: paid already by `intentId`, or, for a trial and what costs
 * nothing, to be paid with nothing.
 */
export async function startSubscription(
  call: Call,
  session: Session,
  sold: { lineItems: LineItem[]; sells: SubscriptionData; method: string; intentId: string | null },
): Promise<Partial<Session>> {
  const customer = await getObject(call.db, "customer", String(session.customer));
  const moment = await byClockOf(call, customer);
  const { sells, lineItems, intentId } = sold;
  const { subscription, invoice } = await createSubscription(moment, {
    customer,
    items: lineItems.map(({ price, quantity }) => ({ price: price!, quantity: quantity ?? 1 })),
    metadata: sells.metadata,
    description: sells.description,
    defaultMethod: sold.method,
    trialEnd: sells.trialEnd ?? (sells.trialDays ? moment.now + sells.trialDays * 86_400 : null),
  });
  if (intentId === null) {
    await collect(moment, await finalizeInvoice(moment, invoice));
  } else {
    const { internal } = await lockObject(call.db, "payment_intent", intentId);
    await saveInternal<"payment_intent">(call.db, intentId, { ...internal, invoiceId: invoice.id });
    await invoicePaid(moment, await finalizePaidInvoice(moment, invoice, intentId));
  }
  return { subscription: subscription.id, invoice: invoice.id };
}

/** A card kept through a subscription or in setup mode is not offered on pages unless they ask for it. */
export async function limitRedisplay(call: Call, methodId: string): Promise<void> {
  const found = await findObject(call.db, "payment_method", methodId);
  if (found?.object.allow_redisplay !== "unspecified") return;
  await change(call, { ...found.object, object: "payment_method" }, { allow_redisplay: "limited" });
}
