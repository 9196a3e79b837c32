import { z } from "zod";
import { id, listOf, page, time, typed } from "../../http/schemas.ts";
import { product, productCard } from "../catalog/index.ts";
import { purchase } from "../checkout/index.ts";

export const libraryQuery = z.object({
  query: typed(200).optional(),
  creator: typed(30).optional().describe("Handle"),
  ...page,
});
export const libraryItem = z
  .object({
    product: productCard,
    purchaseId: id,
    status: purchase.shape.status,
    purchasedAt: time,
    accessEndedAt: time.nullable(),
  })
  .meta({ id: "LibraryItem" });
export const libraryPage = listOf(libraryItem);

export const content = z
  .object({
    product,
    purchase: purchase.nullable(),
    access: z.object({ allowed: z.boolean(), because: z.string().nullable(), reason: z.string().nullable() }),
    files: z.array(
      z.object({
        id,
        name: z.string(),
        sizeBytes: z.int(),
        contentType: z.string(),
        sha256: z.string().nullable().describe("Only for those who may download it"),
      }),
    ),
  })
  .meta({ id: "Content" });
