import type Stripe from "stripe";
import { cardFields, savedCards, testCards } from "../checkout/page.ts";
import type { FormErrors } from "../checkout/payment-form.ts";
import { type Html, html } from "../pages/html.ts";
import { money } from "../pages/money.ts";
import type { Invoice } from "../store/types.ts";

type View = { invoice: Invoice; saved: Stripe.PaymentMethod[]; errors: FormErrors };

/** One invoice, with a form to pay it while that is expected. */
export function invoicePage({ invoice, saved, errors }: View): Html {
  const owed = invoice.status === "open" || invoice.status === "uncollectible";
  const total = money(owed ? invoice.amount_remaining : invoice.total, invoice.currency);
  return html`
<h1 class="soft">Invoice ${invoice.number}</h1>
<p class="total">${total}</p>
<p>${stateOf(invoice)}</p>
<ul class="items">${invoice.lines.data.map(
    (line) =>
      html`<li><span>${line.description}<br><small class="soft">${day(line.period.start)} to ${day(line.period.end)}</small></span><span class="amount">${money(line.amount, line.currency)}</span></li>`,
  )}</ul>
${errors.form && html`<p class="alert" role="alert">${errors.form}</p>`}
${
  owed &&
  html`<form method="post" novalidate>
${savedCards(saved, "")}
${cardFields({ number: "", exp: "", cvc: "" }, errors)}
<button class="main" name="action" value="pay">Pay ${total}</button>
</form>
${testCards()}`
}`;
}

/** A moment as people read it, in UTC. */
export function day(seconds: number): string {
  return new Date(seconds * 1000).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
}

export function stateOf({ status, status_transitions }: Invoice): Html {
  if (status === "paid")
    return html`<span class="state-good">Paid on ${day(status_transitions.paid_at ?? 0)}</span>`;
  if (status === "void") return html`Nothing to pay any more`;
  return html`<span class="state-bad">Not paid yet</span>`;
}
