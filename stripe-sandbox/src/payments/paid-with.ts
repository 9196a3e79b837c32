import type Stripe from "stripe";
import type { Instrument } from "./instruments.ts";
import { fingerprint } from "./payment-methods.ts";

/** What a charge says of the card or account it was paid with. */
export function paidWith(
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  instrument: Instrument,
): Stripe.Charge.PaymentMethodDetails {
  const common = { fingerprint: fingerprint(instrument), last4: instrument.number.slice(-4) };
  switch (instrument.type) {
    case "card":
      return {
        type: "card",
        card: {
          ...common,
          amount_authorized: intent.amount,
          authorization_code: "123456",
          brand: instrument.brand!,
          checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: "pass" },
          country: instrument.country,
          electronic_commerce_indicator: null,
          exp_month: method.card!.exp_month,
          exp_year: method.card!.exp_year,
          extended_authorization: { status: "disabled" },
          funding: "credit",
          incremental_authorization: { status: "unavailable" },
          installments: null,
          mandate: null,
          multicapture: { status: "unavailable" },
          network: instrument.brand!,
          network_token: { used: false },
          network_transaction_id: null,
          overcapture: { maximum_amount_capturable: intent.amount, status: "unavailable" },
          regulated_status: "unregulated",
          three_d_secure: null,
          transaction_link_id: null,
          wallet: null,
        },
      };
    case "us_bank_account":
      return {
        type: "us_bank_account",
        us_bank_account: {
          ...common,
          account_holder_type: "individual",
          account_type: "checking",
          bank_name: "STRIPE TEST BANK",
          payment_reference: null,
          routing_number: "110000000",
        },
      };
    case "sepa_debit":
      return {
        type: "sepa_debit",
        sepa_debit: {
          ...common,
          bank_code: "19043",
          branch_code: "",
          country: instrument.country,
          mandate: null,
        },
      };
    case "bacs_debit":
      return { type: "bacs_debit", bacs_debit: { ...common, mandate: null, sort_code: "108800" } };
  }
}
