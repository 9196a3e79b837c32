import type Stripe from "stripe";
import { change, create } from "../events/change.ts";
import { cancelIntent } from "../payments/cancel.ts";
import { createIntent } from "../payments/intents.ts";
import { tooSmall } from "../payments/least-amount.ts";
import type { Call } from "../sandbox.ts";
import { newId, randomLetters } from "../store/ids.ts";
import {
  findMany,
  findObject,
  insertObject,
  lockObject,
  saveInternal,
  saveObject,
} from "../store/objects.ts";
import type {
  Customer,
  Invoice,
  InvoiceItem,
  InvoiceLine,
  InvoicePayment,
  Subscription,
} from "../store/types.ts";
import { clearTimer, moveTimer } from "../timers/set-timer.ts";
import { invalidRequest } from "../wire/errors.ts";
import { listOf } from "../wire/list.ts";
import { lineOfItem } from "./lines.ts";

/** How long a renewal's invoice can still be changed before it is asked for. */
const draftSeconds = 3600;

type NewInvoice = {
  id?: string;
  customer: Customer;
  subscription: Subscription | null;
  lines: InvoiceLine[];
  reason: NonNullable<Stripe.Invoice["billing_reason"]>;
  period: { start: number; end: number };
  /** Whether the sandbox goes on with it by itself in an hour. */
  autoAdvance?: boolean;
  /** Whether what was put aside for the next invoice goes on this one. Default true. */
  takesPending?: boolean;
  metadata?: Stripe.Metadata;
  description?: string | null;
};

/** A draft, with what was put aside for the customer's next invoice. */
export async function createInvoice(call: Call, wanted: NewInvoice): Promise<Invoice> {
  const { customer, subscription, reason, period, autoAdvance = false, takesPending = true } = wanted;
  const id = wanted.id ?? newId("in");
  const pending = takesPending ? await pendingItems(call, customer.id, subscription?.id ?? null) : [];
  const taken = await linesOf(call, pending);
  const lines = [...taken, ...wanted.lines].map((line) => ({ ...line, invoice: id }));
  const total = lines.reduce((sum, line) => sum + line.amount, 0);
  const finalizesAt = autoAdvance ? call.now + draftSeconds : null;
  const draft: Invoice & { object: "invoice" } = {
    ...emptyInvoice(customer),
    id,
    object: "invoice",
    amount_due: Math.max(0, total),
    amount_remaining: Math.max(0, total),
    auto_advance: autoAdvance,
    automatically_finalizes_at: finalizesAt,
    billing_reason: reason,
    created: call.now,
    currency: subscription?.currency ?? lines[0]?.currency ?? "usd",
    default_payment_method: null,
    description: wanted.description ?? null,
    lines: listOf(`/v1/invoices/${id}/lines`, lines),
    metadata: wanted.metadata ?? {},
    parent: subscription && {
      type: "subscription_details",
      quote_details: null,
      subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
    },
    period_end: period.end,
    period_start: period.start,
    subtotal: total,
    subtotal_excluding_tax: total,
    total,
    total_excluding_tax: total,
  };
  await create<"invoice">(call, draft, {
    internal: { secret: randomLetters(32), intent: null, tries: 0 },
    events: ["invoice.created"],
  });
  for (const item of pending)
    await saveObject<"invoiceitem">(call.db, { ...item, object: "invoiceitem", invoice: id });
  if (finalizesAt !== null) await moveTimer(call, id, "invoice.finalize", finalizesAt, draft.test_clock);
  return draft;
}

/**
 * A draft becomes what the customer owes. Their balance is used first; what Stripe would not charge because it is too
 * little waits on the balance for the next time. Nothing to pay is paid at once.
 */
