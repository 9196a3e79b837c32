import type Stripe from "stripe";
import { each as recurs } from "../billing/lines.ts";
import { type Html, html } from "../pages/html.ts";
import { money } from "../pages/money.ts";
import type { LineItem } from "../store/types.ts";
import type { FormErrors, FormState } from "./payment-form.ts";

type View = {
  session: Stripe.Checkout.Session;
  lineItems: LineItem[];
  /** The customer's cards that may be shown here. */
  saved: Stripe.PaymentMethod[];
  trialDays: number | null;
  state: FormState;
  errors: FormErrors;
};

/** The page on which an open session is paid. */
export function checkoutPage({ session, lineItems, saved, trialDays, state, errors }: View): Html {
  const currency = session.currency ?? "usd";
  const total = money(session.amount_total ?? 0, currency);
  const free = session.amount_total === 0 && session.mode === "payment";
  const { heading, button } = words(session, total);
  return html`
<h1 class="soft">${heading}</h1>
${session.mode !== "setup" && html`<p class="total">${total}</p>`}
${trialDays && html`<p class="soft">Free for ${trialDays} days. After that your card is charged until you cancel.</p>`}
${lineItems.length > 0 && html`<ul class="items">${lineItems.map((item) => lineItemRow(item, currency))}</ul>`}
${errors.form && html`<p class="alert" role="alert">${errors.form}</p>`}
<form method="post" novalidate>
${emailField(session, state, errors)}
${!free && methodChoice(session, state)}
${!free && savedCards(saved, state.saved)}
${!free && session.payment_method_types.includes("card") && cardFields(state, errors)}
${asksToKeep(session) && html`<label class="choice"><input type="checkbox" name="keep" value="yes"${state.keep && html` checked`}>Save this card for later purchases</label>`}
<button class="main" name="action" value="pay">${button}</button>
${session.cancel_url && html`<button class="quiet" name="action" value="cancel">Cancel and go back</button>`}
</form>
${!free && testCards()}`;
}

function words({ mode, amount_total }: Stripe.Checkout.Session, total: string) {
  if (mode === "setup") return { heading: "Save a card", button: "Save card" };
  if (mode === "subscription")
    return {
      heading: "Subscribe",
      button: amount_total === 0 ? "Start trial" : `Subscribe and pay ${total}`,
    };
  return { heading: "Your order", button: amount_total === 0 ? "Complete order" : `Pay ${total}` };
}

function asksToKeep(session: Stripe.Checkout.Session): boolean {
  const { mode, saved_payment_method_options: options } = session;
  return mode === "payment" && Boolean(session.customer) && options?.payment_method_save === "enabled";
}

/** A choice among cards that are kept, and another one. */
export function savedCards(cards: Stripe.PaymentMethod[], chosen: string): Html | false {
  if (cards.length === 0) return false;
  const present = chosen || cards[0]!.id;
  const radio = (value: string, label: string) =>
    html`<label class="choice"><input type="radio" name="saved" value="${value}"${value === present && html` checked`}>${label}</label>`;
  return html`<fieldset class="saved"><legend>Card</legend>
${cards.map((card) => radio(card.id, cardName(card)))}
${radio("", "Another card")}
</fieldset>`;
}

/** `Visa ending in 4242, 12/29`. */
export function cardName({ card }: Stripe.PaymentMethod): string {
  if (!card) return "Bank account";
  const brand = card.brand.charAt(0).toUpperCase() + card.brand.slice(1);
  return `${brand} ending in ${card.last4}, ${String(card.exp_month).padStart(2, "0")}/${card.exp_year % 100}`;
}

/** What a buyer finds who opens a session that is over. */
export function closedPage(session: Stripe.Checkout.Session): Html {
  if (session.status === "complete") {
    const waiting = session.payment_status === "unpaid";
    if (session.mode === "setup")
      return html`<h1>Your card is saved</h1>${session.success_url && html`<p><a class="button main" href="${successAddress(session)}">Go back</a></p>`}`;
    return html`
<h1>${waiting ? "Your payment is on its way" : "This order is paid"}</h1>
<p>${waiting ? "Your bank takes a few days. There is nothing left to do here." : "There is nothing left to do here, and nothing was charged twice."}</p>
${session.success_url && html`<p><a class="button main" href="${successAddress(session)}">Go to your order</a></p>`}`;
  }
  return html`
<h1>This payment page has expired</h1>
<p>Nothing was charged. Start again from the shop to get a new one.</p>
${session.cancel_url && html`<p><a class="button main" href="${session.cancel_url}">Back to the shop</a></p>`}`;
}

