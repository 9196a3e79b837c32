import { z } from "zod";
import { isSupportedCurrency, MAXIMUM_CHARGE, minimumCharge } from "../../lib/money.ts";

/**
 * A price to sell at: 0 (free), or from what the payment provider can charge in that currency up to 99 999 999 minor units.
 * Whole numbers only; the currency in lower case.
 */
export const sellingPrice = z
  .strictObject({ amount: z.int().min(0).max(MAXIMUM_CHARGE), currency: z.string().max(3) })
  .superRefine(({ amount, currency }, context) => {
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
        message: `must be 0 (free) or at least ${minimum} in the smallest unit of ${currency}`,
      });
    }
  });
