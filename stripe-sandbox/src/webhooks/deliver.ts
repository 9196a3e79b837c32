import type { Sandbox } from "../sandbox.ts";
import { findObject } from "../store/objects.ts";
import { stripeJson } from "../wire/json.ts";
import { signatureHeader } from "./sign.ts";

/** A delivery this process has taken on; `attempts` counts this one. */
export type ClaimedDelivery = { id: string; event_id: string; endpoint_id: string; attempts: number };

/** An endpoint that has not answered by then has failed; a little later the delivery is anybody's again. */
const timeoutMs = 10_000;
const leaseMs = timeoutMs + 5_000;

/**
 * Takes on up to `limit` deliveries that are due. That moves their due time past the longest attempt: no other
 * process sends them meanwhile, and none is lost if this one dies. So each is sent at least once.
 */
export function claimDeliveries(
  { database, now }: Pick<Sandbox, "database" | "now">,
  limit: number,
): Promise<ClaimedDelivery[]> {
  const moment = now();
  return database.query<ClaimedDelivery>(
    `update {deliveries} set due_at = $2, attempts = attempts + 1, last_attempt_at = $1
     where id in (
       select id from {deliveries} where status = 'pending' and due_at <= $1
       order by position limit $3 for update skip locked
     ) returning id, event_id, endpoint_id, attempts`,
    [moment, new Date(moment.getTime() + leaseMs), limit],
  );
}

/**
 * Sends one delivery and notes the answer: any 2xx is success, anything else is tried again after the next of the
 * delays, or has failed when they are used up. An attempt cut off by `stopping` does not count.
 */
export async function deliver(
  sandbox: Sandbox,
  delivery: ClaimedDelivery,
  retryDelaysMs: readonly number[],
  stopping: AbortSignal,
): Promise<void> {
  const { result, answer } = await send(sandbox, delivery, stopping);
  const delayMs = result === "refused" ? retryDelaysMs[delivery.attempts - 1] : 0;
  const cut = result === "refused" && stopping.aborted;
  const status =
    result === "delivered"
      ? "delivered"
      : result === "gone" || (delayMs === undefined && !cut)
        ? "failed"
        : "pending";
  const dueAt = new Date(sandbox.now().getTime() + (cut ? 0 : (delayMs ?? 0)));
  await sandbox.database.transaction(async (db) => {
    await db.query(
      "update {deliveries} set status = $2, due_at = $3, last_answer = $4, attempts = $5 where id = $1",
      [delivery.id, status, dueAt, answer, delivery.attempts - (cut ? 1 : 0)],
    );
    // Shown on the event; once every endpoint has it, or will never have it, none are pending.
    await db.query(
      `update {objects} set data = data || jsonb_build_object(
         'pending_webhooks', (select count(*) from {deliveries} where event_id = $1 and status = 'pending')
       ) where id = $1`,
      [delivery.event_id],
    );
  });
}

type Sent = { result: "delivered" | "refused" | "gone"; answer: string };

async function send(sandbox: Sandbox, delivery: ClaimedDelivery, stopping: AbortSignal): Promise<Sent> {
  const endpoint = await findObject(sandbox.database, "webhook_endpoint", delivery.endpoint_id);
  const event = await findObject(sandbox.database, "event", delivery.event_id);
  if (endpoint?.object.status !== "enabled" || !event) {
    return { result: "gone", answer: "the endpoint was removed or disabled" };
  }
  const body = stripeJson(event.object);
  try {
    const response = await fetch(endpoint.object.url, {
      method: "POST",
      headers: {
        "content-type": "application/json; charset=utf-8",
        "stripe-signature": signatureHeader(body, endpoint.internal.secrets, sandbox.now()),
        "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
      },
      body,
      redirect: "manual",
      signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), stopping]),
    });
    const answer = `${response.status} ${await beginning(response)}`.trim();
    return { result: response.ok ? "delivered" : "refused", answer };
  } catch (error) {
    const { cause, message } = error as Error & { cause?: { code?: string } };
    return { result: "refused", answer: cause?.code ?? message };
  }
}

/** The first few hundred characters of an answer; the rest is not even read. */
async function beginning(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length >= 300) break;
  }
  return text.slice(0, 300).replaceAll("\0", "");
}
