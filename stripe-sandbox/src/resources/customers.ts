import type Stripe from "stripe";
import { endSubscription } from "../billing/standing.ts";
import { byClockOf } from "../clocks/clock-of.ts";
import { change, create } from "../events/change.ts";
import { emit } from "../events/emit.ts";
import { attach, resolvePaymentMethod } from "../payments/payment-methods.ts";
import type { Call } from "../sandbox.ts";
import { newId, randomLetters } from "../store/ids.ts";
import { findMany, getEvenDeleted, getObject, lockObject, replaceByTombstone } from "../store/objects.ts";
import { type Endpoint, get, listing, post, remove } from "../wire/endpoint.ts";
import { invalidRequest } from "../wire/errors.ts";
import {
  email,
  group,
  type Input,
  list,
  metadata,
  moments,
  required,
  shapeFor,
  text,
  unsettable,
} from "../wire/parameters.ts";
import { mergeMetadata } from "./metadata.ts";
import { addressShape, fullAddress, fullShipping } from "./shapes.ts";

const settingsShape = shapeFor<Stripe.CustomerCreateParams.InvoiceSettings>()({
  default_payment_method: unsettable(text()),
});

const shape = shapeFor<Stripe.CustomerCreateParams & Stripe.CustomerUpdateParams>()({
  address: unsettable(group(addressShape)),
  description: unsettable(text()),
  email: unsettable(email()),
  invoice_settings: group(settingsShape),
  metadata: metadata(),
  name: unsettable(text(256)),
  phone: unsettable(text(20)),
  preferred_locales: list(text()),
  shipping: unsettable(
    group({ address: required(group(addressShape)), name: required(text()), phone: text() }),
  ),
});

type New = Pick<Partial<Stripe.Customer>, "email" | "name" | "description" | "phone" | "metadata"> &
  Partial<Stripe.Customer>;

/** Stores a new customer and announces it. */
export function createCustomer(call: Call, fields: New): Promise<Stripe.Customer> {
  const customer = {
    id: newId("cus", 14),
    object: "customer",
    address: null,
    balance: 0,
    created: call.now,
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_prefix: randomLetters(8).toUpperCase(),
    invoice_settings: noSettings,
    livemode: false,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: "none",
    test_clock: null,
    ...fields,
  } satisfies Stripe.Customer;
  return create(call, customer, { events: ["customer.created"] });
}

const noSettings: Stripe.Customer.InvoiceSettings = {
  custom_fields: null,
  default_payment_method: null,
  footer: null,
  rendering_options: null,
};

/** https://docs.stripe.com/api/customers */
export const customers: Endpoint[] = [
  post("/v1/customers", { ...shape, test_clock: text(), payment_method: text() }, async (call, given) => {
    const { address, shipping, invoice_settings, test_clock, payment_method, metadata, ...input } = given;
    const moment = await byClockOf(call, { test_clock });
    const customer = await createCustomer(moment, {
      ...input,
      address: address ? fullAddress(address) : null,
      metadata: mergeMetadata({}, metadata),
      shipping: shipping ? fullShipping(shipping) : null,
      test_clock: test_clock ?? null,
    });
    if (payment_method) await attach(moment, await resolvePaymentMethod(moment, payment_method), customer.id);
    const chosen = await settingsAfter(moment, customer, invoice_settings);
    return chosen ? change(moment, customer, { invoice_settings: chosen }) : customer;
  }),
  get("/v1/customers/:id", {}, ({ db }, _, id) => getEvenDeleted(db, "customer", id)),
  post("/v1/customers/:id", shape, async (call, given, id) => {
    const { address, shipping, metadata: labels, invoice_settings, ...input } = given;
    const { object: customer } = await lockObject(call.db, "customer", id);
    const moment = await byClockOf(call, customer);
    const fields: Partial<Stripe.Customer> = { ...input, metadata: mergeMetadata(customer.metadata, labels) };
    if (address !== undefined) fields.address = address && fullAddress(address);
    if (shipping !== undefined) fields.shipping = shipping && fullShipping(shipping);
    const chosen = await settingsAfter(moment, customer, invoice_settings);
    if (chosen) fields.invoice_settings = chosen;
    return change(moment, customer, fields, "customer.updated");
  }),
  remove("/v1/customers/:id", async (call, id) => {
    const { object: customer } = await lockObject(call.db, "customer", id);
    await endSubscriptionsOf(call, id);
    await emit(call, "customer.deleted", customer);
    return replaceByTombstone(call.db, "customer", id);
  }),
  listing("customer", "/v1/customers", { created: moments(), email: text(), test_clock: text() }),
];

/** The settings with another default payment method, which has to be the customer's; undefined when nothing changes. */
async function settingsAfter(
  call: Call,
  customer: Stripe.Customer,
  given: Input<typeof settingsShape> | undefined,
): Promise<Stripe.Customer.InvoiceSettings | undefined> {
  const wanted = given?.default_payment_method;
  if (wanted === undefined) return undefined;
  const param = "invoice_settings[default_payment_method]";
  if (wanted !== null) {
    const method = await getObject(call.db, "payment_method", wanted, param);
    if (method.customer !== customer.id)
      throw invalidRequest(
        `The customer does not have a payment method with the ID ${wanted}. The payment method must be attached to the customer.`,
        { param, code: "resource_missing" },
      );
  }
  return { ...customer.invoice_settings, default_payment_method: wanted };
}

/** Whoever is deleted pays no more. */
async function endSubscriptionsOf(call: Call, customer: string): Promise<void> {
  for (const { id, status } of await findMany(call.db, "subscription", "customer", [customer])) {
    if (status === "canceled" || status === "incomplete_expired") continue;
    const { object } = await lockObject(call.db, "subscription", id);
    await endSubscription(await byClockOf(call, object), object, "cancellation_requested");
  }
}
