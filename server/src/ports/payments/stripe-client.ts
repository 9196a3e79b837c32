import Stripe from "stripe";
import { CardRefusedError, PaymentProviderError, PaymentUnsureError } from "./port.ts";

/** Asks Stripe; whatever it refuses, and failing to reach it, is a `PaymentProviderError`. */
export type Asking = <T>(work: (stripe: Stripe) => Promise<T>) => Promise<T>;

/** The official library, or the sandbox through it when `apiUrl` is given; opened at the first question. */
export function askingStripe(options: { secretKey: string; apiUrl?: () => string }): Asking {
  let client: Stripe | undefined;
  return async (work) => {
    client ??= openClient(options);
    try {
      return await work(client);
    } catch (error) {
      if (error instanceof Stripe.errors.StripeCardError)
        throw new CardRefusedError(error.message, { cause: error });
      if (
        error instanceof Stripe.errors.StripeConnectionError ||
        error instanceof Stripe.errors.StripeAPIError
      )
        throw new PaymentUnsureError(error.message, { cause: error });
      if (error instanceof Stripe.errors.StripeError)
        throw new PaymentProviderError(error.message, { cause: error });
      throw error;
    }
  };
}

/** Closes an open checkout session; answers it as it is then. */
export async function expired(stripe: Stripe, id: string): Promise<Stripe.Checkout.Session> {
  try {
    return await stripe.checkout.sessions.expire(id);
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
    return stripe.checkout.sessions.retrieve(id);
  }
}

/** Whether it says that there is no such thing, or no more. */
export function isMissing(error: unknown): boolean {
  return error instanceof Stripe.errors.StripeInvalidRequestError && error.code === "resource_missing";
}

function openClient({ secretKey, apiUrl }: { secretKey: string; apiUrl?: () => string }): Stripe {
  const base = { maxNetworkRetries: 2, timeout: 20_000, telemetry: false, appInfo: { name: "Vaulture" } };
  if (!apiUrl) return new Stripe(secretKey, base);
  const { hostname, port, protocol } = new URL(apiUrl());
  const http = protocol === "https:" ? "https" : "http";
  return new Stripe(secretKey, { ...base, host: hostname, port, protocol: http });
}
