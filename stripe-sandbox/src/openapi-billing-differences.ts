import type { Difference } from "./openapi-differences.ts";

const text = { type: "string" };
const perhapsText = { type: "string", nullable: true };
const number = { type: "integer" };
const perhapsNumber = { type: "integer", nullable: true };
const flag = { type: "boolean" };
const object = { type: "object" };
const perhapsObject = { type: "object", nullable: true };
const objects = { type: "array", items: { type: "object" } };
const enabledOnly = { type: "object", properties: { enabled: flag } };
const component = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const duration = {
  type: "object",
  properties: {
    interval: { type: "string", enum: ["day", "month", "week", "year"] },
    interval_count: number,
  },
  required: ["interval"],
};

/** What has moved about subscriptions, invoices and saved cards. */
export const billingDifferences: Difference[] = [
  { schema: "billing_portal.configuration", why: "19.1.0: a name", now: { name: perhapsText } },
  {
    schema: "portal_features",
    why: "declared by the library, absent from the document",
    now: { subscription_pause: object },
  },
  {
    schema: "portal_payment_method_update",
    why: "19.1.0: which methods are offered",
    now: { payment_method_configuration: perhapsText },
  },
  {
    schema: "portal_subscription_cancellation_reason",
    why: "22.6.0: the account's own answers to why",
    now: { feedback_options: { ...objects, nullable: true } },
  },
  {
    schema: "portal_subscription_update",
    why: "17.2.0 to 19.1.0: when a change begins, and what becomes of a trial",
    now: { billing_cycle_anchor: perhapsText, schedule_at_period_end: object, trial_update_behavior: text },
  },
  {
    schema: "POST /v1/billing_portal/configurations",
    why: "17.1.0 and 19.1.0: business_profile may be left out, and there is a name",
    now: { business_profile: object, name: text },
    gone: ["business_profile"],
  },
  {
    schema: "POST /v1/billing_portal/configurations features",
    why: "declared by the library, absent from the document",
    now: { subscription_pause: enabledOnly },
  },
  {
    schema: "POST /v1/billing_portal/configurations/{configuration} features",
    why: "declared by the library, absent from the document",
    now: { subscription_pause: enabledOnly },
  },
  {
    schema: "billing_portal.session",
    why: "20.1.0: accounts may act as customers",
    now: { customer_account: perhapsText },
  },
  {
    schema: "payment_pages_checkout_session_saved_payment_method_options",
    why: "15.9.0: whether buyers may remove a saved card from the page",
    now: { payment_method_remove: perhapsText },
  },
  {
    schema: "setup_intent",
    why: "18.5.0 to 23.0.0: choice of methods and managed payments; 20.1.0: accounts may act as customers",
    now: {
      allowed_payment_method_types: { type: "array", nullable: true, items: text },
      customer_account: perhapsText,
      excluded_payment_method_types: { type: "array", nullable: true, items: text },
      managed_payments: perhapsObject,
    },
  },
  {
    schema: "subscription",
    why: "18.0.0: each item has a period of its own, and discounts are a list",
    gone: ["current_period_end", "current_period_start", "discount"],
  },
  {
    schema: "subscription",
    why: "16.0.0 to 22.2.0: billing mode, billing schedules, managed payments, the issuer of invoices",
    now: {
      billing_mode: object,
      billing_schedules: objects,
      customer_account: perhapsText,
      invoice_settings: object,
      managed_payments: perhapsObject,
    },
  },
  {
    schema: "subscription_automatic_tax",
    why: "17.5.0: why tax is not computed",
    now: { disabled_reason: perhapsText },
  },
  {
    schema: "cancellation_details",
    why: "22.6.0: the account's own answers to why",
    now: { feedback_option: perhapsText },
  },
  {
    schema: "subscriptions_trials_resource_end_behavior",
    why: "23.0.0: how a trial's end moves the cycle",
    now: { billing_cycle_anchor: perhapsText },
  },
  {
    schema: "subscription_item",
    why: "18.0.0 and 23.0.0: the period moved here; plan is declared by the library, absent from the document",
    now: {
      current_period_end: number,
      current_period_start: number,
      current_trial: perhapsObject,
      plan: component("plan"),
    },
  },
  {
    schema: "subscription_schedule",
    why: "18.3.0 to 23.1.0: as with subscriptions; pauses of schedules, unused here",
    now: { billing_mode: object, customer_account: perhapsText, pause_schedules: objects },
  },
  {
    schema: "subscription_schedules_resource_default_settings_automatic_tax",
    why: "17.5.0: why tax is not computed",
    now: { disabled_reason: perhapsText },
  },
  {
    schema: "invoice_setting_subscription_schedule_setting",
    why: "23.0.0: texts of the invoices to come",
    now: { custom_fields: { ...objects, nullable: true }, description: perhapsText, footer: perhapsText },
  },
  {
    schema: "subscription_schedule_configuration_item",
    why: "declared by the library, absent from the document",
    now: { plan: text },
  },
  {
    schema: "POST /v1/subscriptions/{subscription_exposed_id}",
    why: "23.0.0: what becomes of the cycle's anchor is an object with a type",
    now: {
      billing_cycle_anchor: {
        type: "object",
        properties: { type: { type: "string", enum: ["now", "unchanged"] } },
        required: ["type"],
      },
    },
  },
  {
    schema: "POST /v1/subscription_schedules/{schedule} phases",
    why: "18.4.0 and 19.0.0: duration took the place of iterations",
    now: { duration },
    gone: ["iterations"],
  },
  {
    schema: "test_helpers.test_clock",
    why: "16.10.0: where an advancing clock is heading",
    now: { status_details: object },
  },
  {
    schema: "automatic_tax",
    why: "17.5.0 and 18.1.0: why tax is not computed, and by whom it is",
    now: { disabled_reason: perhapsText, provider: perhapsText },
  },
  {
    schema: "invoice",
    why: "18.0.0: what it came from stands in parent, what paid it in payments, and taxes have one shape",
    now: {
      amount_overpaid: number,
      confirmation_secret: perhapsObject,
      parent: perhapsObject,
      payments: {
        type: "object",
        properties: {
          data: { type: "array", items: component("invoice_payment") },
          has_more: flag,
          object: { type: "string", enum: ["list"] },
          url: text,
        },
        required: ["data", "has_more", "object", "url"],
      },
      total_pretax_credit_amounts: { ...objects, nullable: true },
      total_taxes: { ...objects, nullable: true },
    },
    gone: [
      "application_fee_amount",
      "charge",
      "discount",
      "paid",
      "paid_out_of_band",
      "payment_intent",
      "quote",
      "subscription",
      "subscription_details",
      "subscription_proration_date",
      "tax",
      "total_tax_amounts",
      "transfer_data",
    ],
  },
  {
    schema: "invoice",
    why: "16.11.0: when a draft is asked for; 20.1.0: accounts may act as customers",
    now: { automatically_finalizes_at: perhapsNumber, customer_account: perhapsText },
  },
  {
    schema: "line_item",
    why: "18.0.0: parent and pricing took the place of single fields; 21.0.0: quantities with fractions",
    now: {
      parent: perhapsObject,
      pretax_credit_amounts: { ...objects, nullable: true },
      pricing: perhapsObject,
      quantity_decimal: perhapsText,
      subtotal: number,
      taxes: { ...objects, nullable: true },
    },
    gone: [
      "amount_excluding_tax",
      "invoice_item",
      "price",
      "proration",
      "proration_details",
      "subscription_item",
      "tax_amounts",
      "tax_rates",
      "type",
      "unit_amount_excluding_tax",
    ],
  },
  {
    schema: "invoiceitem",
    why: "18.0.0, 19.0.0 and 21.0.0: as with lines",
    now: {
      customer_account: perhapsText,
      net_amount: number,
      parent: perhapsObject,
      pricing: perhapsObject,
      proration_details: object,
      quantity_decimal: text,
    },
    gone: ["price", "subscription", "subscription_item", "unit_amount", "unit_amount_decimal"],
  },
  {
    schema: "invoice_payment",
    why: "18.0.0: new, because several payments may pay one invoice",
    isNew: true,
    now: {
      id: text,
      object: { type: "string", enum: ["invoice_payment"] },
      amount_paid: perhapsNumber,
      amount_requested: number,
      created: number,
      currency: text,
      invoice: { anyOf: [text, component("invoice")] },
      is_default: flag,
      livemode: flag,
      payment: object,
      status: text,
      status_transitions: object,
    },
  },
  {
    schema: "GET /v1/invoice_payments",
    why: "18.0.0: new",
    isNew: true,
    now: {
      ending_before: text,
      invoice: text,
      limit: number,
      payment: object,
      starting_after: text,
      status: text,
    },
  },
  { schema: "GET /v1/invoice_payments/{invoice_payment}", why: "18.0.0: new", isNew: true, now: {} },
];
