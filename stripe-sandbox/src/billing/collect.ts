import { change } from "../events/change.ts";
import { emit } from "../events/emit.ts";
import { type Attempt, afterPayment, attemptPayment } from "../payments/confirm.ts";
import { type Means, resolvePaymentMethod } from "../payments/payment-methods.ts";
import type { Call } from "../sandbox.ts";
import { findObject, lockObject, saveInternal } from "../store/objects.ts";
import type { Invoice } from "../store/types.ts";
import { moveTimer } from "../timers/set-timer.ts";
import { invalidRequest } from "../wire/errors.ts";
import { finalizeInvoice, markInvoicePaid, named, notIn } from "./invoices.ts";
import { giveUpOn, invoiceFailed, invoicePaid } from "./standing.ts";

/** What became of asking for the money. `paid` also when there was nothing to pay. */
export type Collected = { invoice: Invoice; attempt?: Attempt; missing?: true };

/** A timer's: the draft is asked for. */
export async function finalizeAndCollect(call: Call, id: string): Promise<void> {
  const invoice = await lockInvoice(call, id);
  if (invoice.status !== "draft") return;
  await collect(call, await finalizeInvoice(call, invoice));
}

/** A timer's: the card is tried again. */
export async function retryCollecting(call: Call, id: string): Promise<void> {
  const invoice = await lockInvoice(call, id);
  if (invoice.status === "open" && invoice.auto_advance) await collect(call, invoice);
}

/**
 * Asks for an open invoice's money with the means given, or what the subscription or the customer keeps for that, and
 * draws the consequences. The caller has locked subscription and invoice. `present`: the customer is there and can be asked
 * by their bank. `extra`: somebody wanted this try, and it does not count among those that were planned.
 */
export async function collect(
  call: Call,
  invoice: Invoice,
  {
    means,
    present = false,
    extra = present,
  }: { means?: Means | undefined; present?: boolean; extra?: boolean } = {},
): Promise<Collected> {
  if (invoice.status === "paid") {
    await invoicePaid(call, invoice);
    return { invoice };
  }
  if (invoice.status !== "open" && invoice.status !== "uncollectible") throw notIn(invoice, "paid");
  const { internal } = (await findObject(call.db, "invoice", invoice.id))!;
  const paying = means ?? (await keptMeans(call, invoice));
  if (!paying) return { invoice: await failed(call, invoice, { extra }), missing: true };
  const { object: intent } = await lockObject(call.db, "payment_intent", String(internal.intent));
  if (intent.status === "processing") return { invoice };
  const attempt = await attemptPayment(call, intent, paying, { mode: present ? "present" : "invoice" });
  if (present && attempt.result === "requires_action") return { invoice, attempt };
  const concluded = await concludeInvoice(call, invoice, attempt, { extra });
  await afterPayment(call, attempt, paying.instrument);
  return { invoice: concluded, attempt };
}

/** Takes the result of a payment into the invoice it was for, and what hangs on that. */
export async function concludeInvoice(
  call: Call,
  invoice: Invoice,
  attempt: Attempt,
  { extra }: { extra: boolean },
): Promise<Invoice> {
  if (attempt.result === "succeeded") {
    const tried = { ...invoice, attempt_count: invoice.attempt_count + 1 };
    const paid = await markInvoicePaid(call, tried);
    await invoicePaid(call, paid);
    return paid;
  }
  if (attempt.result === "declined") return failed(call, invoice, { extra });
  if (attempt.result === "requires_action")
    return failed(call, invoice, { extra }, "invoice.payment_action_required");
  return change(
    call,
    named(invoice),
    { attempted: true, attempt_count: invoice.attempt_count + 1 },
    "invoice.updated",
  );
}

/** An intent that was settled, or confirmed by its customer, may be an invoice's: lock that before the intent. */
export async function lockInvoiceOf(call: Call, intentId: string): Promise<Invoice | undefined> {
  const found = await findObject(call.db, "payment_intent", intentId);
  const id = found?.internal.invoiceId;
  return id ? lockInvoice(call, id) : undefined;
}

/** Subscription first, then invoice: everybody locks in that order. */
export async function lockInvoice(call: Call, id: string): Promise<Invoice> {
  const found = await findObject(call.db, "invoice", id);
  const subscription = found?.object.parent?.subscription_details?.subscription;
  if (subscription) await lockObject(call.db, "subscription", String(subscription));
  return (await lockObject(call.db, "invoice", id)).object;
}

/** The payment method that renewals of this invoice's subscription are charged to. */
export async function keptMeans(call: Call, invoice: Invoice): Promise<Means | undefined> {
  const id = invoice.parent?.subscription_details?.subscription;
  const subscription = id ? (await findObject(call.db, "subscription", String(id)))?.object : undefined;
  const customer = (await findObject(call.db, "customer", String(invoice.customer)))?.object;
  const chosen =
    invoice.default_payment_method ??
    subscription?.default_payment_method ??
    customer?.invoice_settings.default_payment_method;
  if (!chosen || !(await findObject(call.db, "payment_method", String(chosen)))) return undefined;
  const means = await resolvePaymentMethod(call, String(chosen));
  return means.method.customer === null ? undefined : means;
}

/** The payment failed: it is tried again on the days the settings name, and when those are over the sandbox gives up. */
async function failed(
  call: Call,
  invoice: Invoice,
  { extra }: { extra: boolean },
  ...also: "invoice.payment_action_required"[]
): Promise<Invoice> {
  const tried = { attempt_count: invoice.attempt_count + 1, attempted: true };
  const next = extra ? invoice.next_payment_attempt : await planNextTry(call, invoice);
  const fields: Partial<Invoice> = extra
    ? tried
    : { ...tried, auto_advance: next !== null, next_payment_attempt: next };
  const unpaid = await change(call, named(invoice), fields, "invoice.updated", "invoice.payment_failed");
  for (const type of also) await emit<"invoice">(call, type, named(unpaid));
  if (extra) return unpaid;
  await invoiceFailed(call, unpaid);
  const first = unpaid.billing_reason === "subscription_create";
  if (next === null && !first && unpaid.parent) await giveUpOn(call, unpaid);
  return unpaid;
}

/** When the card is tried again: a first invoice, and what belongs to no subscription, is left to its customer. */
async function planNextTry(call: Call, invoice: Invoice): Promise<number | null> {
  if (!invoice.parent || invoice.billing_reason === "subscription_create") return null;
  const { internal } = (await findObject(call.db, "invoice", invoice.id))!;
  await saveInternal<"invoice">(call.db, invoice.id, { ...internal, tries: internal.tries + 1 });
  const days = call.sandbox.dunning.retryDays[internal.tries];
  if (days === undefined) return null;
  const next = call.now + Math.round(days * 86_400);
  await moveTimer(call, invoice.id, "invoice.retry", next, invoice.test_clock);
  return next;
}

/** Stripe's words for a payment that was asked for and did not work. */
export function refusalOf({ attempt, missing }: Collected) {
  if (missing)
    return invalidRequest(
      "This customer has no attached payment source or default payment method. Please consider adding a default payment method.",
      { code: "resource_missing" },
    );
  return attempt?.result === "declined" || attempt?.result === "requires_action" ? attempt : undefined;
}
