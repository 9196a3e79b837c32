import type Stripe from "stripe";
import { createSession } from "../checkout/create-session.ts";
import { paySession } from "../checkout/pay-session.ts";
import type { NewSession } from "../checkout/session-parameters.ts";
import { attach, resolvePaymentMethod } from "../payments/payment-methods.ts";
import { chooseCard, setCancelling } from "../portal/actions.ts";
import { createCustomer } from "../resources/customers.ts";
import { createProduct } from "../resources/products.ts";
import type { Call } from "../sandbox.ts";
import { findEvenDeleted, findWhere, getObject } from "../store/objects.ts";
import { runNext } from "../timers/run-due-timers.ts";
import { PAST } from "../timers/set-timer.ts";

export type PastCustomer = { email: string; name?: string; metadata: Stripe.Metadata };
export type PastCheckout = { product: { id: string; name: string }; session: NewSession };

/** The customer with that address and metadata, made if there is none. */
export async function ensureCustomer(call: Call, customer: PastCustomer): Promise<Stripe.Customer> {
  const { email, metadata } = customer;
  return (await findWhere(call.db, "customer", { email, metadata })) ?? createCustomer(call, customer);
}

/** A checkout that sells a subscription to a good card, answered with its page; one for each `client_reference_id`. */
export async function subscribe(
  call: Call,
  { product, session }: PastCheckout,
): Promise<Stripe.Checkout.Session> {
  const known = await findWhere(call.db, "checkout.session", {
    client_reference_id: session.client_reference_id ?? null,
  });
  if (known) return { ...known, url: pageOf(call, known.id) };
  if (!(await findEvenDeleted(call.db, "product", product.id))) await createProduct(call, product);
  const opened = await createSession(call, session);
  await paySession(call, opened.id, () => resolvePaymentMethod(call, "pm_card_visa"));
  return opened;
}

/** From now on the subscription's customer pays with a card that declines. */
export async function useFailingCard(call: Call, subscription: string): Promise<void> {
  const customer = String((await getObject(call.db, "subscription", subscription)).customer);
  const card = await attach(call, await resolvePaymentMethod(call, "pm_card_chargeCustomerFail"), customer);
  await chooseCard(call, customer, card.id);
}

/** The subscription ends with its period. */
export async function cancelAtPeriodEnd(call: Call, id: string): Promise<void> {
  const { customer, cancel_at_period_end } = await getObject(call.db, "subscription", id);
  if (!cancel_at_period_end) await setCancelling(call, String(customer), id, true);
}

/** Does the first of what was planned in the past and is due by now: renewals, tries. Answers whether there was something. */
export function passNext(call: Call): Promise<boolean> {
  return runNext(call, PAST, call.now);
}

/** What was planned in the past and lies ahead happens by the sandbox's own time. */
export async function arrive(call: Call): Promise<void> {
  await call.db.query("update {timers} set test_clock = null where test_clock = $1", [PAST]);
}

function pageOf({ sandbox }: Call, id: string): string {
  return `${sandbox.baseUrl()}${sandbox.hostedPath}/checkout/${id}`;
}
