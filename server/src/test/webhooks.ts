import Stripe from "stripe";
import type { TestServer } from "./harness.ts";

let counter = 0;

/** An event as the provider would send it, around any object. */
export function event(type: string, object: Record<string, unknown>, more: Record<string, unknown> = {}) {
  const id = `evt_test_${++counter}_${Math.random().toString(36).slice(2)}`;
  return { id, object: "event", type, livemode: false, created: 1, data: { object }, ...more };
}

/** Sends a webhook signed with the installation's own secret, or as `signature` says. */
export async function sendWebhook(
  server: TestServer,
  payload: unknown,
  options: { timestamp?: number; secret?: string; signature?: string | null; body?: string } = {},
): Promise<Response> {
  const body = options.body ?? JSON.stringify(payload);
  const signature =
    options.signature !== undefined
      ? options.signature
      : Stripe.webhooks.generateTestHeaderString({
          payload: JSON.stringify(payload),
          secret: options.secret ?? server.deps.secrets.sandboxWebhookSecret,
          timestamp: options.timestamp ?? Math.floor(server.clock.now().getTime() / 1000),
        });
  return fetch(`${server.url}/api/v1/webhooks/stripe`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(signature === null ? {} : { "stripe-signature": signature }),
    },
    body,
  });
}

/** A checkout session object of a purchase, as the provider would describe it. */
export async function sessionOf(server: TestServer, purchaseId: string, more: Record<string, unknown> = {}) {
  const purchase = await server.deps.db
    .selectFrom("purchases")
    .selectAll()
    .where("id", "=", purchaseId)
    .executeTakeFirstOrThrow();
  return {
    id: purchase.checkout_session_id,
    object: "checkout.session",
    status: "complete",
    payment_status: "paid",
    amount_total: purchase.price_amount,
    currency: purchase.price_currency,
    metadata: { purchase_id: purchase.id, item_id: purchase.product_id, user_id: purchase.buyer_id },
    payment_intent: `pi_${purchase.id.replaceAll("-", "")}`,
    url: null,
    ...more,
  };
}