export async function finalizeInvoice(call: Call, draft: Invoice): Promise<Invoice> {
  if (draft.status !== "draft") throw notIn(draft, "finalized");
  const { object: customer } = await lockObject(call.db, "customer", String(draft.customer));
  const owed = draft.total + customer.balance;
  const due = owed > 0 && !tooSmall(owed, draft.currency, "amount") ? owed : 0;
  const endingBalance = due > 0 ? 0 : owed;
  const number = `${customer.invoice_prefix}-${String(customer.next_invoice_sequence ?? 1).padStart(4, "0")}`;
  const before = { balance: customer.balance, currency: customer.currency };
  const owner = {
    balance: endingBalance,
    currency: customer.currency ?? draft.currency,
    next_invoice_sequence: (customer.next_invoice_sequence ?? 1) + 1,
  };
  const told = before.balance === owner.balance && before.currency === owner.currency;
  await change(call, customer, owner, ...(told ? [] : (["customer.updated"] as const)));

  const { internal } = (await findObject(call.db, "invoice", draft.id))!;
  const open: Partial<Invoice> = {
    amount_due: due,
    amount_remaining: due,
    automatically_finalizes_at: null,
    auto_advance: true,
    effective_at: call.now,
    ending_balance: endingBalance,
    hosted_invoice_url: `${call.sandbox.baseUrl()}${call.sandbox.hostedPath}/invoice/${draft.id}?secret=${internal.secret}`,
    number,
    starting_balance: before.balance,
    status: "open",
    status_transitions: { ...draft.status_transitions, finalized_at: call.now },
  };
  await clearTimer(call, draft.id, "invoice.finalize");
  const finalized = await change(call, named(draft), open, "invoice.finalized");
  if (due === 0) return markInvoicePaid(call, finalized);
  const intent = await createIntent(
    call,
    {
      amount: due,
      currency: draft.currency,
      customer: customer.id,
      description: described(draft),
      payment_method_types: ["card", "us_bank_account", "sepa_debit", "bacs_debit"],
      receipt_email: null,
      setup_future_usage: draft.parent ? "off_session" : null,
    },
    { invoiceId: draft.id },
  );
  await addPayment(call, finalized, intent.id);
  await saveInternal<"invoice">(call.db, draft.id, { ...internal, intent: intent.id });
  return finalized;
}

/** An invoice made together with a payment that has already happened, as checkouts do. */
export async function finalizePaidInvoice(call: Call, draft: Invoice, intentId: string): Promise<Invoice> {
  const { object: customer } = await lockObject(call.db, "customer", String(draft.customer));
  const next = customer.next_invoice_sequence ?? 1;
  await change(call, customer, {
    currency: customer.currency ?? draft.currency,
    next_invoice_sequence: next + 1,
  });
  const { internal } = (await findObject(call.db, "invoice", draft.id))!;
  const finalized = await change(
    call,
    named(draft),
    {
      auto_advance: true,
      attempt_count: 1,
      attempted: true,
      effective_at: call.now,
      ending_balance: 0,
      hosted_invoice_url: `${call.sandbox.baseUrl()}${call.sandbox.hostedPath}/invoice/${draft.id}?secret=${internal.secret}`,
      number: `${customer.invoice_prefix}-${String(next).padStart(4, "0")}`,
      status: "open",
      status_transitions: { ...draft.status_transitions, finalized_at: call.now },
    },
    "invoice.finalized",
  );
  await addPayment(call, finalized, intentId);
  await saveInternal<"invoice">(call.db, draft.id, { ...internal, intent: intentId });
  return markInvoicePaid(call, finalized);
}

/** The invoice and its payment are settled; three events say so, as Stripe's do. */
export async function markInvoicePaid(call: Call, invoice: Invoice): Promise<Invoice> {
  await clearTimer(call, invoice.id, "invoice.retry");
  const paid: Partial<Invoice> = {
    amount_paid: invoice.amount_due,
    amount_remaining: 0,
    attempted: true,
    auto_advance: false,
    next_payment_attempt: null,
    status: "paid",
    status_transitions: { ...invoice.status_transitions, paid_at: call.now },
  };
  await settlePayments(call, invoice, "paid");
  return change(call, named(invoice), paid, "invoice.paid", "invoice.payment_succeeded");
}

/** The customer need not pay it any more, for good. */
export async function voidInvoice(call: Call, invoice: Invoice): Promise<Invoice> {
  if (invoice.status !== "open" && invoice.status !== "uncollectible") throw notIn(invoice, "voided");
  await stopCollecting(call, invoice);
  const fields: Partial<Invoice> = {
    auto_advance: false,
    next_payment_attempt: null,
    status: "void",
    status_transitions: { ...invoice.status_transitions, voided_at: call.now },
  };
  return change(call, named(invoice), fields, "invoice.voided");
}

/** Nobody expects it to be paid any more; it still can be. */
export async function markUncollectible(call: Call, invoice: Invoice): Promise<Invoice> {
  if (invoice.status !== "open") throw notIn(invoice, "marked uncollectible");
  await clearTimer(call, invoice.id, "invoice.retry");
  const fields: Partial<Invoice> = {
    auto_advance: false,
    next_payment_attempt: null,
    status: "uncollectible",
    status_transitions: { ...invoice.status_transitions, marked_uncollectible_at: call.now },
  };
  return change(call, named(invoice), fields, "invoice.marked_uncollectible");
}

/** The payments behind an invoice, as Stripe lists them. */
export function paymentsOf(db: Call["db"], invoiceId: string): Promise<InvoicePayment[]> {
  return findMany(db, "invoice_payment", "invoice", [invoiceId]);
}

