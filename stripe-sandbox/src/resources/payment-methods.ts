import type Stripe from "stripe";
import { byClockOf } from "../clocks/clock-of.ts";
import { change } from "../events/change.ts";
import {
  attach,
  createPaymentMethod,
  detach,
  instrumentFor,
  notAttached,
  resolvePaymentMethod,
} from "../payments/payment-methods.ts";
import { getObject, lockObject } from "../store/objects.ts";
import { type Endpoint, get, listing, pagination, post, retrieving } from "../wire/endpoint.ts";
import { missingParameter } from "../wire/errors.ts";
import { listPage } from "../wire/list.ts";
import { choice, email, group, integer, metadata, required, shapeFor, text } from "../wire/parameters.ts";
import { mergeMetadata } from "./metadata.ts";
import { addressShape, fullAddress } from "./shapes.ts";

const billingShape = shapeFor<Stripe.PaymentMethodCreateParams.BillingDetails>()({
  address: group(addressShape),
  email: email(),
  name: text(),
  phone: text(),
});

// `card[token]` and raw numbers are Stripe's own test conveniences; the library declares only the latter.
const cardShape = {
  cvc: text(4),
  exp_month: integer({ min: 1, max: 12 }),
  exp_year: integer(),
  number: text(),
  token: text(),
};

/** https://docs.stripe.com/api/payment_methods */
export const paymentMethods: Endpoint[] = [
  post(
    "/v1/payment_methods",
    {
      bacs_debit: group({ account_number: required(text()), sort_code: required(text()) }),
      billing_details: group(billingShape),
      card: group(cardShape),
      metadata: metadata(),
      sepa_debit: group({ iban: required(text()) }),
      type: required(choice("card", "us_bank_account", "sepa_debit", "bacs_debit")),
      us_bank_account: group({
        account_holder_type: choice("company", "individual"),
        account_number: required(text()),
        account_type: choice("checking", "savings"),
        routing_number: required(text()),
      }),
    },
    async (call, { type, card, billing_details, metadata: given, ...debits }) => {
      const account = {
        card: card?.token ?? card?.number,
        us_bank_account: debits.us_bank_account?.account_number,
        sepa_debit: debits.sepa_debit?.iban,
        bacs_debit: debits.bacs_debit?.account_number,
      }[type];
      if (account === undefined) throw missingParameter(type);
      const { address, ...person } = billing_details ?? {};
      const method = await createPaymentMethod(call, instrumentFor(account.replaceAll(" ", ""), type), {
        billing: { ...person, address: address ? fullAddress(address) : null },
        expiry: card?.exp_month && card.exp_year ? { month: card.exp_month, year: card.exp_year } : undefined,
      });
      return change(call, method, { metadata: mergeMetadata({}, given) });
    },
  ),
  retrieving("payment_method", "/v1/payment_methods/:id"),
  post(
    "/v1/payment_methods/:id/attach",
    { customer: required(text()) },
    async (call, { customer: customerId }, id) => {
      const customer = await getObject(call.db, "customer", customerId, "customer");
      const moment = await byClockOf(call, customer);
      return attach(moment, await resolvePaymentMethod(moment, id), customer.id);
    },
  ),
  post("/v1/payment_methods/:id/detach", {}, async (call, _, id) => {
    const method = await getObject(call.db, "payment_method", id);
    if (method.customer === null) throw notAttached();
    const { object: owner } = await lockObject(call.db, "customer", String(method.customer));
    return detach(await byClockOf(call, owner), owner, id);
  }),
  listing("payment_method", "/v1/payment_methods", { customer: text(), type: text() }),
  get("/v1/customers/:id/payment_methods", { ...pagination, type: text() }, async ({ db }, input, id) => {
    await getObject(db, "customer", id);
    const { type, ...page } = input;
    const url = `/v1/customers/${id}/payment_methods`;
    return listPage(db, "payment_method", {
      ...page,
      url,
      equal: { customer: id, ...(type ? { type } : {}) },
    });
  }),
];
