import { randomBytes } from "node:crypto";
import Stripe from "stripe";
import { sql, until } from "./database.ts";
import { baseUrl, dataDir } from "./installation.ts";
import type { Person } from "./people.ts";
import { secretsOf } from "./server-process.ts";
import type { ForSale } from "./shop.ts";

export type Order = { purchaseId: string; checkoutUrl: string; sessionId: string; product: ForSale };

/** An order whose payment page is open. */
export async function order(buyer: Person, product: ForSale): Promise<Order> {
  const made = await buyer.json<{ purchaseId: string; checkoutUrl: string }>("POST", "/api/v1/checkout", {
    productId: product.productId,
  });
  return { ...made, sessionId: made.checkoutUrl.split("/").at(-1)!, product };
}

/** What the provider would say of an order's payment page once it is paid; fields can be falsified. */
export function sessionOf(buyer: Person, made: Order, changes: Record<string, unknown> = {}) {
  return {
    id: made.sessionId,
    object: "checkout.session",
    status: "complete",
    payment_status: "paid",
    amount_total: 1900,
    currency: "usd",
    livemode: false,
    mode: "payment",
    payment_intent: null as string | null,
    metadata: { purchase_id: made.purchaseId, item_id: made.product.productId, user_id: buyer.userId },
    url: null,
    ...changes,
  };
}

/** An event as the provider sends it, not yet signed. */
export function eventOf(type: string, object: object, changes: Record<string, unknown> = {}) {
  return {
    id: `evt_${randomBytes(12).toString("hex")}`,
    object: "event",
    api_version: Stripe.API_VERSION,
    created: Math.floor(Date.now() / 1000),
    data: { object },
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type,
    ...changes,
  };
}

export async function webhookSecret(): Promise<string> {
  return (await secretsOf(dataDir!)).sandboxWebhookSecret!;
}

/** The Stripe-Signature header of a body, by Stripe's own library. */
export async function signatureOf(
  body: string,
  { secret, timestamp, scheme }: { secret?: string; timestamp?: number; scheme?: string } = {},
): Promise<string> {
  return Stripe.webhooks.generateTestHeaderString({
    payload: body,
    secret: secret ?? (await webhookSecret()),
    timestamp: timestamp ?? Math.floor(Date.now() / 1000),
    scheme: scheme ?? "v1",
  } as Stripe.WebhookTestHeaderOptions);
}

/** Posts a body to the webhook endpoint, as anybody on the network can. */
export function postWebhook(body: string, signature?: string): Promise<Response> {
  return fetch(`${baseUrl}/api/v1/webhooks/stripe`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(signature === undefined ? {} : { "stripe-signature": signature }),
    },
    body,
  });
}

/** Sends a genuinely signed event and waits until the inbox has processed it; answers what came of it. */
export async function deliver(event: { id: string }): Promise<string | null> {
  const body = JSON.stringify(event);
  const answer = await postWebhook(body, await signatureOf(body));
  if (answer.status !== 200) throw new Error(`webhook: ${answer.status} ${await answer.text()}`);
  return outcomeOf(event.id);
}

export async function outcomeOf(eventId: string): Promise<string | null> {
  const rows = await until(
    () =>
      sql<{ outcome: string | null; processed_at: Date | null }>(
        "select outcome, processed_at from webhook_events where id = $1",
        [eventId],
      ),
    ([row]) => row !== undefined && row.processed_at !== null,
  );
  return rows[0]?.outcome ?? null;
}

/** The payment provider's own API, with the key that only the installation knows. */
export async function provider(): Promise<Stripe> {
  const { sandboxSecretKey = "" } = await secretsOf(dataDir!);
  const { hostname, port } = new URL(baseUrl);
  return new Stripe(sandboxSecretKey, { host: hostname, port, protocol: "http", maxNetworkRetries: 0 });
}

/** What hangs on a purchase, counted: paid rows of this buyer and product, sale transactions, receipts. */
export async function traceOf(made: Order): Promise<{ completed: number; sales: number; receipts: number }> {
  const [row] = await sql<{ completed: number; sales: number; receipts: number }>(
    `select
       (select count(*)::int from purchases q where q.buyer_id = p.buyer_id and q.product_id = p.product_id
          and q.completed_at is not null) as completed,
       (select count(*)::int from ledger_transactions t where t.purchase_id = p.id and t.kind = 'sale') as sales,
       (select count(*)::int from mails m where m.dedupe_key = 'receipt:' || p.id) as receipts
     from purchases p where p.id = $1`,
    [made.purchaseId],
  );
  return row!;
}
