import { z } from "zod";
import { DENY_REASONS } from "../../access/index.ts";
import { id, listOf, page, time, typed } from "../../http/schemas.ts";
import { product, productCard } from "../catalog/index.ts";
import { purchase } from "../checkout/index.ts";

export const libraryQuery = z.object({
  query: typed(200).optional(),
  creator: typed(30).optional().describe("Handle"),
  state: z.enum(["available", "ended"]).optional().describe("`ended`: closed for whatever reason"),
  ...page,
});
export const boughtPost = z
  .object({
    id,
    title: z.string().describe("Empty where it has none"),
    teaser: z.string().describe("Empty where its page is not there for this reader"),
    creator: z.object({ handle: z.string(), displayName: z.string() }),
    open: z.boolean().describe("Whether its reader may have it now"),
    known: z.boolean().describe("Whether its page is there for this reader, open or locked"),
  })
  .meta({ id: "BoughtPost" });

export const libraryItem = z
  .object({
    kind: z.enum(["product", "post"]),
    product: productCard.nullable().describe("null for a post"),
    post: boughtPost.nullable().describe("null for a product"),
    purchaseId: id,
    status: purchase.shape.status,
    purchasedAt: time,
    accessEndedAt: time.nullable(),
    closedReason: z
      .string()
      .nullable()
      .describe(
        "`refunded`, `disputed`, `revoked`, `product_removed`, `post_removed`, `creator_suspended`; null while open",
      ),
    updatedAt: time
      .nullable()
      .describe("When files came that are newer than the purchase and its last download"),
  })
  .meta({ id: "LibraryItem" });
export const libraryPage = listOf(libraryItem).extend({
  creators: z
    .array(z.object({ handle: z.string(), displayName: z.string() }))
    .describe("Everybody something was bought from, by name"),
  counts: z.object({ available: z.int(), ended: z.int() }).describe("Of the whole library"),
});

const access = z.object({
  allowed: z.boolean(),
  because: z.string().nullable(),
  reason: z.enum(DENY_REASONS).meta({ id: "DenyReason" }).nullable().describe("The code of the refusal"),
});

export const content = z
  .object({
    product,
    purchase: purchase.nullable(),
    access,
    files: z.array(
      z.object({
        id,
        name: z.string(),
        sizeBytes: z.int(),
        contentType: z.string(),
        access,
        sha256: z.string().nullable().describe("Only for those who may download it"),
        view: z
          .enum(["image", "audio", "video"])
          .nullable()
          .describe("What it can be shown as in a page, for those who may have it"),
      }),
    ),
  })
  .meta({ id: "Content" });

export const fileAccess = z
  .object({
    file: z.object({ id, name: z.string() }),
    access,
    product: productCard.nullable().describe("What was bought, or can be, to have it"),
    creator: z.object({ handle: z.string(), displayName: z.string() }),
    purchaseId: id.nullable(),
    endedAt: time.nullable(),
    endedReason: z.string().nullable().describe("`refunded`, `disputed`, …"),
  })
  .meta({ id: "FileAccess" });
