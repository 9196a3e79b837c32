import type Stripe from "stripe";
import { each } from "../billing/lines.ts";
import { cardFields, cardName, testCards } from "../checkout/page.ts";
import type { FormErrors } from "../checkout/payment-form.ts";
import { type Html, html } from "../pages/html.ts";
import { money } from "../pages/money.ts";
import type { Invoice, Subscription } from "../store/types.ts";
import { day, stateOf } from "./invoice-page.ts";

export type PortalView = {
  subscriptions: { subscription: Subscription; names: string[] }[];
  cards: Stripe.PaymentMethod[];
  /** The card that is charged. */
  chosen: string | null;
  invoices: Invoice[];
  returnUrl: string | null;
  /** What the shop lets its customers do here; changing what a subscription is for is offered by none. */
  features: Stripe.BillingPortal.Configuration["features"];
  errors: FormErrors;
};

/** What a customer may see and change by themselves. */
export function portalPage(view: PortalView): Html {
  const { subscriptions, returnUrl, features, errors } = view;
  return html`
${returnUrl && html`<p><a href="${returnUrl}">← Back to the shop</a></p>`}
<h1>Your payments</h1>
${errors.form && html`<p class="alert" role="alert">${errors.form}</p>`}
<h2>Subscriptions</h2>
${subscriptions.length === 0 && html`<p class="soft">There is none.</p>`}
<ul class="items">${subscriptions.map((row) => subscriptionRow(row, features.subscription_cancel.enabled))}</ul>
${features.payment_method_update.enabled && cardsPart(view)}
${features.invoice_history.enabled && invoicesPart(view)}
${features.payment_method_update.enabled && testCards()}`;
}

function cardsPart({ cards, chosen, errors }: PortalView): Html {
  return html`<h2>Cards</h2>
${cards.length === 0 && html`<p class="soft">No card is kept here.</p>`}
<ul class="items">${cards.map((card) => cardRow(card, card.id === chosen))}</ul>
<form method="post" novalidate>
${cardFields({ number: "", exp: "", cvc: "" }, errors)}
<button class="main" name="action" value="add">Add this card and use it</button>
</form>`;
}

function invoicesPart({ invoices }: PortalView): Html {
  return html`<h2>Invoices</h2>
${invoices.length === 0 && html`<p class="soft">There is none yet.</p>`}
<ul class="items">${invoices.map(invoiceRow)}</ul>`;
}

function subscriptionRow(
  { subscription, names }: PortalView["subscriptions"][number],
  cancels: boolean,
): Html {
  const [item] = subscription.items.data;
  const stays = !subscription.cancel_at_period_end;
  const [action, label] = stays ? ["cancel", "Cancel"] : ["resume", "Keep it"];
  return html`<li><span>${names.join(", ")}<br><small class="soft">${each(item!.price)}</small><br><small>${standing(subscription)}</small></span>
${cancels && !hasEnded(subscription) && button(`${action} ${subscription.id}`, label)}</li>`;
}

function standing(subscription: Subscription): Html {
  const until = day(subscription.items.data[0]!.current_period_end);
  const { status, ended_at, cancel_at_period_end } = subscription;
  if (hasEnded(subscription)) return html`Ended on ${day(ended_at ?? 0)}`;
  if (cancel_at_period_end) return html`Ends on ${until}`;
  if (status === "trialing") return html`Free until ${until}`;
  if (status === "active") return html`Renews on ${until}`;
  return html`<span class="state-bad">A payment failed. Add a card that works, or pay the open invoice below.</span>`;
}

function cardRow(card: Stripe.PaymentMethod, chosen: boolean): Html {
  const used = chosen && html`<br><small class="soft">Used for payments</small>`;
  return html`<li><span>${cardName(card)}${used}</span><span>${!chosen && button(`use ${card.id}`, "Use")} ${button(`remove ${card.id}`, "Remove")}</span></li>`;
}

function invoiceRow(invoice: Invoice): Html {
  return html`<li><span><a href="${invoice.hosted_invoice_url}">${invoice.number}</a><br><small>${stateOf(invoice)}</small></span><span class="amount">${money(invoice.total, invoice.currency)}</span></li>`;
}

function button(action: string, label: string): Html {
  return html`<form method="post" class="inline"><button class="small" name="action" value="${action}">${label}</button></form>`;
}

function hasEnded({ status }: Subscription): boolean {
  return status === "canceled" || status === "incomplete_expired";
}
