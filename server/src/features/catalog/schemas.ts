import { z } from "zod";
import { id, page, price, repeatable, time, typed } from "../../http/schemas.ts";
import { COUNTRIES } from "../../lib/countries.ts";
import { lineField, textField } from "../creators/index.ts";
import { cover } from "./cover.ts";
import { sellingPrice } from "./price-rules.ts";

export { cover };

const status = z.enum(["draft", "published", "unpublished", "archived", "removed"]);
export type ProductStatus = z.output<typeof status>;

/** Tags are compared as written, so they are brought to one form: lower case, single spaces, each once. */
const tags = z
  .array(lineField(30).overwrite((tag) => tag.normalize("NFC").toLowerCase().replace(/\s+/g, " ")))
  .max(10)
  .overwrite((list) => [...new Set(list)]);

/** Files of one product. */
export const MOST_FILES = 200;

const written = {
  title: lineField(120),
  description: textField(20_000).describe("Markdown"),
  price: sellingPrice,
  categoryId: id.nullable(),
  tags,
};
const fields = {
  ...written,
  fileIds: z.array(id).max(MOST_FILES).describe("All files of the product, in order"),
};

export const newProduct = z
  .strictObject({ creatorId: id, ...fields })
  .partial({ description: true, categoryId: true, tags: true, fileIds: true });
export const productChanges = z.strictObject(fields).partial();

export type NewProduct = z.output<typeof newProduct>;
export type ProductChanges = z.output<typeof productChanges>;

const productText = z.strictObject(written).partial();
/** What is written about a product, as far as it is given. */
export type ProductText = z.output<typeof productText>;
const seenRevision = { revision: z.int().min(0).describe("The one that was seen; another answers 409") };
export const productEdits = productText.extend(seenRevision);
export type ProductEdits = z.output<typeof productEdits>;
export const seenEdits = z.strictObject(seenRevision);

export const productCard = z
  .object({
    id,
    slug: z.string(),
    title: z.string(),
    summary: z.string(),
    price,
    cover: cover.nullable(),
    creator: z.object({
      id,
      handle: z.string(),
      displayName: z.string(),
      avatarUrl: z.string().nullable(),
      adult: z.boolean().describe("What they show is for adults"),
    }),
    category: z.object({ id, slug: z.string(), name: z.string() }).nullable(),
    tags: z.array(z.string()),
    fileCount: z.int(),
    publishedAt: time.nullable(),
    status,
  })
  .meta({ id: "ProductCard" });
export type ProductCard = z.input<typeof productCard>;

const countryRule = z
  .object({
    rule: z.enum(["allow", "block"]).describe("Only there, or everywhere but there"),
    codes: z
      .array(z.enum(COUNTRIES as [string, ...string[]]))
      .min(1)
      .max(COUNTRIES.length)
      .overwrite((codes) => [...new Set(codes)].sort())
      .describe("ISO 3166-1 alpha-2"),
  })
  .nullable();
const productLimits = {
  countries: countryRule,
  downloads: z.int().min(1).max(1000).nullable().describe("Of each file with one purchase"),
  devices: z.int().min(1).max(100).nullable().describe("From which one buyer may download, within 30 days"),
};
export const newLimits = z.strictObject(productLimits);
export type NewLimits = z.output<typeof newLimits>;

const removal = z.object({
  at: time,
  reason: z.string(),
  endsAccess: z.boolean().describe("Whether those who bought it lost access too"),
});

