import type { FastifyInstance, FastifyReply } from "fastify";
import type Stripe from "stripe";
import { collect, lockInvoice } from "../billing/collect.ts";
import { namedSubscription } from "../billing/standing.ts";
import { type FormErrors, fieldOf, readCard } from "../checkout/payment-form.ts";
import { byClockOf } from "../clocks/clock-of.ts";
import { change } from "../events/change.ts";
import { html } from "../pages/html.ts";
import { sendPage } from "../pages/send-page.ts";
import {
  attach,
  createPaymentMethod,
  type Means,
  resolvePaymentMethod,
} from "../payments/payment-methods.ts";
import { type Call, inCall, type Sandbox } from "../sandbox.ts";
import { findObject, lockObject, saveInternal } from "../store/objects.ts";
import type { Invoice } from "../store/types.ts";
import { sameSecret } from "../wire/authenticate.ts";
import { resourceMissing } from "../wire/errors.ts";
import type { Form } from "../wire/form.ts";
import { cardsOf } from "./cards-of.ts";
import { invoicePage } from "./invoice-page.ts";

type Request = { Params: { id: string }; Querystring: { secret?: string }; Body: Form };

/** The page of one invoice, where `hosted_invoice_url` leads: what it is for, and paying it while it is open. */
export function invoiceRoutes(app: FastifyInstance, sandbox: Sandbox): void {
  const url = `${sandbox.hostedPath}/invoice/:id`;

  app.get<Request>(url, async (request, reply) => {
    const invoice = await invoiceFor(sandbox, request.params.id, request.query.secret);
    return invoice ? show(sandbox, reply, invoice) : unknown(reply);
  });
  app.post<Request>(url, async (request, reply) => {
    const invoice = await invoiceFor(sandbox, request.params.id, request.query.secret);
    if (!invoice) return unknown(reply);
    const saved = typed(request.body, "saved");
    const read = saved === "" ? readCard(cardFrom(request.body), sandbox.now()) : undefined;
    if (read && "errors" in read) return show(sandbox, reply, invoice, { errors: read.errors, status: 422 });
    const paid = await inCall(sandbox, (call) => pay(call, invoice.id, saved, read));
    if (paid.attempt?.result === "requires_action")
      return reply.redirect(paid.attempt.intent.next_action!.redirect_to_url!.url!, 303);
    if (paid.attempt?.result === "declined") {
      const { code, message = "Your card was declined." } = paid.attempt.error;
      const errors = { [fieldOf(code)]: message, form: `${message} Nothing was charged. Try another card.` };
      return show(sandbox, reply, paid.invoice, { errors, status: 402 });
    }
    return reply.redirect(String(invoice.hosted_invoice_url), 303);
  });
}

/** What a form holds of a card. */
export function cardFrom(form: Form) {
  return { number: typed(form, "number"), exp: typed(form, "exp"), cvc: typed(form, "cvc") };
}

export function typed(form: Form, name: string): string {
  const value = form[name];
  return typeof value === "string" ? value.slice(0, 200) : "";
}

type Card = Extract<ReturnType<typeof readCard>, { instrument: object }>;

/** Pays with a card of the customer's, or a new one, which then is the subscription's. */
async function pay(call: Call, id: string, saved: string, card: Card | undefined) {
  const invoice = await lockInvoice(call, id);
  const moment = await byClockOf(call, invoice);
  if (invoice.status !== "open" && invoice.status !== "uncollectible") return { invoice };
  const means = card ? await newCard(moment, card) : await savedCard(moment, invoice, saved);
  const { internal } = (await findObject(call.db, "invoice", id))!;
  const intent = await findObject(call.db, "payment_intent", String(internal.intent));
  if (intent)
    await saveInternal<"payment_intent">(call.db, intent.object.id, {
      ...intent.internal,
      returnUrl: invoice.hosted_invoice_url ?? null,
    });
  const collected = await collect(moment, invoice, { means, present: true });
  if (card && collected.invoice.status === "paid") await keep(moment, invoice, means);
  return collected;
}

async function newCard(call: Call, { instrument, expiry }: Card): Promise<Means> {
  return { instrument, method: await createPaymentMethod(call, instrument, { expiry }) };
}

async function savedCard(call: Call, invoice: Invoice, id: string): Promise<Means> {
  const cards = await cardsOf(call.db, String(invoice.customer));
  if (!cards.some((card) => card.id === id)) throw resourceMissing("payment_method", id);
  return resolvePaymentMethod(call, id);
}

async function keep(call: Call, invoice: Invoice, means: Means): Promise<void> {
  const subscription = invoice.parent?.subscription_details?.subscription;
  if (!subscription) return;
  const { id } = await attach(call, means, String(invoice.customer));
  const { object } = await lockObject(call.db, "subscription", String(subscription));
  await change(
    call,
    namedSubscription(object),
    { default_payment_method: id },
    "customer.subscription.updated",
  );
}

async function show(
  sandbox: Sandbox,
  reply: FastifyReply,
  invoice: Invoice,
  { errors = {}, status = 200 }: { errors?: FormErrors; status?: number } = {},
) {
  const saved: Stripe.PaymentMethod[] = await cardsOf(sandbox.database, String(invoice.customer));
  const body = invoicePage({ invoice, saved, errors });
  return sendPage(reply, { title: "Invoice", body, status, leadsTo: [sandbox.baseUrl()] });
}

function unknown(reply: FastifyReply) {
  const body = html`<h1>There is no such invoice</h1><p>Check the address.</p>`;
  return sendPage(reply, { title: "No such invoice", body, status: 404 });
}

async function invoiceFor(
  { database }: Sandbox,
  id: string,
  secret: string | undefined,
): Promise<Invoice | undefined> {
  const found = await findObject(database, "invoice", id);
  if (!found || found.object.status === "draft") return undefined;
  return sameSecret(secret ?? "", found.internal.secret) ? found.object : undefined;
}
