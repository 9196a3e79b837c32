import { createHash } from "node:crypto";
import type Stripe from "stripe";
import { change } from "../events/change.ts";
import { emit } from "../events/emit.ts";
import type { Call } from "../sandbox.ts";
import { newId } from "../store/ids.ts";
import { insertObject, lockObject, saveInternal, saveObject } from "../store/objects.ts";
import { cardError, invalidRequest, resourceMissing } from "../wire/errors.ts";
import { type Instrument, instrumentNamed } from "./instruments.ts";

/** A stored payment method, and how it behaves. */
export type Means = { method: Stripe.PaymentMethod; instrument: Instrument; setUp?: boolean };

export type Expiry = { month: number; year: number };
/** What is known of the payer; undefined and absent mean unknown. */
export type BillingDetails = {
  [K in keyof Stripe.PaymentMethod.BillingDetails]?: Stripe.PaymentMethod.BillingDetails[K] | undefined;
};

/** Stores a payment method that behaves like the instrument. */
export async function createPaymentMethod(
  call: Call,
  instrument: Instrument,
  {
    expiry,
    billing = {},
    customer = null,
  }: { expiry?: Expiry | undefined; billing?: BillingDetails | undefined; customer?: string | null },
): Promise<Stripe.PaymentMethod> {
  const method = {
    id: newId("pm"),
    object: "payment_method",
    allow_redisplay: "unspecified",
    billing_details: {
      address: billing.address ?? null,
      email: billing.email ?? null,
      name: billing.name ?? null,
      phone: billing.phone ?? null,
      tax_id: null,
    },
    created: call.now,
    customer,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: instrument.type,
    ...typeDetails(instrument, expiry ?? { month: 12, year: new Date(call.now * 1000).getUTCFullYear() + 3 }),
  } satisfies Stripe.PaymentMethod;
  await insertObject<"payment_method">(call.db, method, { instrument: instrument.names[0] });
  return method;
}

/**
 * The payment method a request names, held for the rest of the transaction: a stored one, or one of the
 * ready-made ones such as `pm_card_visa`, of which a new copy is stored.
 */
export async function resolvePaymentMethod(call: Call, id: string, param = "payment_method"): Promise<Means> {
  const readyMade = instrumentNamed(id.replace(/^pm_(card_)?/, ""));
  if (readyMade && id.startsWith("pm_"))
    return { method: await createPaymentMethod(call, readyMade, {}), instrument: readyMade };
  const { object, internal } = await lockObject(call.db, "payment_method", id, param);
  const instrument = instrumentNamed(internal.instrument);
  if (!instrument) throw resourceMissing("payment_method", id, param);
  return { method: object, instrument, setUp: internal.setUp ?? false };
}

/** Its owner has agreed to payments without them. */
export async function rememberSetUp(call: Call, id: string): Promise<void> {
  const { internal } = await lockObject(call.db, "payment_method", id);
  await saveInternal<"payment_method">(call.db, id, { ...internal, setUp: true });
}

/** Keeps a payment method for a customer. Refuses one that is another's, and cards that no bank would vouch for. */
export async function attach(
  call: Call,
  { method, instrument }: Means,
  customer: string,
): Promise<Stripe.PaymentMethod> {
  if (method.customer === customer) return method;
  if (method.customer !== null)
    throw invalidRequest("The payment method you provided has already been attached to a customer.", {
      param: "payment_method",
    });
  if (instrument.declines && !instrument.attaches) {
    const { code, decline_code, message } = instrument.declines;
    throw cardError({ code, message, ...(decline_code ? { decline_code } : {}) });
  }
  return change(call, { ...method, object: "payment_method" }, { customer }, "payment_method.attached");
}

/** Forgets whose it is; nobody's default any more, either. The caller has locked the owner: customers go before their cards. */
export async function detach(call: Call, owner: Stripe.Customer, id: string): Promise<Stripe.PaymentMethod> {
  const { object: method } = await lockObject(call.db, "payment_method", id);
  if (method.customer !== owner.id) throw notAttached();
  if (owner.invoice_settings.default_payment_method === id) {
    const invoice_settings = { ...owner.invoice_settings, default_payment_method: null };
    await change(call, { ...owner, object: "customer" }, { invoice_settings }, "customer.updated");
  }
  const detached = { ...method, object: "payment_method" as const, customer: null };
  await saveObject<"payment_method">(call.db, detached);
  await emit<"payment_method">(call, "payment_method.detached", detached, { customer: owner.id });
  return detached;
}

/** Stripe's refusal to detach what belongs to nobody. */
export function notAttached() {
  return invalidRequest(
    "The payment method you provided is not attached to a customer so detachment is impossible.",
  );
}

/** The instrument behind a token or a raw number in `payment_method_data`-like parameters; refuses others. */
export function instrumentFor(name: string, param: string): Instrument {
  const instrument = instrumentNamed(name.replace(/^tok_/, ""));
  if (!instrument)
    throw invalidRequest(`No such test card, token or account: '${name}'`, {
      code: "resource_missing",
      param,
    });
  return instrument;
}

/** A stable stand-in for the fingerprint by which Stripe recognises the same card. */
export function fingerprint(instrument: Instrument): string {
  return createHash("sha256")
    .update(instrument.number)
    .digest("base64url")
    .replaceAll(/[-_]/g, "x")
    .slice(0, 16);
}

function typeDetails(instrument: Instrument, expiry: Expiry): Partial<Stripe.PaymentMethod> {
  const last4 = instrument.number.slice(-4);
  switch (instrument.type) {
    case "card":
      return {
        card: {
          brand: instrument.brand!,
          checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: "pass" },
          country: instrument.country,
          display_brand: instrument.brand!,
          exp_month: expiry.month,
          exp_year: expiry.year,
          fingerprint: fingerprint(instrument),
          funding: "credit",
          generated_from: null,
          last4,
          networks: { available: [instrument.brand!], preferred: null },
          regulated_status: "unregulated",
          three_d_secure_usage: { supported: true },
          wallet: null,
        },
      };
    case "us_bank_account":
      return {
        us_bank_account: {
          account_holder_type: "individual",
          account_type: "checking",
          bank_name: "STRIPE TEST BANK",
          financial_connections_account: null,
          fingerprint: fingerprint(instrument),
          last4,
          networks: { preferred: "ach", supported: ["ach"] },
          routing_number: "110000000",
          status_details: {},
        },
      };
    case "sepa_debit":
      return {
        sepa_debit: {
          bank_code: "19043",
          branch_code: "",
          country: instrument.country,
          fingerprint: fingerprint(instrument),
          generated_from: { charge: null, setup_attempt: null },
          last4,
        },
      };
    case "bacs_debit":
      return { bacs_debit: { fingerprint: fingerprint(instrument), last4, sort_code: "108800" } };
  }
}
