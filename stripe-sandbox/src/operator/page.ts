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
  const cells = rows.map((row) => [
    time(row.created),
    html`${row.what}<br><code class="soft">${short(row.id)}</code>`,
    html`<span class="amount">${money(row.amount, row.currency)}</span>`,
    html`<span class="state-${row.mood}">${row.state}</span>`,
    row.buyer ? html`${row.buyer}` : html`<span class="soft">no e-mail known</span>`,
    row.actions.length > 0
      ? html`${row.actions.map(({ name, id }) => button(path, name, id))}`
      : html`<span class="soft">nothing to do</span>`,
  ]);
  return table("Payments", ["Time", "What", "Amount", "State", "Buyer", "Actions"], cells);
}

function deliveryTable(deliveries: Delivery[], path: string): Html {
  const mood = { delivered: "good", failed: "bad", pending: "neutral" };
  const cells = deliveries.map((delivery) => [
    delivery.last_attempt === null ? html`not yet` : time(delivery.last_attempt),
    html`${delivery.event_type}<br><code class="soft">${short(delivery.event)}</code>`,
    html`<span class="state-${mood[delivery.status]}">${delivery.status}${delivery.attempts > 1 && `, ${delivery.attempts} tries`}</span>`,
    html`${delivery.last_answer?.slice(0, 100)}`,
    html`${delivery.url}`,
    button(path, "resend-event", delivery.event),
  ]);
  return table("Webhook deliveries", ["Last try", "Event", "State", "Answer", "Endpoint", "Actions"], cells);
}

/** The roles keep it a table on narrow screens, where its parts are laid out as blocks. */
function table(label: string, columns: string[], rows: Html[][]): Html {
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0"><table role="table">
<thead role="rowgroup"><tr role="row">${columns.map((column) => html`<th scope="col" role="columnheader">${column}</th>`)}</tr></thead>
<tbody role="rowgroup">${rows.map((cells) => html`<tr role="row">${cells.map((cell) => html`<td role="cell">${cell}</td>`)}</tr>`)}</tbody>
</table></div>`;
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
