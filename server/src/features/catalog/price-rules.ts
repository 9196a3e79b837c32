import { z } from "zod";
import { isSupportedCurrency, MAXIMUM_CHARGE, minimumCharge } from "../../lib/money.ts";

/**
 * A price to sell at: 0 (free), or from what the payment provider can charge in that currency up to 99 999 999 minor units.
 * Whole numbers only; the currency in lower case.
 */
export const sellingPrice = z
  .strictObject({ amount: z.int().min(0).max(MAXIMUM_CHARGE), currency: z.string().max(3) })
  .superRefine((price, context) => refuseUnchargeable(price, context, "0 (free) or "));

/** The same for what is never free. */
export const paidPrice = z
  .strictObject({ amount: z.int().positive().max(MAXIMUM_CHARGE), currency: z.string().max(3) })
  .superRefine((price, context) => refuseUnchargeable(price, context));

/** Refuses what the payment provider cannot charge; `orElse` names what is allowed beside that. */
export function refuseUnchargeable(
  { amount, currency }: { amount: number; currency: string },
  context: z.RefinementCtx,
  orElse = "",
): void {
  const minimum = minimumCharge(currency);
  if (minimum === null || !isSupportedCurrency(currency)) {
    context.addIssue({
      code: "custom",
      path: ["currency"],
      message: "is not a currency that can be sold in",
    });
  } else if (amount > 0 && amount < minimum) {
    context.addIssue({
      code: "custom",
      path: ["amount"],
      message: `must be ${orElse}at least ${minimum} in the smallest unit of ${currency}`,
    });
  }
}
