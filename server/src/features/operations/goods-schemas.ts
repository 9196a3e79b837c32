import { z } from "zod";
import { id, listOf, page, price, time, typed } from "../../http/schemas.ts";
import { product, productCard } from "../catalog/index.ts";
import { item, purchase } from "../checkout/index.ts";

const status = productCard.shape.status;

export const productsQuery = z.object({
  query: typed(200).optional().describe("Words of a title, a slug, a creator's handle, or an id"),
  status: status.optional(),
  creator: id.optional(),
  ...page,
});
export type ProductsQuery = z.output<typeof productsQuery>;
export const productRow = z
  .object({
    card: productCard,
    salesCount: z.int(),
    createdAt: time,
    creatorSuspendedAt: time.nullable(),
    removedAt: time.nullable(),
  })
  .meta({ id: "OperatorProduct" });
export const productsPage = listOf(productRow);

export const productDetail = z
  .object({
    product: product.omit({ viewer: true, salesCount: true, removal: true }),
    salesCount: z.int(),
    creatorSuspendedAt: time.nullable(),
    removal: z.object({ at: time, reason: z.string(), endsAccess: z.boolean(), from: status }).nullable(),
  })
  .meta({ id: "OperatorProductDetail" });

export const takeDown = z.strictObject({
  reason: typed(500).min(1).describe("Kept in the event trail, and sent to the creator"),
  endsAccess: z.boolean().describe("Whether those who bought it lost access too"),
});

export const purchasesQuery = z.object({
  query: typed(200)
    .optional()
    .describe("A buyer's name or address, a title, an order number, or an id of the payment provider"),
  status: purchase.shape.status.optional().describe("Default: all that were paid"),
  buyer: id.optional(),
  creator: id.optional(),
  item: id.optional().describe("A product, a post or a tier"),
  ...page,
});
export type PurchasesQuery = z.output<typeof purchasesQuery>;

const order = {
  id,
  status: purchase.shape.status,
  buyer: z.object({ id, name: z.string(), email: z.string() }),
  item,
  creator: z.object({ id, handle: z.string() }),
  price,
  fee: price,
  refunded: price,
  accessEndedAt: time.nullable(),
  createdAt: time,
  completedAt: time.nullable(),
};
export const purchaseRow = z.object(order).meta({ id: "OperatorPurchase" });
export const purchasesPage = listOf(purchaseRow);

const movement = { id: z.string(), amount: z.int(), status: z.string(), createdAt: time };
export const purchaseDetail = z
  .object({
    ...order,
    accessEndedReason: z.string().nullable(),
    failureReason: z.string().nullable(),
    provider: z.enum(["none", "stripe"]),
    checkoutSessionId: z.string().nullable(),
    paymentIntentId: z.string().nullable(),
    refunds: z.array(
      z.object({ ...movement, endsAccess: z.boolean().nullable(), reason: z.string().nullable() }),
    ),
    disputes: z.array(z.object(movement)),
    ledger: z.array(
      z.object({ kind: z.string(), account: z.string(), amount: z.int(), currency: z.string(), at: time }),
    ),
    downloads: z.array(
      z.object({
        id,
        fileName: z.string().nullable(),
        createdAt: time,
        bytesSent: z.int(),
        requestCount: z.int(),
        network: z.string().nullable(),
        device: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: "OperatorPurchaseDetail" });
