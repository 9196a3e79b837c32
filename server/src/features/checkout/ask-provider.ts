import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { CardRefusedError, PaymentProviderError } from "../../ports/payments/port.ts";

/**
 * A provider that does not answer, or refuses, is logged for the operator and becomes a refusal that people can act on. `unsure`: what to
 * say where money may have moved nevertheless.
 */
export async function askProvider<T>(
  deps: Pick<Deps, "log">,
  call: () => Promise<T>,
  unsure = "No money has moved. Try again in a moment.",
): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof CardRefusedError)
      throw new AppError("card_refused", "Nothing was charged. Choose another card, then try again.");
    if (!(error instanceof PaymentProviderError)) throw error;
    deps.log.error({ err: error }, "the payment provider refused");
    throw new AppError("payment_provider_unavailable", unsure);
  }
}
