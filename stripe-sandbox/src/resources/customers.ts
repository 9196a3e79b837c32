import type Stripe from "stripe";
import { change, create } from "../events/change.ts";
import { emit } from "../events/emit.ts";
import { newId, randomLetters } from "../store/ids.ts";
import { getEvenDeleted, lockObject, replaceByTombstone } from "../store/objects.ts";
import { type Endpoint, get, listing, post, remove } from "../wire/endpoint.ts";
import {
  email,
  group,
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

const shape = shapeFor<Stripe.CustomerCreateParams & Stripe.CustomerUpdateParams>()({
  address: unsettable(group(addressShape)),
  description: unsettable(text()),
  email: unsettable(email()),
  metadata: metadata(),
  name: unsettable(text(256)),
  phone: unsettable(text(20)),
  preferred_locales: list(text()),
  shipping: unsettable(
    group({ address: required(group(addressShape)), name: required(text()), phone: text() }),
  ),
});

/** https://docs.stripe.com/api/customers */
export const customers: Endpoint[] = [
  post("/v1/customers", shape, (call, { address, shipping, metadata: given, ...input }) => {
    const customer: Stripe.Customer = {
      id: newId("cus", 14),
      object: "customer",
      address: address ? fullAddress(address) : null,
      balance: 0,
      created: call.now,
      currency: null,
      customer_account: null,
      default_source: null,
      delinquent: false,
      description: input.description ?? null,
      discount: null,
      email: input.email ?? null,
      invoice_prefix: randomLetters(8).toUpperCase(),
      invoice_settings: {
        custom_fields: null,
        default_payment_method: null,
        footer: null,
        rendering_options: null,
      },
      livemode: false,
      metadata: mergeMetadata({}, given),
      name: input.name ?? null,
      next_invoice_sequence: 1,
      phone: input.phone ?? null,
      preferred_locales: input.preferred_locales ?? [],
      shipping: shipping ? fullShipping(shipping) : null,
      tax_exempt: "none",
      test_clock: null,
    };
    return create(call, customer, { events: ["customer.created"] });
  }),
  get("/v1/customers/:id", {}, ({ db }, _, id) => getEvenDeleted(db, "customer", id)),
  post("/v1/customers/:id", shape, async (call, { address, shipping, metadata: given, ...input }, id) => {
    const { object: customer } = await lockObject(call.db, "customer", id);
    const fields: Partial<Stripe.Customer> = { ...input, metadata: mergeMetadata(customer.metadata, given) };
    if (address !== undefined) fields.address = address && fullAddress(address);
    if (shipping !== undefined) fields.shipping = shipping && fullShipping(shipping);
    return change(call, customer, fields, "customer.updated");
  }),
  remove("/v1/customers/:id", async (call, id) => {
    const { object: customer } = await lockObject(call.db, "customer", id);
    await emit(call, "customer.deleted", customer);
    return replaceByTombstone(call.db, "customer", id);
  }),
  listing("customer", "/v1/customers", { created: moments(), email: text() }),
];