export const product = z
  .object({
    ...productCard.shape,
    description: z.string().describe("Markdown"),
    covers: z.array(cover),
    files: z.array(
      z.object({
        id,
        name: z.string(),
        sizeBytes: z.int(),
        contentType: z.string(),
        status: z
          .enum(["uploading", "checking", "failed"])
          .optional()
          .describe("Why nobody can get it yet; not there once it is ready"),
      }),
    ),
    refundDays: z.int().nullable().describe("The creator's promise; null: decided case by case"),
    limits: z
      .object({
        ...productLimits,
        countries: z.object({ rule: z.enum(["allow", "block"]), codes: z.array(z.string()) }).nullable(),
        devicesOf: z
          .enum(["product", "creator"])
          .nullable()
          .describe("Whose limit of devices it is; a creator's counts for all they sell together"),
      })
      .describe("What closes although it was bought; null: no limit"),
    salesCount: z.int().optional().describe("For members of the creator alone"),
    removal: removal.nullish().describe("Why an operator took it down; for members of the creator alone"),
    suspended: z.boolean().optional().describe("Whether the creator is; for its members alone"),
    createdAt: time,
    updatedAt: time,
    viewer: z.object({
      owned: z.boolean(),
      because: z.string().nullable(),
      purchaseId: id.nullable(),
      canEdit: z.boolean(),
      isMember: z.boolean(),
    }),
  })
  .meta({ id: "Product" });
export type Product = z.input<typeof product>;

export const productEditing = z
  .object({
    product,
    revision: z.int().describe("Counts changes of what is written, pending ones too"),
    pending: z
      .object({
        title: z.string(),
        description: z.string(),
        price,
        categoryId: id.nullable(),
        tags: z.array(z.string()),
      })
      .partial()
      .describe("What a product for sale will say once its edits are published; empty for others"),
    pendingSince: time.nullable(),
  })
  .meta({ id: "ProductEditing", description: "A product as its editor sees it" });
export type ProductEditing = z.input<typeof productEditing>;

const slug = z.string().regex(/^[a-z0-9-]{1,80}$/);

export const productParams = z.object({ id });
export const productOrSlugParams = z.object({ idOrSlug: z.string().max(100).describe("Id or slug") });
export const coverParams = z.object({ id, coverId: id });
export const coverQuery = z.object({ alt: z.union([z.literal(""), lineField(300)]).default("") });
export const coverChanges = z.strictObject({ alt: z.union([z.literal(""), lineField(300)]) });
export const coverOrder = z.strictObject({ coverIds: z.array(id).max(50) });

export const relatedProducts = z.object({
  byCreator: z.array(productCard).describe("Other products of its creator, the best sold first"),
  inCategory: z.array(productCard).describe("Other creators' products of its category, the best sold first"),
});
export type RelatedProducts = z.input<typeof relatedProducts>;
export const productQuery = z.object({
  include: z
    .literal("related")
    .optional()
    .describe("What a page shows below the product, in the same answer"),
});
export const shownProduct = z.object({
  ...product.shape,
  related: relatedProducts.optional().describe("Where it was asked for"),
});
export const productFileParams = z.object({ id, fileId: id });
export const addedFiles = z.strictObject({
  fileIds: z.array(id).min(1).max(MOST_FILES),
  inPlaceOf: id
    .optional()
    .describe("A file of the product that leaves it; the first new one takes its place"),
});
export const fileOrder = z.strictObject({ fileIds: z.array(id).max(MOST_FILES) });

export const sorts = ["relevance", "new", "popular", "price_asc", "price_desc"] as const;

/** As the database function `file_kind` says. */
const fileKinds = [
  "archive",
  "audio",
  "book",
  "code",
  "document",
  "font",
  "image",
  "model",
  "other",
  "table",
  "video",
] as const;
const PRICE_RANGE = /^(free|-\d{1,6}(\.\d{1,3})?|\d{1,6}(\.\d{1,3})?-(\d{1,6}(\.\d{1,3})?)?)$/;

const filterFields = {
  query: z
    .string()
    .max(200)
    .overwrite((text) =>
      text
        .toWellFormed()
        .replace(/\p{Cc}/gu, " ")
        .trim(),
    )
    .optional(),
  category: slug.optional().describe("Slug; categories below it are included"),
  adult: z
    .literal("include")
    .optional()
    .describe("Also what creators for adults sell; always so with `creator`"),
  creator: z
    .string()
    .regex(/^[a-z0-9_]{1,30}$/)
    .optional()
    .describe("Handle"),
  tag: repeatable(lineField(30).overwrite((tag) => tag.toLowerCase()))
    .optional()
    .describe("Repeatable; products that have all of them"),
  kind: repeatable(z.enum(fileKinds))
    .optional()
    .describe("Repeatable; products with a file of any of these kinds"),
  price: z
    .string()
    .regex(PRICE_RANGE)
    .optional()
    .describe(
      "`free`, or a range in units of the main currency: `10-25` from 10 to below 25, `-10` paid and below 10, `50-` from 50",
    ),
};
export const facetsQuery = z.object(filterFields);
export type ProductFilters = z.output<typeof facetsQuery>;

