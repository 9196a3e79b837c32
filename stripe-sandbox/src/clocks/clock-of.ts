import { at, type Call } from "../sandbox.ts";
import { getObject } from "../store/objects.ts";
import { StripeError } from "../wire/errors.ts";

/**
 * The call at the time of the test clock that an object goes by; the same call for an object without one. Refused while that
 * clock is being advanced, as by Stripe: nobody could say what comes first.
 */
export async function byClockOf(call: Call, { test_clock }: { test_clock?: unknown }): Promise<Call> {
  if (typeof test_clock !== "string") return call;
  const clock = await getObject(call.db, "test_helpers.test_clock", test_clock);
  if (clock.status === "ready") return at(call, clock.frozen_time);
  throw new StripeError(429, {
    type: "invalid_request_error",
    code: "rate_limit",
    message: `Test clock advancement underway - cannot perform modifications on ${clock.id}'s objects until it is ready.`,
  });
}
