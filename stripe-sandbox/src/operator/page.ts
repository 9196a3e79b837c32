import { type Html, html } from "../pages/html.ts";
import { money } from "../pages/money.ts";
import type { Delivery } from "../webhooks/list-deliveries.ts";
import { type ActionName, operatorActions } from "./actions.ts";
import type { Row } from "./overview.ts";

type View = { rows: Row[]; deliveries: Delivery[]; path: string; problem?: string | undefined };

/** Everything an operator sees and can do, on one page. */
export function operatorPage({ rows, deliveries, path, problem }: View): Html {
  return html`
<h1>Payments</h1>
<p class="soft">What banks, buyers and time would do, at the press of a button.</p>
${problem && html`<p class="alert" role="alert">${problem}</p>`}
${rows.length === 0 ? html`<p>No payments yet. They appear here as soon as a checkout session is created.</p>` : payments(rows, path)}
<h2 id="deliveries">Webhook deliveries</h2>
${deliveries.length === 0 ? html`<p>None yet. Create a webhook endpoint, and each event shows here with the answer it got.</p>` : deliveryTable(deliveries, path)}`;
}

function payments(rows: Row[], path: string): Html {
  return html`<div class="scroll" role="region" aria-label="Payments" tabindex="0"><table>
<thead><tr><th scope="col">Time</th><th scope="col">Amount</th><th scope="col">State</th><th scope="col">Buyer</th><th scope="col">Actions</th><th scope="col">Id</th></tr></thead>
<tbody>${rows.map(
    (row) => html`<tr>
<td>${time(row.created)}</td>
<td class="amount">${money(row.amount, row.currency)}</td>
<td class="wrap state-${row.mood}">${row.state}</td>
<td>${row.buyer ?? html`<span class="soft">unknown</span>`}</td>
<td>${row.actions.length === 0 ? html`<span class="soft">none</span>` : row.actions.map((action) => button(path, action.name, action.id))}</td>
<td><code>${short(row.id)}</code></td>
</tr>`,
  )}</tbody></table></div>`;
}

function deliveryTable(deliveries: Delivery[], path: string): Html {
  const mood = { delivered: "good", failed: "bad", pending: "neutral" };
  return html`<div class="scroll" role="region" aria-label="Webhook deliveries" tabindex="0"><table>
<thead><tr><th scope="col">Last try</th><th scope="col">Event</th><th scope="col">State</th><th scope="col">Answer</th><th scope="col">Endpoint</th><th scope="col">Actions</th></tr></thead>
<tbody>${deliveries.map(
    (delivery) => html`<tr>
<td>${delivery.last_attempt === null ? "not yet" : time(delivery.last_attempt)}</td>
<td>${delivery.event_type}<br><code class="soft">${short(delivery.event)}</code></td>
<td class="state-${mood[delivery.status]}">${delivery.status}${delivery.attempts > 1 && `, ${delivery.attempts} tries`}</td>
<td class="wrap">${delivery.last_answer ?? ""}</td>
<td class="wrap">${delivery.url}</td>
<td>${button(path, "resend-event", delivery.event)}</td>
</tr>`,
  )}</tbody></table></div>`;
}

function button(path: string, name: ActionName, id: string): Html {
  const { label } = operatorActions[name];
  return html`<form method="post" action="${path}/actions/${name}/${id}"><button class="small" aria-label="${label}: ${short(id)}">${label}</button></form>`;
}

function time(seconds: number): Html {
  const iso = new Date(seconds * 1000).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 10)} ${iso.slice(11, 19)}</time>`;
}

/** Enough of an id to tell it from its neighbours. */
function short(id: string): string {
  return id.length > 24 ? `${id.slice(0, 16)}…${id.slice(-4)}` : id;
}
