import Stripe from "stripe";
import type {
  MembershipCheckoutRequest,
  MembershipDetails,
  MembershipsPort,
  TierPrice,
} from "./memberships-port.ts";
import { PaymentProviderError } from "./port.ts";
import { type Asking, expired, isMissing } from "./stripe-client.ts";
import {
  checkoutState,
  idOf,
  invoiceState,
  membershipState,
  moment,
  tierPriceOf,
  tierProductId,
} from "./stripe-membership-events.ts";

const DETAILS = ["latest_invoice.payments", "schedule"];

/**
 * Memberships as Stripe subscriptions. A tier is a product that carries our id; prices are described with each
 * request and never kept, so that changing one is nothing but asking for the other.
 */
export function stripeMemberships(ask: Asking): MembershipsPort {
  return {
    createMembershipCheckout: (request) =>
      ask(async (stripe) => {
        await ensureTierProduct(stripe, request);
        return checkoutState(
          await stripe.checkout.sessions.create(checkoutOf(request), {
            idempotencyKey: request.subscriptionId,
          }),
        );
      }),
    getMembershipCheckout: (id) =>
      ask(async (stripe) => checkoutState(await stripe.checkout.sessions.retrieve(id))),
    expireMembershipCheckout: (id) => ask(async (stripe) => checkoutState(await expired(stripe, id))),

    getMembership: (id) => ask((stripe) => details(stripe, id)),
    changeMembership: (request) =>
      ask(async (stripe) => {
        await ensureTierProduct(stripe, request);
        const subscription = await stripe.subscriptions.retrieve(request.providerSubscriptionId);
        if (request.when === "now") await changeNow(stripe, subscription, request);
        else await changeLater(stripe, subscription, request);
        return details(stripe, subscription.id);
      }),
    cancelAtPeriodEnd: (id) =>
      ask(async (stripe) => {
        await dropWaitingChange(stripe, await stripe.subscriptions.retrieve(id));
        await stripe.subscriptions.update(id, { cancel_at_period_end: true });
        return details(stripe, id);
      }),
    resumeMembership: (id) =>
      ask(async (stripe) => {
        await stripe.subscriptions.update(id, { cancel_at_period_end: false });
        return details(stripe, id);
      }),
    cancelNow: (id) =>
      ask(async (stripe) => {
        const subscription = await stripe.subscriptions.retrieve(id);
        if (membershipState(subscription).status !== "ended") await stripe.subscriptions.cancel(id);
        return details(stripe, id);
      }),

    getInvoice: (id) => ask(async (stripe) => invoiceState(await invoiceOf(stripe, id))),
    listInvoices: (id) =>
      ask(async (stripe) => {
        const { data } = await stripe.invoices.list({
          subscription: id,
          limit: 100,
          expand: ["data.payments"],
        });
        return data.map(invoiceState);
      }),
    refundInvoice: ({ invoiceId, amount, idempotencyKey }) =>
      ask(async (stripe) => {
        const payment_intent = invoiceState(await invoiceOf(stripe, invoiceId)).paymentIntentId;
        const refund = await stripe.refunds.create(
          {
            payment_intent: payment_intent ?? "",
            metadata: { invoice_id: invoiceId },
            ...(amount === undefined ? {} : { amount }),
          },
          { idempotencyKey },
        );
        return { refundId: refund.id, amount: refund.amount };
      }),
  };
}

function checkoutOf(request: MembershipCheckoutRequest): Stripe.Checkout.SessionCreateParams {
  const metadata = { subscription_id: request.subscriptionId, user_id: request.userId };
  return {
    mode: "subscription",
    client_reference_id: request.subscriptionId,
    customer: request.customerId,
    line_items: [{ quantity: 1, price_data: priceData(request) }],
    metadata,
    subscription_data: {
      metadata,
      ...(request.trialDays ? { trial_period_days: request.trialDays } : {}),
    },
    // A bank debit takes days, in which nobody knows whether the membership has begun.
    allowed_payment_method_types: ["card"],
    saved_payment_method_options: { allow_redisplay_filters: ["always", "limited", "unspecified"] },
    success_url: request.successUrl,
    cancel_url: request.cancelUrl,
    expires_at: Math.floor(request.expiresAt.getTime() / 1000),
  };
}

function priceData({ tierId, price, interval }: TierPrice) {
  return {
    currency: price.currency,
    product: tierProductId(tierId),
    recurring: { interval },
    unit_amount: price.amount,
  };
}

