import Stripe from "stripe";
import { PaymentProviderError, type PaymentsPort, type ProviderEvent } from "./port.ts";
import { changeOf, HANDLED_EVENTS, refundState, sessionState } from "./stripe-events.ts";

/** Stripe's own tolerance; its library checks only that a timestamp is not too old, we also refuse one from the future. */
const WEBHOOK_TOLERANCE_SECONDS = 300;

/** Stripe through its official library, or the sandbox that speaks the same when `apiUrl` is given. */
export function stripePayments(options: {
  secretKey: string;
  webhookSecrets: string[];
  apiUrl?: () => string;
}): PaymentsPort {
  let client: Stripe | undefined;
  const stripe = () => (client ??= openClient(options));

  return {
    livemode: /^(sk|rk)_live_/.test(options.secretKey),

    createCheckout: (request) =>
      asking(async () => {
        const metadata = {
          purchase_id: request.purchaseId,
          product_id: request.productId,
          user_id: request.buyerId,
        };
        const session = await stripe().checkout.sessions.create(
          {
            mode: "payment",
            client_reference_id: request.purchaseId,
            customer_email: request.buyerEmail,
            line_items: [
              {
                quantity: 1,
                price_data: {
                  currency: request.price.currency,
                  unit_amount: request.price.amount,
                  product_data: { name: request.title },
                },
              },
            ],
            metadata,
            payment_intent_data: { metadata },
            success_url: request.successUrl,
            cancel_url: request.cancelUrl,
            expires_at: Math.floor(request.expiresAt.getTime() / 1000),
          },
          { idempotencyKey: request.purchaseId },
        );
        return sessionState(session);
      }),

    getSession: (id) => asking(async () => sessionState(await stripe().checkout.sessions.retrieve(id))),

    expireSession: (id) =>
      asking(async () => {
        try {
          return sessionState(await stripe().checkout.sessions.expire(id));
        } catch (error) {
          if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
          return sessionState(await stripe().checkout.sessions.retrieve(id));
        }
      }),

    refund: (request) =>
      asking(async () => {
        const refund = await stripe().refunds.create(
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
      asking(
        async () => (await stripe().paymentIntents.retrieve(paymentIntentId)).metadata.purchase_id ?? null,
      ),

    readWebhook: (rawBody, signature, now) => readWebhook(options.webhookSecrets, rawBody, signature, now),

    changeOf: (payload) => changeOf(payload as Stripe.Event),

    async *listEvents(since) {
      const found: ProviderEvent[] = [];
      await asking(async () => {
        const created = { gte: Math.floor(since.getTime() / 1000) };
        for await (const event of stripe().events.list({ created, types: HANDLED_EVENTS, limit: 100 })) {
          found.push(toProviderEvent(event));
        }
      });
      yield* found.reverse();
    },
  };
}

function openClient({ secretKey, apiUrl }: { secretKey: string; apiUrl?: () => string }): Stripe {
  const base = { maxNetworkRetries: 2, timeout: 20_000, telemetry: false, appInfo: { name: "Vaulture" } };
  if (!apiUrl) return new Stripe(secretKey, base);
  const { hostname, port, protocol } = new URL(apiUrl());
  const http = protocol === "https:" ? "https" : "http";
  return new Stripe(secretKey, { ...base, host: hostname, port, protocol: http });
}

async function asking<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError)
      throw new PaymentProviderError(error.message, { cause: error });
    throw error;
  }
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
