import { z } from "zod";
import { id, price, time, typed } from "../../http/schemas.ts";
import { cover } from "../catalog/index.ts";
import { item } from "./items.ts";

const status = z.enum([
  "pending",
  "completed",
  "failed",
  "expired",
  "refunded",
  "partially_refunded",
  "disputed",
  "dispute_lost",
]);

export const refundStatus = z.enum(["pending", "succeeded", "failed"]);

export const newCheckout = z.strictObject({ productId: id });
export const checkout = z
  .object({
    purchaseId: id,
    checkoutUrl: z.string().nullable().describe("The payment page; null when there is nothing to pay"),
    status: z.enum(["pending", "completed"]),
  })
  .meta({ id: "Checkout" });

export const purchase = z
  .object({
    id,
    status,
    item,
    creator: z.object({ handle: z.string(), displayName: z.string() }),
    product: z
      .object({
        id,
        slug: z.string(),
        title: z.string(),
        cover: cover.nullable(),
        creator: z.object({ handle: z.string(), displayName: z.string() }),
      })
      .nullable()
      .describe("More of it when it is a product"),
    price,
    refunded: price,
    refunds: z
      .array(
        z.object({ amount: z.int(), status: z.enum(["pending", "succeeded", "failed"]), createdAt: time }),
      )
      .describe("Oldest first, in the currency of the price"),
    refundDays: z
      .int()
      .nullable()
      .describe("The promise of the moment of ordering; null: decided case by case"),
    buyer: z
      .object({ name: z.string(), email: z.string() })
      .nullable()
      .describe("Null to the creator's people until it is paid"),
    accessEndedAt: time.nullable(),
    accessEndedReason: z.string().nullable().describe("`refunded`, `disputed`, …"),
    failureReason: z.string().nullable(),
    createdAt: time,
    completedAt: time.nullable(),
  })
  .meta({ id: "Purchase" });
export type PurchaseView = z.input<typeof purchase>;

export const refund = z.strictObject({
  amount: z.int().positive().max(99_999_999).optional().describe("Minor units; default: all that is left"),
  keepAccess: z
    .boolean()
    .optional()
    .describe("Default: access ends with a refund of everything, stays with a partial one"),
  reason: typed(500).optional(),
  refundedSoFar: z
    .int()
    .min(0)
    .optional()
    .describe(
      "What had gone back when the caller looked; refused with refund_changed when it is not so any more",
    ),
});

export const ruling = z.strictObject({
  reason: typed(500).min(1).describe("For the creator's records; the buyer is told, without it"),
});

/** Enough of a card to know it by. */
export const savedCard = z
  .object({
    card: z.object({ brand: z.string(), last4: z.string() }).nullable().describe("null: none is kept"),
  })
  .meta({ id: "SavedCard" });
