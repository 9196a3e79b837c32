import Stripe from "stripe";
import type { CheckoutRequest, PaymentsPort, ProviderEvent } from "./port.ts";
import { stripeCards } from "./stripe-cards.ts";
import { askingStripe, expired } from "./stripe-client.ts";
import { changeOf, HANDLED_EVENTS, refundState, sessionState } from "./stripe-events.ts";
import { membershipChangeOf } from "./stripe-membership-events.ts";
import { stripeMemberships } from "./stripe-memberships.ts";

/** Stripe's own tolerance; its library checks only that a timestamp is not too old, we also refuse one from the future. */
const WEBHOOK_TOLERANCE_SECONDS = 300;

/** Stripe through its official library, or the sandbox that speaks the same when `apiUrl` is given. */
export function stripePayments(options: {
  secretKey: string;
  webhookSecrets: string[];
  apiUrl?: () => string;
}): PaymentsPort {
  const ask = askingStripe(options);

  return {
    ...stripeCards(ask),
    ...stripeMemberships(ask),
    livemode: /^(sk|rk)_live_/.test(options.secretKey),

    createCheckout: (request) =>
      ask(async (stripe) =>
        sessionState(
          await stripe.checkout.sessions.create(checkoutOf(request), { idempotencyKey: request.purchaseId }),
        ),
      ),
    getSession: (id) => ask(async (stripe) => sessionState(await stripe.checkout.sessions.retrieve(id))),
    expireSession: (id) => ask(async (stripe) => sessionState(await expired(stripe, id))),

    refund: (request) =>
      ask(async (stripe) => {
        const refund = await stripe.refunds.create(
          {
            payment_intent: request.paymentIntentId,
            amount: request.amount,
            metadata: { purchase_id: request.purchaseId, ends_access: String(request.endsAccess) },
          },
          { idempotencyKey: request.idempotencyKey },
        );
        return refundState(refund);
      }),

    findPurchaseId: (paymentIntentId) =>
      ask(
        async (stripe) =>
          (await stripe.paymentIntents.retrieve(paymentIntentId)).metadata.purchase_id ?? null,
      ),

    readWebhook: (rawBody, signature, now) => readWebhook(options.webhookSecrets, rawBody, signature, now),

    changeOf: (payload) => changeOf(payload as Stripe.Event),
    membershipChangeOf: (payload) => membershipChangeOf(payload as Stripe.Event),

    async *listEvents(since) {
      const created = { gte: Math.floor(since.getTime() / 1000) };
      const found: Stripe.Event[] = [];
      for (const types of inTwenties(HANDLED_EVENTS)) {
        await ask(async (stripe) => {
          for await (const event of stripe.events.list({ created, types, limit: 100 })) found.push(event);
        });
      }
      yield* found
        .reverse()
        .sort((a, b) => a.created - b.created)
        .map(toProviderEvent);
    },
  };
}

/** Stripe takes no more types of events at once. */
function inTwenties<T>(all: T[]): T[][] {
  return all.length === 0 ? [] : [all.slice(0, 20), ...inTwenties(all.slice(20))];
}

function checkoutOf(request: CheckoutRequest): Stripe.Checkout.SessionCreateParams {
  const { customerId, saveCard, price } = request;
  const metadata = {
    purchase_id: request.purchaseId,
    item_id: request.itemId,
    user_id: request.buyerId,
  };
  return {
    mode: "payment",
    client_reference_id: request.purchaseId,
    ...(customerId ? { customer: customerId } : { customer_email: request.buyerEmail }),
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: price.currency,
          unit_amount: price.amount,
          product_data: { name: request.title },
        },
      },
    ],
    metadata,
    payment_intent_data: {
      metadata,
      ...(customerId && saveCard === "always" ? { setup_future_usage: "off_session" as const } : {}),
    },
    ...(customerId
      ? {
          saved_payment_method_options: {
            allow_redisplay_filters: ["always", "limited", "unspecified"],
            ...(saveCard === "ask" ? { payment_method_save: "enabled" as const } : {}),
          },
        }
      : {}),
    success_url: request.successUrl,
    cancel_url: request.cancelUrl,
    expires_at: Math.floor(request.expiresAt.getTime() / 1000),
  };
}

function readWebhook(
  secrets: string[],
  rawBody: Buffer,
  signature: string | undefined,
  now: Date,
): ProviderEvent | null {
  const times = [...(signature ?? "").matchAll(/(?:^|,)\s*t=([^,]*)/g)];
  // One timestamp, or it is unclear which of them was signed.
  if (!signature || times.length !== 1 || !/^\d{1,12}$/.test(times[0]![1]!)) return null;
  const age = now.getTime() / 1000 - Number(times[0]![1]);
  if (Math.abs(age) > WEBHOOK_TOLERANCE_SECONDS) return null;
  for (const secret of secrets) {
    try {
      const event: unknown = Stripe.webhooks.constructEvent(
        rawBody,
        signature,
        secret,
        WEBHOOK_TOLERANCE_SECONDS,
        undefined,
        now.getTime(),
      );
      return isEvent(event) ? toProviderEvent(event) : null;
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeSignatureVerificationError || error instanceof SyntaxError))
        throw error;
    }
  }
  return null;
}

function isEvent(value: unknown): value is Stripe.Event {
  const { id, type, data } = (value ?? {}) as Partial<Stripe.Event>;
  return (
    typeof id === "string" &&
    typeof type === "string" &&
    typeof data?.object === "object" &&
    data.object !== null
  );
}

function toProviderEvent(event: Stripe.Event): ProviderEvent {
  return { id: event.id, type: event.type, livemode: event.livemode, payload: event };
}
