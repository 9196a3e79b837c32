import type Stripe from "stripe";
import { group, required, shapeFor, text } from "../wire/parameters.ts";

/** An address as requests give it. */
export const addressShape = shapeFor<Stripe.AddressParam>()({
  city: text(),
  country: text(2),
  line1: text(),
  line2: text(),
  postal_code: text(),
  state: text(),
});

/** Where goods go, as payment intents and customers take it. */
export const shippingShape = shapeFor<Stripe.PaymentIntentCreateParams.Shipping>()({
  address: required(group(addressShape)),
  carrier: text(),
  name: required(text()),
  phone: text(),
  tracking_number: text(),
});

type GivenAddress = Partial<Record<keyof typeof addressShape, string | undefined>>;

/** The address with every line it could have; lines that were not given are null. */
export function fullAddress(given: GivenAddress): Stripe.Address {
  const { city = null, country = null, line1 = null, line2 = null, postal_code = null, state = null } = given;
  return { city, country, line1, line2, postal_code, state };
}

type GivenShipping = {
  address: GivenAddress;
  carrier?: string | null | undefined;
  name: string;
  phone?: string | null | undefined;
  tracking_number?: string | null | undefined;
};

/** Where goods go, with null for what was not given. */
export function fullShipping({
  address,
  carrier = null,
  name,
  phone = null,
  tracking_number = null,
}: GivenShipping) {
  return { address: fullAddress(address), carrier, name, phone, tracking_number };
}