export const productsQuery = z.object({
  ...filterFields,
  section: z.literal("none").optional().describe("Only products in no section of their storefront"),
  sort: z.enum(sorts).optional().describe("Default: relevance with a query, else new"),
  ...page,
});
export type ProductsQuery = z.output<typeof productsQuery>;

export const creatorsQuery = z.object({
  query: typed(200)
    .optional()
    .describe("Words of a name or handle; the last may be its beginning. Without any, nobody is found"),
  adult: filterFields.adult,
});
export const foundCreator = z
  .object({
    id,
    handle: z.string(),
    displayName: z.string(),
    avatarUrl: z.string().nullable(),
    bio: z.string().describe("Its beginning"),
  })
  .meta({ id: "FoundCreator" });
export const foundCreators = z.object({ items: z.array(foundCreator) });

export const productPage = z.object({
  items: z.array(productCard),
  nextCursor: z.string().nullable(),
  total: z.int().optional().describe("On the first page, up to 1000"),
});

const count = z.int().nullable().describe("Null where there are too many to count");
export const facets = z
  .object({
    categories: z.array(z.object({ id, slug, name: z.string(), parentId: id.nullable(), count })),
    prices: z.array(
      z.object({
        value: z.string().describe("For the parameter `price`"),
        from: price.nullable(),
        below: price.nullable(),
        count,
      }),
    ),
    kinds: z.array(z.object({ kind: z.enum(fileKinds), count })),
    tags: z.array(z.object({ tag: z.string(), count })),
  })
  .meta({
    id: "Facets",
    description:
      "What a list of products can be narrowed by: each choice with the number of products that it would leave, the other filters kept. A further tag is added to those chosen; category, price and kind take the place of theirs",
  });
export type Facets = z.input<typeof facets>;

export const studioQuery = z.object({ query: typed(200).optional(), status: status.optional(), ...page });
export type StudioQuery = z.output<typeof studioQuery>;
export const studioProduct = z
  .object({
    ...productCard.shape,
    salesCount: z.int(),
    revenue: z.object({ amount: z.int(), currency: z.string() }),
  })
  .meta({ id: "StudioProduct" });
export type StudioProduct = z.input<typeof studioProduct>;

export const category = z
  .object({
    id,
    slug: z.string(),
    name: z.string(),
    parentId: id.nullable(),
    productCount: z.int().describe("Published products here and below"),
  })
  .meta({ id: "Category" });
export type Category = z.input<typeof category>;

const categoryFields = {
  name: lineField(60),
  slug,
  parentId: id.nullable(),
  position: z.int().min(0).max(10_000),
};
export const newCategory = z
  .strictObject(categoryFields)
  .partial({ slug: true, parentId: true, position: true });
export const categoryChanges = z.strictObject(categoryFields).partial();
export type NewCategory = z.output<typeof newCategory>;
export type CategoryChanges = z.output<typeof categoryChanges>;

export const storefrontSection = z
  .object({ title: z.string(), products: z.array(productCard) })
  .meta({ id: "StorefrontSection" });
const sections = z
  .array(z.strictObject({ title: lineField(60), productIds: z.array(id).max(48) }))
  .max(12)
  .describe("In order; a product is in one at most, and those in none come after them");
export const arrangement = z
  .object({ version: z.string().describe("Of the arrangement; changes with it"), sections })
  .meta({ id: "Arrangement" });
export type Arrangement = z.input<typeof arrangement>;
export const newArrangement = z.strictObject({
  seen: z.string().max(40).describe("The version that was seen; another answers 409"),
  sections,
});
export type NewArrangement = z.output<typeof newArrangement>;