async function ensureTierProduct(stripe: Stripe, { tierId, title }: { tierId: string; title: string }) {
  const id = tierProductId(tierId);
  try {
    const product = await stripe.products.retrieve(id);
    if (product.name !== title) await stripe.products.update(id, { name: title });
  } catch (error) {
    if (!isMissing(error)) throw error;
    await stripe.products.create({ id, name: title }).catch(async (refusal) => {
      // Somebody was quicker.
      if (!(refusal instanceof Stripe.errors.StripeInvalidRequestError)) throw refusal;
      await stripe.products.retrieve(id);
    });
  }
}

type Change = TierPrice & { idempotencyKey: string };

async function changeNow(stripe: Stripe, subscription: Stripe.Subscription, change: Change) {
  await dropWaitingChange(stripe, subscription);
  // Asked again: what waited may have begun meanwhile.
  const { items, status, latest_invoice } = await stripe.subscriptions.retrieve(subscription.id, {
    expand: ["latest_invoice"],
  });
  const trialing = status === "trialing";
  if (!trialing) refuseCredit(tierPriceOf(items.data[0]!.price), change);
  refuseUnpaid(latest_invoice);
  await stripe.subscriptions.update(
    subscription.id,
    {
      items: [{ id: items.data[0]!.id, price_data: priceData(change) }],
      proration_behavior: "always_invoice",
      // What is opened now is paid now, for a whole period: the rest of a running one may be an hour, and cost cents. What is unused
      // of it is credited. https://docs.stripe.com/billing/subscriptions/billing-cycle
      ...(trialing ? { trial_end: "now" } : { billing_cycle_anchor: { type: "now" } }),
      // A card that declines changes nothing.
      payment_behavior: "error_if_incomplete",
    },
    { idempotencyKey: change.idempotencyKey },
  );
}

/** What a customer has left pays any creator's invoices, and stays when the payment it came from is given back: there is to be none. */
function refuseCredit(running: TierPrice, wanted: TierPrice) {
  const shorter = running.interval === "year" && wanted.interval === "month";
  if (shorter || wanted.price.amount < running.price.amount)
    throw new PaymentProviderError("a change at once would leave the customer credit");
}

/** A period is credited whether or not its invoice was paid, and a renewal is charged an hour after the period has begun. */
function refuseUnpaid(invoice: Stripe.Subscription["latest_invoice"]) {
  if (invoice && typeof invoice === "object" && invoice.status !== "paid")
    throw new PaymentProviderError("a change at once would credit what is not paid");
}

/**
 * Two phases: what there is until the period ends, then the new price, and the schedule lets go. A repetition puts the same in
 * place of what waits.
 */
async function changeLater(stripe: Stripe, subscription: Stripe.Subscription, change: Change) {
  await dropWaitingChange(stripe, subscription);
  const item = subscription.items.data[0]!;
  const wanted = priceData(change);
  const same = tierPriceOf(item.price);
  if (
    same.tierId === change.tierId &&
    same.interval === change.interval &&
    same.price.amount === change.price.amount
  )
    return;
  const schedule = await stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
  await stripe.subscriptionSchedules.update(schedule.id, {
    end_behavior: "release",
    proration_behavior: "none",
    phases: [
      {
        items: [{ price: item.price.id, quantity: 1 }],
        start_date: schedule.phases[0]!.start_date,
        end_date: item.current_period_end,
        ...(subscription.status === "trialing" ? { trial_end: subscription.trial_end! } : {}),
      },
      {
        items: [{ price_data: wanted, quantity: 1 }],
        duration: wanted.recurring,
        proration_behavior: "none",
      },
    ],
  });
}

async function dropWaitingChange(stripe: Stripe, { schedule }: Stripe.Subscription) {
  const id = idOf(schedule);
  if (id) await stripe.subscriptionSchedules.release(id);
}

async function details(stripe: Stripe, id: string): Promise<MembershipDetails> {
  const subscription = await stripe.subscriptions.retrieve(id, { expand: DETAILS });
  const invoice = subscription.latest_invoice;
  return {
    ...membershipState(subscription),
    next: await waitingChange(stripe, subscription),
    latestInvoice: invoice && typeof invoice === "object" ? invoiceState(invoice) : null,
  };
}

async function waitingChange(
  stripe: Stripe,
  { schedule, items }: Stripe.Subscription,
): Promise<MembershipDetails["next"]> {
  if (!schedule || typeof schedule === "string") return null;
  const phase = schedule.phases.find(({ start_date }) => start_date >= items.data[0]!.current_period_end);
  const price = idOf(phase?.items[0]?.price);
  if (!phase || !price) return null;
  return { ...tierPriceOf(await stripe.prices.retrieve(price)), from: moment(phase.start_date) };
}

function invoiceOf(stripe: Stripe, id: string): Promise<Stripe.Invoice> {
  return stripe.invoices.retrieve(id, { expand: ["payments"] });
}
