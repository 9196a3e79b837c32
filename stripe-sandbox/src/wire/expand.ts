import type { Reader } from "../sandbox.ts";
import { findEvenDeleted, findObject } from "../store/objects.ts";
import type { ObjectName } from "../store/types.ts";
import { invalidRequest } from "./errors.ts";
import { listPage } from "./list.ts";

/**
 * Replaces ids by the objects they name, along paths such as `payment_intent.latest_charge` and, in lists,
 * `data.payment_intent` (https://docs.stripe.com/api/expanding_objects). Refuses fields that do not expand
 * and paths of more than four steps. Answers a copy.
 */
export async function expand(reader: Reader, answer: object, paths: string[]): Promise<object> {
  if (paths.length === 0) return answer;
  const copy: Node = structuredClone({ ...answer });
  for (const path of paths) {
    const steps = path.split(".");
    const depth = steps[0] === "data" ? steps.length - 1 : steps.length;
    if (depth > 4) throw refusal(`You cannot expand more than 4 levels of a property. Property: ${path}`);
    await follow(reader, copy, steps, path);
  }
  return copy;
}

type Node = { object?: string; [field: string]: unknown };
type Loader = (reader: Reader, node: Node) => Promise<unknown>;

/** Where ids lead, and the two lists that are left out unless they are asked for. */
const links: Record<string, Record<string, ObjectName | Loader>> = {
  balance_transaction: { source: sourceOf },
  "billing_portal.session": { configuration: "billing_portal.configuration" },
  charge: {
    balance_transaction: "balance_transaction",
    customer: "customer",
    failure_balance_transaction: "balance_transaction",
    payment_intent: "payment_intent",
    refunds: ({ db }, { id }) =>
      listPage(db, "refund", { equal: { charge: id }, url: `/v1/charges/${id}/refunds` }),
  },
  "checkout.session": {
    customer: "customer",
    invoice: "invoice",
    line_items: lineItems,
    payment_intent: "payment_intent",
    setup_intent: "setup_intent",
    subscription: "subscription",
  },
  customer: { subscriptions: subscriptionsOf, test_clock: "test_helpers.test_clock" },
  dispute: { charge: "charge", payment_intent: "payment_intent" },
  invoice: {
    confirmation_secret: confirmationSecret,
    customer: "customer",
    default_payment_method: "payment_method",
    payments: invoicePayments,
    test_clock: "test_helpers.test_clock",
  },
  invoice_payment: { invoice: "invoice" },
  payment_intent: { customer: "customer", latest_charge: "charge", payment_method: "payment_method" },
  payment_method: { customer: "customer" },
  price: { product: "product" },
  product: { default_price: "price" },
  refund: {
    balance_transaction: "balance_transaction",
    charge: "charge",
    customer: "customer",
    failure_balance_transaction: "balance_transaction",
    payment_intent: "payment_intent",
    payment_method: "payment_method",
  },
  setup_intent: { customer: "customer", payment_method: "payment_method" },
  subscription: {
    customer: "customer",
    default_payment_method: "payment_method",
    latest_invoice: "invoice",
    schedule: "subscription_schedule",
    test_clock: "test_helpers.test_clock",
  },
  subscription_schedule: { customer: "customer", subscription: "subscription" },
};

async function follow(reader: Reader, node: Node, [field, ...rest]: string[], path: string): Promise<void> {
  const link = node.object === undefined ? undefined : links[node.object]?.[field!];
  const value = node[field!];
  if (typeof link === "function") node[field!] = await link(reader, node);
  else if (link && typeof value === "string")
    node[field!] = (await findEvenDeleted(reader.db, link, value)) ?? value;

  const children = [node[field!]]
    .flat()
    .filter((child): child is Node => typeof child === "object" && child !== null);
  const passable = link !== undefined || (rest.length > 0 && typeof value === "object");
  if (!passable) throw refusal(`This property cannot be expanded (${field}). Property: ${path}`);
  if (rest.length === 0) return;
  for (const child of children) await follow(reader, child, rest, path);
}

async function subscriptionsOf({ db }: Reader, { id }: Node): Promise<unknown> {
  const not = { status: ["canceled", "incomplete_expired"] };
  const url = `/v1/customers/${id}/subscriptions`;
  return listPage(db, "subscription", { equal: { customer: id }, not, url });
}

async function invoicePayments({ db }: Reader, { id }: Node): Promise<unknown> {
  return listPage(db, "invoice_payment", { equal: { invoice: id }, url: `/v1/invoice_payments` });
}

async function confirmationSecret({ db }: Reader, { id }: Node): Promise<unknown> {
  const invoice = await findObject(db, "invoice", String(id));
  const intent = await findObject(db, "payment_intent", String(invoice?.internal.intent));
  return intent ? { client_secret: intent.object.client_secret, type: "payment_intent" } : null;
}

async function lineItems({ db }: Reader, { id }: Node): Promise<unknown> {
  const session = await findObject(db, "checkout.session", String(id));
  const data = session?.internal.lineItems ?? [];
  return {
    object: "list",
    data: data.slice(0, 10),
    has_more: data.length > 10,
    url: `/v1/checkout/sessions/${id}/line_items`,
  };
}

async function sourceOf({ db }: Reader, { source }: Node): Promise<unknown> {
  if (typeof source !== "string") return source;
  const name = source.startsWith("ch_") ? "charge" : source.startsWith("re_") ? "refund" : "dispute";
  return (await findObject(db, name, source))?.object ?? source;
}

function refusal(message: string) {
  return invalidRequest(message, { param: "expand" });
}
