import type Stripe from "stripe";
import { money } from "../pages/money.ts";
import type { Call } from "../sandbox.ts";
import { newId } from "../store/ids.ts";
import { getObject } from "../store/objects.ts";
import type { InvoiceItem, InvoiceLine, Price, Subscription, SubscriptionItem } from "../store/types.ts";
import { shareLeft } from "./periods.ts";

export type Period = { start: number; end: number };

/** What an item costs for one period. */
export function costOf({ price, quantity }: Pick<SubscriptionItem, "price" | "quantity">): number {
  return (price.unit_amount ?? 0) * (quantity ?? 1);
}

/** What subscription items cost for their present period; nothing while a trial runs. */
export async function linesFor(
  call: Call,
  subscription: Subscription,
  { trial = false } = {},
): Promise<InvoiceLine[]> {
  const lines: InvoiceLine[] = [];
  for (const item of subscription.items.data) {
    const name = await nameOf(call, item.price);
    const period = { start: item.current_period_start, end: item.current_period_end };
    const quantity = item.quantity ?? 1;
    const description = trial ? `Trial period for ${name}` : `${quantity} × ${name} (at ${each(item.price)})`;
    lines.push(
      newLine(subscription.metadata, {
        amount: trial ? 0 : costOf(item),
        currency: item.price.currency,
        description,
        period,
        price: item.price,
        quantity,
        subscription: subscription.id,
        parent: {
          type: "subscription_item_details",
          invoice_item_details: null,
          subscription_item_details: {
            invoice_item: null,
            proration: false,
            proration_details: { credited_items: null },
            subscription: subscription.id,
            subscription_item: item.id,
          },
        },
      }),
    );
  }
  return lines;
}

/** A line of an invoice that takes a pending item in. */
export function lineOfItem(item: InvoiceItem, price: Price | null): InvoiceLine {
  return newLine(item.metadata ?? {}, {
    amount: item.amount,
    currency: item.currency,
    description: item.description,
    period: item.period,
    price,
    quantity: item.quantity,
    subscription: item.parent?.subscription_details?.subscription ?? null,
    parent: {
      type: "invoice_item_details",
      subscription_item_details: null,
      invoice_item_details: {
        invoice_item: item.id,
        proration: item.proration,
        proration_details: { credited_items: null },
        subscription: item.parent?.subscription_details?.subscription ?? null,
      },
    },
  });
}

type NewItem = Pick<InvoiceItem, "amount" | "currency" | "customer" | "description" | "period"> & {
  price?: Price | null;
  quantity?: number;
  proration?: boolean;
  metadata?: Stripe.Metadata;
  subscription?: { id: string; item: string } | null;
  testClock: string | null;
};

/** Something to be asked for with the next invoice. */
export function newInvoiceItem(call: Call, wanted: NewItem): InvoiceItem & { object: "invoiceitem" } {
  const { price = null, quantity = 1, subscription = null } = wanted;
  return {
    id: newId("ii"),
    object: "invoiceitem",
    amount: wanted.amount,
    currency: wanted.currency,
    customer: wanted.customer,
    customer_account: null,
    date: call.now,
    description: wanted.description,
    discountable: !wanted.proration,
    discounts: [],
    invoice: null,
    livemode: false,
    metadata: wanted.metadata ?? {},
    net_amount: wanted.amount,
    parent: subscription && {
      type: "subscription_details",
      subscription_details: { subscription: subscription.id, subscription_item: subscription.item },
    },
    period: wanted.period,
    pricing: pricing(price, Math.trunc(wanted.amount / quantity)),
    proration: wanted.proration ?? false,
    ...(wanted.proration ? { proration_details: { credited_items: null, discount_amounts: [] } } : {}),
    quantity,
    quantity_decimal: String(quantity),
    tax_rates: [],
    test_clock: wanted.testClock,
  };
}

/** What changing a price in the middle of a period is worth: the old price's rest back, the new one's rest to pay. */
export async function prorations(
  call: Call,
  subscription: Subscription,
  change: { from: SubscriptionItem; to: SubscriptionItem | null; period: Period; at: number },
): Promise<(InvoiceItem & { object: "invoiceitem" })[]> {
  const { from, to, period, at } = change;
  const day = new Date(at * 1000).toLocaleDateString("en-GB", {
    day: "2-digit",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
  const make = async (item: SubscriptionItem, amount: number, what: string) =>
    newInvoiceItem(call, {
      amount,
      currency: item.price.currency,
      customer: subscription.customer,
      description: `${what} ${await nameOf(call, item.price)} after ${day}`,
      period: { start: at, end: period.end },
      price: item.price,
      quantity: item.quantity ?? 1,
      proration: true,
      metadata: subscription.metadata,
      subscription: { id: subscription.id, item: item.id },
      testClock: subscription.test_clock as string | null,
    });
  const credit = await make(from, -shareLeft(costOf(from), period, at), "Unused time on");
  if (!to) return [credit];
  return [credit, await make(to, shareLeft(costOf(to), period, at), "Remaining time on")];
}

/** `$5.00 / month`, as pages and invoices say it. */
export function each(price: Price): string {
  const { interval = "month", interval_count = 1 } = price.recurring ?? {};
  const every = interval_count === 1 ? interval : `${interval_count} ${interval}s`;
  return `${money(price.unit_amount ?? 0, price.currency)} / ${every}`;
}

async function nameOf(call: Call, price: Price): Promise<string> {
  return (await getObject(call.db, "product", String(price.product))).name;
}

type NewLine = Pick<
  InvoiceLine,
  "amount" | "currency" | "description" | "period" | "parent" | "subscription"
> & { price: Price | null; quantity: number };

function newLine(metadata: Stripe.Metadata, { price, quantity, ...line }: NewLine): InvoiceLine {
  return {
    id: newId("il"),
    object: "line_item",
    ...line,
    discount_amounts: [],
    discountable: true,
    discounts: [],
    invoice: null,
    livemode: false,
    metadata,
    pretax_credit_amounts: [],
    pricing: pricing(price, price?.unit_amount ?? line.amount),
    quantity,
    quantity_decimal: String(quantity),
    subtotal: line.amount,
    taxes: [],
  };
}

function pricing(price: Price | null, unitAmount: number): InvoiceLine["pricing"] {
  return (
    price && {
      type: "price_details",
      price_details: { price: price.id, product: String(price.product) },
      unit_amount_decimal: String(unitAmount),
    }
  );
}
