import type { Sandbox } from "../sandbox.ts";
import { findObject } from "../store/objects.ts";
import { stripeJson } from "../wire/json.ts";
import { signatureHeader } from "./sign.ts";

type Delivery = { id: string; event_id: string; endpoint_id: string; attempts: number };

/** An endpoint that has not answered by then has failed; another process takes the delivery over a little later. */
const timeoutMs = 10_000;
const leaseMs = timeoutMs + 5_000;
const atOnce = 8;

/**
 * Sends every delivery that is due, a few at a time. Claiming one moves its due time past the longest attempt,
 * so no other process sends it meanwhile and none is lost if this one dies: each is sent at least once.
 */
export async function deliverDue(
  sandbox: Sandbox,
  retryDelaysMs: readonly number[],
  stopping: AbortSignal,
): Promise<void> {
  while (!stopping.aborted) {
    const due = await claim(sandbox);
    if (due.length === 0) return;
    await Promise.all(due.map((delivery) => attempt(sandbox, delivery, retryDelaysMs, stopping)));
  }
}

function claim({ database, now }: Sandbox): Promise<Delivery[]> {
  const moment = now();
  return database.query<Delivery>(
    `update {deliveries} set due_at = $2, attempts = attempts + 1, last_attempt_at = $1
     where id in (
       select id from {deliveries} where status = 'pending' and due_at <= $1
       order by position limit ${atOnce} for update skip locked
     ) returning id, event_id, endpoint_id, attempts`,
    [moment, new Date(moment.getTime() + leaseMs)],
  );
}

async function attempt(
  sandbox: Sandbox,
  delivery: Delivery,
  retryDelaysMs: readonly number[],
  stopping: AbortSignal,
) {
  const outcome = await send(sandbox, delivery, stopping);
  const delay = outcome.delivered ? undefined : retryDelaysMs[delivery.attempts - 1];
  const status = outcome.delivered ? "delivered" : outcome.gone || delay === undefined ? "failed" : "pending";
  const dueAt = new Date(sandbox.now().getTime() + (delay ?? 0));
  const retry = stopping.aborted && !outcome.delivered;
  await sandbox.database.transaction(async (db) => {
    await db.query(
      "update {deliveries} set status = $2, due_at = $3, last_answer = $4, attempts = attempts - $5 where id = $1",
      [delivery.id, retry ? "pending" : status, retry ? sandbox.now() : dueAt, outcome.answer, retry ? 1 : 0],
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

type SendOutcome = { delivered: boolean; gone?: boolean; answer: string };

async function send(sandbox: Sandbox, delivery: Delivery, stopping: AbortSignal): Promise<SendOutcome> {
  const endpoint = await findObject(sandbox.database, "webhook_endpoint", delivery.endpoint_id);
  const event = await findObject(sandbox.database, "event", delivery.event_id);
  if (endpoint?.object.status !== "enabled" || !event) {
    return { delivered: false, gone: true, answer: "the endpoint was removed or disabled" };
  }
  const body = stripeJson(event.object);
  try {
    const response = await fetch(endpoint.object.url, {
      method: "POST",
      headers: {
        accept: "*/*; q=0.5, application/xml",
        "content-type": "application/json; charset=utf-8",
        "stripe-signature": signatureHeader(body, endpoint.internal.secrets, sandbox.now()),
        "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
      },
      body,
      redirect: "manual",
      signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), stopping]),
    });
    return { delivered: response.ok, answer: `${response.status} ${await beginning(response)}`.trim() };
  } catch (error) {
    const { cause, message } = error as Error & { cause?: { code?: string } };
    return { delivered: false, answer: cause?.code ?? message };
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
