import type Stripe from "stripe";
import { change, create } from "../events/change.ts";
import type { Call } from "../sandbox.ts";
import { newId, randomLetters } from "../store/ids.ts";
import type { IntentOrigin } from "../store/types.ts";
import { authenticationAddress } from "./authentication-address.ts";
import { attach, type Means, rememberSetUp } from "./payment-methods.ts";

export type SetupAttempt =
  | { result: "succeeded"; setup: Stripe.SetupIntent }
  | { result: "requires_action"; setup: Stripe.SetupIntent; url: string }
  | { result: "declined"; setup: Stripe.SetupIntent; error: Stripe.SetupIntent.LastSetupError };

/** Stores a new intent to keep a payment method without charging it, and announces it. */
export function createSetupIntent(
  call: Call,
  fields: Pick<Stripe.SetupIntent, "customer" | "metadata" | "payment_method_types"> &
    Partial<Stripe.SetupIntent>,
  origin: IntentOrigin,
): Promise<Stripe.SetupIntent> {
  const id = newId("seti");
  const setup = {
    id,
    object: "setup_intent",
    allowed_payment_method_types: null,
    application: null,
    automatic_payment_methods: null,
    cancellation_reason: null,
    client_secret: `${id}_secret_${randomLetters(25)}`,
    created: call.now,
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    managed_payments: null,
    mandate: null,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    single_use_mandate: null,
    status: "requires_payment_method",
    usage: "off_session",
    ...fields,
  } satisfies Stripe.SetupIntent;
  return create(call, setup, { internal: origin, events: ["setup_intent.created"] });
}

/**
 * Tries to keep a payment method for the intent's customer. Banks that authenticate are asked first; cards that no bank would
 * vouch for are refused; such that will only decline later are kept.
 */
export async function attemptSetup(
  call: Call,
  known: Stripe.SetupIntent,
  means: Means,
  { authenticated = false } = {},
): Promise<SetupAttempt> {
  const { method, instrument } = means;
  const setup = {
    ...known,
    object: "setup_intent" as const,
    payment_method: method.id,
    last_setup_error: null,
  };
  if (instrument.authenticates && !authenticated) {
    const url = authenticationAddress(call.sandbox, setup);
    const fields: Partial<Stripe.SetupIntent> = {
      next_action: { type: "redirect_to_url", redirect_to_url: { return_url: null, url } },
      status: "requires_action",
    };
    return {
      result: "requires_action",
      setup: await change(call, setup, fields, "setup_intent.requires_action"),
      url,
    };
  }
  if (instrument.declines && !instrument.attaches)
    return failSetup(call, setup, { ...instrument.declines, payment_method: method, type: "card_error" });
  await rememberSetUp(call, method.id);
  const kept = setup.customer ? await attach(call, means, String(setup.customer)) : method;
  const fields: Partial<Stripe.SetupIntent> = {
    next_action: null,
    payment_method: kept.id,
    status: "succeeded",
  };
  return { result: "succeeded", setup: await change(call, setup, fields, "setup_intent.succeeded") };
}

/** The intent waits for another payment method. */
export async function failSetup(
  call: Call,
  setup: Stripe.SetupIntent,
  error: Stripe.SetupIntent.LastSetupError,
): Promise<SetupAttempt> {
  const fields: Partial<Stripe.SetupIntent> = {
    last_setup_error: error,
    next_action: null,
    payment_method: null,
    status: "requires_payment_method",
  };
  const failed = await change(
    call,
    { ...setup, object: "setup_intent" },
    fields,
    "setup_intent.setup_failed",
  );
  return { result: "declined", setup: failed, error };
}
