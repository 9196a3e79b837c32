import type Stripe from "stripe";
import { change, create } from "../events/change.ts";
import { newId } from "../store/ids.ts";
import { lockObject } from "../store/objects.ts";
import { type Endpoint, listing, post, retrieving } from "../wire/endpoint.ts";
import { invalidRequest } from "../wire/errors.ts";
import {
  choice,
  flag,
  group,
  list,
  metadata,
  required,
  shapeFor,
  text,
  unsettable,
  webAddress,
} from "../wire/parameters.ts";
import { mergeMetadata } from "./metadata.ts";

type Configuration = Stripe.BillingPortal.Configuration;
type Features = Configuration["features"];

const path = "/v1/billing_portal/configurations";
const features = {
  customer_update: group({
    allowed_updates: list(choice("address", "email", "name", "phone", "shipping", "tax_id")),
    enabled: flag(),
  }),
  invoice_history: group({ enabled: required(flag()) }),
  payment_method_update: group({ enabled: flag() }),
  subscription_cancel: group({
    enabled: flag(),
    mode: choice("at_period_end", "immediately"),
    proration_behavior: choice("none", "create_prorations", "always_invoice"),
  }),
  subscription_pause: group({ enabled: flag() }),
  subscription_update: group({ enabled: flag() }),
};
type GivenFeatures = Partial<ReturnType<ReturnType<typeof group<typeof features>>["read"]>>;

const common = shapeFor<
  Stripe.BillingPortal.ConfigurationCreateParams & Stripe.BillingPortal.ConfigurationUpdateParams
>()({
  default_return_url: unsettable(webAddress()),
  metadata: metadata(),
  name: unsettable(text()),
});

/** https://docs.stripe.com/api/customer_portal/configurations: what the hosted page lets customers do. */
export const portalConfigurations: Endpoint[] = [
  post(path, { features: required(group(features)), ...common }, async (call, input) => {
    const configuration: Configuration = {
      id: newId("bpc"),
      object: "billing_portal.configuration",
      active: true,
      application: null,
      business_profile: { headline: null, privacy_policy_url: null, terms_of_service_url: null },
      created: call.now,
      default_return_url: input.default_return_url ?? null,
      features: merged(nothing, input.features),
      is_default: false,
      livemode: false,
      login_page: { enabled: false, url: null },
      metadata: mergeMetadata({}, input.metadata),
      name: input.name ?? null,
      updated: call.now,
    };
    return create(call, configuration, { events: ["billing_portal.configuration.created"] });
  }),
  retrieving("billing_portal.configuration", `${path}/:id`),
  post(`${path}/:id`, { active: flag(), features: group(features), ...common }, async (call, input, id) => {
    const { object: current } = await lockObject(call.db, "billing_portal.configuration", id);
    const { metadata: given, features: wanted = {}, ...fields } = input;
    if (fields.active === false && current.is_default)
      throw invalidRequest("You cannot deactivate the default configuration.", { param: "active" });
    const changed = {
      ...fields,
      features: merged(current.features, wanted),
      metadata: mergeMetadata(current.metadata, given),
      updated: call.now,
    };
    return change(call, current, changed, "billing_portal.configuration.updated");
  }),
  listing("billing_portal.configuration", path, { active: flag(), is_default: flag() }),
];

/** What a configuration allows that names no feature. */
const nothing: Features = {
  customer_update: { allowed_updates: [], enabled: false },
  invoice_history: { enabled: false },
  payment_method_update: { enabled: false, payment_method_configuration: null },
  subscription_cancel: {
    cancellation_reason: { enabled: false, feedback_options: null, options: [] },
    enabled: false,
    mode: "at_period_end",
    proration_behavior: "none",
  },
  subscription_pause: {
    duration: { interval_options: [{ interval: "month", interval_count: 1 }], type: "interval_options" },
    enabled: false,
  },
  subscription_update: {
    billing_cycle_anchor: null,
    default_allowed_updates: [],
    enabled: false,
    proration_behavior: "none",
    schedule_at_period_end: { conditions: [] },
    trial_update_behavior: "end_trial",
  },
};

function merged(current: Features, given: GivenFeatures): Features {
  return {
    customer_update: { ...current.customer_update, ...given.customer_update },
    invoice_history: { ...current.invoice_history, ...given.invoice_history },
    payment_method_update: { ...current.payment_method_update, ...given.payment_method_update },
    subscription_cancel: { ...current.subscription_cancel, ...given.subscription_cancel },
    subscription_pause: { ...current.subscription_pause, ...given.subscription_pause },
    subscription_update: { ...current.subscription_update, ...given.subscription_update },
  };
}
