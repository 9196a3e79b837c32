import { billingDifferences } from "./openapi-billing-differences.ts";

/** One way in which Stripe's API has moved since the OpenAPI document of 2024-04-10. */
export type Difference = {
  /** A component, or an operation with the names of the parameters that lead into it. */
  schema: string;
  /** What changed, with the release of the `stripe` library whose changelog says so. */
  why: string;
  /** Properties that are new, or mean something else now. */
  now?: Record<string, object>;
  /** The whole of it is new; an object then has all these properties. */
  isNew?: true;
  /** Properties that are not there any more. */
  gone?: string[];
};

const text = { type: "string" };
const perhapsText = { type: "string", nullable: true };
const texts = { type: "array", items: text };
const perhapsObject = { type: "object", nullable: true };
const metadata = { type: "object", additionalProperties: text };
const reference = (...names: string[]) => ({
  nullable: true,
  anyOf: [text, ...names.map((name) => ({ $ref: `#/components/schemas/${name}` }))],
});

/** Only what the sandbox shows or accepts; Stripe has changed much more elsewhere. */
export const differences: Difference[] = [
  ...billingDifferences,
  {
    schema: "balance_transaction",
    why: "18.2.0: the balance a movement belongs to",
    now: { balance_type: text },
  },
  { schema: "billing_details", why: "18.1.0: the payer's tax number", now: { tax_id: perhapsText } },
  {
    schema: "charge",
    why: "declared by the library, absent from the document",
    now: { source: perhapsObject },
  },
  {
    schema: "charge_outcome",
    why: "17.5.0 and 17.6.0: advice on whether to try a declined card again",
    now: { advice_code: perhapsText, network_advice_code: perhapsText, network_decline_code: perhapsText },
  },
  {
    schema: "checkout.session",
    why: "17.4.0 to 23.0.0: features of the hosted page, all of them off or empty here",
    now: {
      adaptive_pricing: perhapsObject,
      allowed_payment_method_types: { ...texts, nullable: true },
      collected_information: perhapsObject,
      discounts: { type: "array", nullable: true, items: { type: "object" } },
      integration_identifier: perhapsText,
      managed_payments: perhapsObject,
      origin_context: perhapsText,
      permissions: perhapsObject,
      wallet_options: perhapsObject,
    },
  },
  {
    schema: "checkout.session",
    why: "21.0.0: `hosted` is called `hosted_page`",
    now: {
      ui_mode: { type: "string", nullable: true, enum: ["elements", "embedded_page", "form", "hosted_page"] },
    },
  },
  {
    schema: "checkout.session",
    why: "20.1.0: accounts may act as customers",
    now: { customer_account: perhapsText },
  },
  {
    schema: "customer",
    why: "20.1.0: accounts may act as customers",
    now: { customer_account: perhapsText },
  },
  {
    schema: "dispute",
    why: "17.3.0 and 23.1.0: card network programmes and Smart Disputes, both unused here",
    now: { enhanced_eligibility_types: texts, intended_submission_method: perhapsText },
  },
  {
    schema: "dispute_evidence",
    why: "17.3.0: evidence for card network programmes",
    now: { enhanced_evidence: { type: "object" } },
  },
  {
    schema: "dispute_evidence_details",
    why: "17.3.0 and 23.1.0: as above",
    now: { enhanced_eligibility: { type: "object" }, submission_method: text },
  },
  {
    schema: "dispute_payment_method_details_card",
    why: "16.5.0 and 22.4.0: inquiry or chargeback, and over which network",
    now: {
      case_type: { type: "string", enum: ["block", "chargeback", "compliance", "inquiry", "resolution"] },
      network: text,
    },
  },
  {
    schema: "item",
    why: "20.1.0 and 20.3.0: line items carry metadata and adjustable quantities",
    now: { adjustable_quantity: perhapsObject, metadata: { ...metadata, nullable: true } },
  },
  {
    schema: "payment_intent",
    why: "18.5.0 to 23.0.0: choice of methods, managed payments, payment records",
    now: {
      allowed_payment_method_types: { ...texts, nullable: true },
      excluded_payment_method_types: { ...texts, nullable: true },
      managed_payments: perhapsObject,
      payment_record: perhapsText,
    },
  },
  {
    schema: "payment_intent",
    why: "20.1.0: accounts may act as customers",
    now: { customer_account: perhapsText },
  },
  {
    schema: "payment_intent",
    why: "declared by the library, absent from the document",
    now: { source: perhapsObject },
  },
  {
    schema: "payment_method",
    why: "20.1.0: accounts may act as customers",
    now: { customer_account: perhapsText },
  },
  {
    schema: "payment_method_card",
    why: "17.5.0: US interchange regulation",
    now: { regulated_status: perhapsText },
  },
  {
    schema: "payment_method_details_card",
    why: "16.8.0 to 23.0.0: what the card network said",
    now: {
      authorization_code: perhapsText,
      electronic_commerce_indicator: perhapsText,
      network_transaction_id: perhapsText,
      regulated_status: perhapsText,
      transaction_link_id: perhapsText,
    },
  },
  {
    schema: "payment_pages_checkout_session_automatic_tax",
    why: "18.1.0: who computes the tax",
    now: { provider: perhapsText },
  },
  {
    schema: "payment_pages_checkout_session_customer_details",
    why: "19.0.0: names of businesses and persons are told apart",
    now: { business_name: perhapsText, individual_name: perhapsText },
  },
  {
    schema: "product",
    why: "23.0.0 for tax_details; type is declared by the library, absent from the document",
    now: { tax_details: perhapsObject, type: { type: "string", enum: ["good", "service"] } },
  },
  {
    schema: "recurring",
    why: "declared by the library, absent from the document",
    now: { trial_period_days: { type: "integer", nullable: true } },
  },
  {
    schema: "refund",
    why: "22.4.0: who gets the money back, and by what means",
    now: {
      customer: reference("customer", "deleted_customer"),
      customer_account: perhapsText,
      payment_method: reference("payment_method"),
    },
  },
  {
    schema: "POST /v1/checkout/sessions",
    why: "23.0.0: payment_method_types gave way to allowed_payment_method_types; 21.0.0: `hosted` is called `hosted_page`",
    now: {
      allowed_payment_method_types: texts,
      ui_mode: { type: "string", enum: ["elements", "embedded_page", "form", "hosted_page"] },
    },
    gone: ["payment_method_types"],
  },
  {
    schema: "POST /v1/checkout/sessions line_items",
    why: "20.1.0: line items carry metadata",
    now: { metadata },
  },
  {
    schema: "POST /v1/payment_intents",
    why: "23.0.0: payment_method_types gave way to allowed_payment_method_types",
    now: { allowed_payment_method_types: texts },
    gone: ["payment_method_types"],
  },
];