async function stopCollecting(call: Call, invoice: Invoice): Promise<void> {
  await clearTimer(call, invoice.id, "invoice.retry");
  const { internal } = (await findObject(call.db, "invoice", invoice.id))!;
  await settlePayments(call, invoice, "canceled");
  if (internal.intent === null) return;
  const { object: intent } = await lockObject(call.db, "payment_intent", internal.intent);
  if (!["succeeded", "canceled", "processing"].includes(intent.status))
    await cancelIntent(call, intent, "void_invoice");
}

async function addPayment(call: Call, invoice: Invoice, intentId: string): Promise<void> {
  const payment = {
    id: newId("inpay"),
    object: "invoice_payment",
    amount_paid: null,
    amount_requested: invoice.amount_due,
    created: call.now,
    currency: invoice.currency,
    invoice: invoice.id,
    is_default: true,
    livemode: false,
    payment: { type: "payment_intent", payment_intent: intentId },
    status: "open",
    status_transitions: { canceled_at: null, paid_at: null },
  } satisfies InvoicePayment;
  await insertObject<"invoice_payment">(call.db, payment);
}

async function settlePayments(call: Call, invoice: Invoice, status: "paid" | "canceled"): Promise<void> {
  for (const payment of await paymentsOf(call.db, invoice.id)) {
    if (payment.status !== "open") continue;
    const settled = { ...payment, object: "invoice_payment" as const, status };
    if (status === "canceled") {
      await saveObject<"invoice_payment">(call.db, {
        ...settled,
        status_transitions: { canceled_at: call.now, paid_at: null },
      });
      continue;
    }
    const fields = {
      amount_paid: payment.amount_requested,
      status,
      status_transitions: { canceled_at: null, paid_at: call.now },
    };
    await change<"invoice_payment">(
      call,
      { ...payment, object: "invoice_payment" },
      fields,
      "invoice_payment.paid",
    );
  }
}

async function pendingItems(
  call: Call,
  customer: string,
  subscription: string | null,
): Promise<InvoiceItem[]> {
  const items = await findMany(call.db, "invoiceitem", "customer", [customer]);
  return items
    .filter((item) => item.invoice === null)
    .filter((item) => {
      const of = item.parent?.subscription_details?.subscription ?? null;
      return of === null || of === subscription;
    })
    .sort((a, b) => a.date - b.date || a.amount - b.amount);
}

async function linesOf(call: Call, items: InvoiceItem[]): Promise<InvoiceLine[]> {
  const lines: InvoiceLine[] = [];
  for (const item of items) {
    const price = item.pricing?.price_details?.price;
    const found = typeof price === "string" ? await findObject(call.db, "price", price) : undefined;
    lines.push(lineOfItem(item, found?.object ?? null));
  }
  return lines;
}

function described({ billing_reason }: Invoice): string {
  if (billing_reason === "subscription_create") return "Subscription creation";
  if (billing_reason === "subscription_update") return "Subscription update";
  return billing_reason === "manual" ? "Payment for Invoice" : "Subscription update";
}

export function named(invoice: Invoice): Invoice & { object: "invoice" } {
  return { ...invoice, object: "invoice" };
}

export function notIn(invoice: Invoice, done: string) {
  return invalidRequest(`This invoice cannot be ${done} because it is ${invoice.status}.`, {
    code: "invoice_not_editable",
  });
}

function emptyInvoice(customer: Customer) {
  return {
    account_country: "US",
    account_name: "Sandbox",
    account_tax_ids: null,
    amount_overpaid: 0,
    amount_paid: 0,
    amount_shipping: 0,
    application: null,
    attempt_count: 0,
    attempted: false,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
    collection_method: "charge_automatically" as const,
    custom_fields: null,
    customer: customer.id,
    customer_account: null,
    customer_address: customer.address ?? null,
    customer_email: customer.email,
    customer_name: customer.name ?? null,
    customer_phone: customer.phone ?? null,
    customer_shipping: customer.shipping as Invoice["customer_shipping"],
    customer_tax_exempt: "none" as const,
    customer_tax_ids: [],
    default_source: null,
    default_tax_rates: [],
    discounts: [],
    due_date: null,
    effective_at: null,
    ending_balance: null,
    footer: null,
    from_invoice: null,
    hosted_invoice_url: null,
    invoice_pdf: null,
    issuer: { type: "self" as const },
    last_finalization_error: null,
    latest_revision: null,
    livemode: false,
    next_payment_attempt: null,
    number: null,
    on_behalf_of: null,
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    starting_balance: customer.balance,
    statement_descriptor: null,
    status: "draft" as const,
    status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
    test_clock: customer.test_clock as string | null,
    total_discount_amounts: [],
    total_pretax_credit_amounts: [],
    total_taxes: [],
    webhooks_delivered_at: null,
  };
}