/** For an address that leads nowhere. */
export function unknownPage(): Html {
  return html`<h1>There is no such payment page</h1><p>Check the address, or start again from the shop.</p>`;
}

/** Where a completed session leads, with its id filled in. */
export function successAddress(session: Stripe.Checkout.Session): string {
  return new URL((session.success_url ?? "").replaceAll("{CHECKOUT_SESSION_ID}", session.id)).href;
}

function lineItemRow(item: LineItem, currency: string): Html {
  const quantity = item.quantity ?? 1;
  const each =
    quantity > 1 &&
    html`<br><small class="soft">${quantity} × ${money(item.price?.unit_amount ?? 0, currency)}</small>`;
  const price = item.price?.recurring ? recurs(item.price) : money(item.amount_total, currency);
  return html`<li><span>${item.description}${each}</span><span class="amount">${price}</span></li>`;
}

function emailField(session: Stripe.Checkout.Session, state: FormState, errors: FormErrors): Html {
  const known = session.customer_details?.email;
  if (known) return html`<fieldset><legend>E-mail</legend>${known}</fieldset>`;
  return html`<fieldset>${field({ name: "email", label: "E-mail", value: state.email ?? "", error: errors.email, type: "email" })}</fieldset>`;
}

function methodChoice(session: Stripe.Checkout.Session, state: FormState): Html {
  const types = session.payment_method_types;
  const card = types.includes("card");
  const bank = types.some((type) => type !== "card");
  if (!bank) return html`<input type="hidden" name="method" value="card">`;
  if (!card)
    return html`<input type="hidden" name="method" value="bank"><p>Paid by bank debit, which arrives a few days later.</p>`;
  const radio = (value: FormState["method"], label: string) =>
    html`<label class="choice"><input type="radio" name="method" value="${value}"${state.method === value && html` checked`}>${label}</label>`;
  return html`<fieldset><legend>Pay with</legend>
${radio("card", "Card")}
${radio("bank", "Bank debit, arrives a few days later")}
</fieldset>`;
}

export function cardFields(state: Pick<FormState, "number" | "exp" | "cvc">, errors: FormErrors): Html {
  return html`<fieldset class="card">
<legend class="unseen">Card</legend>
${field({ name: "number", label: "Card number", value: state.number, error: errors.number, placeholder: "4242 4242 4242 4242" })}
<div class="row">
${field({ name: "exp", label: "Valid until", value: state.exp, error: errors.exp, placeholder: "12/34" })}
${field({ name: "cvc", label: "Security code", value: state.cvc, error: errors.cvc, placeholder: "123" })}
</div>
</fieldset>`;
}

type Field = {
  name: string;
  label: string;
  value: string;
  error: string | undefined;
  type?: "email";
  placeholder?: string;
};

/** Browsers are asked not to fill these in: real cards have no business here. */
function field({ name, label, value, error, type, placeholder }: Field): Html {
  const numeric = type === undefined && html` inputmode="numeric"`;
  const described = error && html` aria-invalid="true" aria-describedby="${name}-error"`;
  return html`<p><label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="${type ?? "text"}" value="${value}" autocomplete="off"${numeric}${placeholder && html` placeholder="${placeholder}"`}${described}>
${error && html`<span class="error" id="${name}-error">${error}</span>`}</p>`;
}

export function testCards(): Html {
  const cards = [
    ["4242 4242 4242 4242", "pays"],
    ["4000 0025 0000 3155", "asks for authentication"],
    ["4000 0000 0000 0002", "is declined"],
    ["4000 0000 0000 9995", "has insufficient funds"],
    ["4000 0000 0000 0341", "can be saved, is declined later"],
    ["4000 0000 0000 0259", "pays and is disputed"],
    ["4000 0000 0000 7726", "pays; refunds take a while"],
    ["4000 0000 0000 5126", "pays; refunds fail later"],
  ];
  return html`<details><summary>Cards to try</summary>
<p>With any date to come and any security code. Never type a real card here.</p>
<dl>${cards.map(([number, effect]) => html`<dt><code>${number}</code></dt><dd>${effect}</dd>`)}</dl></details>`;
}
