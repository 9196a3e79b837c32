import type Stripe from "stripe";
import { collect, lockInvoice, refusalOf } from "../billing/collect.ts";
import {
  createInvoice,
  finalizeInvoice,
  markUncollectible,
  notIn,
  voidInvoice,
} from "../billing/invoices.ts";
import { newInvoiceItem } from "../billing/lines.ts";
import { byClockOf } from "../clocks/clock-of.ts";
import { change, create } from "../events/change.ts";
import { emit } from "../events/emit.ts";
import { resolvePaymentMethod } from "../payments/payment-methods.ts";
import type { Call } from "../sandbox.ts";
import { getObject, lockObject, replaceByTombstone } from "../store/objects.ts";
import {
  type Endpoint,
  get,
  listing,
  type Outcome,
  pagination,
  post,
  remove,
  retrieving,
} from "../wire/endpoint.ts";
import { cardError, invalidRequest, StripeError } from "../wire/errors.ts";
import { listPage } from "../wire/list.ts";
import {
  choice,
  currency,
  flag,
  group,
  integer,
  metadata,
  moments,
  required,
  shapeFor,
  text,
} from "../wire/parameters.ts";
import { mergeMetadata } from "./metadata.ts";

const createShape = shapeFor<Stripe.InvoiceCreateParams>()({
  auto_advance: flag(),
  collection_method: choice("charge_automatically"),
  customer: required(text()),
  description: text(),
  metadata: metadata(),
  pending_invoice_items_behavior: choice("exclude", "include"),
});

const itemShape = shapeFor<Stripe.InvoiceItemCreateParams>()({
  amount: integer(),
  currency: required(currency()),
  customer: required(text()),
  description: text(),
  metadata: metadata(),
});

/** https://docs.stripe.com/api/invoices */
export const invoices: Endpoint[] = [
  post("/v1/invoices", createShape, async (call, input) => {
    const customer = await getObject(call.db, "customer", input.customer, "customer");
    const moment = await byClockOf(call, customer);
    return createInvoice(moment, {
      customer,
      subscription: null,
      lines: [],
      reason: "manual",
      period: { start: moment.now, end: moment.now },
      autoAdvance: input.auto_advance ?? false,
      takesPending: input.pending_invoice_items_behavior === "include",
      metadata: mergeMetadata({}, input.metadata),
      description: input.description ?? null,
    });
  }),
  retrieving("invoice", "/v1/invoices/:id"),
  post("/v1/invoices/:id", { description: text(), metadata: metadata() }, async (call, input, id) => {
    const invoice = await lockInvoice(call, id);
    const fields = {
      metadata: mergeMetadata(invoice.metadata, input.metadata),
      ...(input.description === undefined ? {} : { description: input.description }),
    };
    return change(
      await byClockOf(call, invoice),
      { ...invoice, object: "invoice" },
      fields,
      "invoice.updated",
    );
  }),
  post("/v1/invoices/:id/finalize", { auto_advance: flag() }, async (call, _, id) => {
    const invoice = await lockInvoice(call, id);
    return finalizeInvoice(await byClockOf(call, invoice), invoice);
  }),
  post("/v1/invoices/:id/pay", { off_session: flag(), payment_method: text() }, payInvoice),
  post("/v1/invoices/:id/void", {}, async (call, _, id) => {
    const invoice = await lockInvoice(call, id);
    return voidInvoice(await byClockOf(call, invoice), invoice);
  }),
  post("/v1/invoices/:id/mark_uncollectible", {}, async (call, _, id) => {
    const invoice = await lockInvoice(call, id);
    return markUncollectible(await byClockOf(call, invoice), invoice);
  }),
  get(
    "/v1/invoices",
    {
      ...pagination,
      created: moments(),
      customer: text(),
      status: choice("draft", "open", "paid", "uncollectible", "void"),
      subscription: text(),
    },
    async ({ db }, { subscription, customer, status, ...page }) => {
      const equal = {
        ...(customer ? { customer } : {}),
        ...(status ? { status } : {}),
        ...(subscription ? { parent: { subscription_details: { subscription } } } : {}),
      };
      return listPage(db, "invoice", { ...page, equal, url: "/v1/invoices" });
    },
  ),
];

/** https://docs.stripe.com/api/invoiceitems: what the next invoice asks for beside the subscription itself. */
export const invoiceItems: Endpoint[] = [
  post("/v1/invoiceitems", itemShape, async (call, input) => {
    const customer = await getObject(call.db, "customer", input.customer, "customer");
    const moment = await byClockOf(call, customer);
    const item = newInvoiceItem(moment, {
      amount: input.amount ?? 0,
      currency: input.currency,
      customer: customer.id,
      description: input.description ?? null,
      period: { start: moment.now, end: moment.now },
      metadata: mergeMetadata({}, input.metadata),
      testClock: customer.test_clock as string | null,
    });
    return create<"invoiceitem">(moment, item, { events: ["invoiceitem.created"] });
  }),
  retrieving("invoiceitem", "/v1/invoiceitems/:id"),
  remove("/v1/invoiceitems/:id", async (call, id) => {
    const { object: item } = await lockObject(call.db, "invoiceitem", id);
    if (item.invoice !== null)
      throw invalidRequest("This invoice item is on an invoice already and cannot be deleted.");
    await emit<"invoiceitem">(call, "invoiceitem.deleted", { ...item, object: "invoiceitem" });
    return replaceByTombstone(call.db, "invoiceitem", id);
  }),
  listing("invoiceitem", "/v1/invoiceitems", { customer: text(), invoice: text() }),
];

/** https://docs.stripe.com/api/invoice-payment: which payment paid which invoice. */
export const invoicePayments: Endpoint[] = [
  retrieving("invoice_payment", "/v1/invoice_payments/:id"),
  get(
    "/v1/invoice_payments",
    {
      ...pagination,
      invoice: text(),
      payment: group({ payment_intent: text(), type: required(choice("payment_intent")) }),
      status: choice("canceled", "open", "paid"),
    },
    async ({ db }, { invoice, payment, status, ...page }) => {
      const equal = {
        ...(invoice ? { invoice } : {}),
        ...(payment ? { payment } : {}),
        ...(status ? { status } : {}),
      };
      return listPage(db, "invoice_payment", { ...page, equal, url: "/v1/invoice_payments" });
    },
  ),
];

/** Tries now, with the payment method given or the one kept. A refusal by the bank stays in the books. */
async function payInvoice(call: Call, input: { payment_method?: string }, id: string): Promise<Outcome> {
  const invoice = await lockInvoice(call, id);
  const moment = await byClockOf(call, invoice);
  if (invoice.status === "paid") throw invalidRequest("Invoice is already paid");
  const open = invoice.status === "draft" ? await finalizeInvoice(moment, invoice) : invoice;
  if (open.status === "void") throw notIn(open, "paid");
  const means = input.payment_method ? await resolvePaymentMethod(moment, input.payment_method) : undefined;
  const collected = await collect(moment, open, { means, extra: true });
  const refusal = refusalOf(collected);
  if (!refusal) return collected.invoice;
  if (refusal instanceof StripeError) return refusal;
  if (refusal.result === "declined") {
    const { code, decline_code, message = "", charge } = refusal.error;
    return cardError({
      message,
      code: String(code),
      ...(decline_code ? { decline_code } : {}),
      ...(charge ? { charge } : {}),
    });
  }
  return cardError({
    code: "invoice_payment_intent_requires_action",
    message: "This payment requires additional user action before it can be completed successfully.",
  });
}
