import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { CardRefusedError, PaymentProviderError, PaymentUnsureError } from "../../ports/payments/port.ts";

/**
 * A provider that does not answer, or refuses, is logged for the operator and becomes a refusal that people can act on. What `charges` is
 * `payment_unsure` where nobody knows whether it was done.
 */
export async function askProvider<T>(
  deps: Pick<Deps, "log">,
  call: () => Promise<T>,
  { charges = false }: { charges?: boolean } = {},
): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof CardRefusedError)
      throw new AppError("card_refused", "Nothing was charged. Choose another card, then try again.");
    if (!(error instanceof PaymentProviderError)) throw error;
    deps.log.error({ err: error }, "the payment provider refused");
    if (charges && error instanceof PaymentUnsureError)
      throw new AppError(
        "payment_unsure",
        "It may have been done. Look again in a minute, before you repeat it.",
      );
    throw new AppError("payment_provider_unavailable", "No money has moved. Try again in a moment.");
  }
}
