import type { User } from "../access/index.ts";
import type { Deps } from "../deps.ts";
import { addCover, createProduct, publishProduct, storeCover } from "../features/catalog/index.ts";
import { ingestFile } from "../features/files/index.ts";
import type { DemoProduct } from "./content/index.ts";

type Content = typeof import("./content/index.ts");
type StoredCover = { alt: string; image: Awaited<ReturnType<typeof storeCover>> };
/** Draws the covers of a product, and of the next ones meanwhile. */
export type Prepared = (product: DemoProduct) => Promise<StoredCover[]>;

/** Pictures are worked on beside everything else, for this many products ahead. */
const AHEAD = 8;

export function prepareProducts(deps: Deps, { demoProducts }: Content): Prepared {
  const begun = new Map<string, Promise<StoredCover[]>>();
  const begin = (product: DemoProduct) => {
    if (begun.has(product.key)) return;
    const covers = Promise.all(
      product.covers.map(async ({ alt, draw }) => ({ alt, image: await storeCover(deps, await draw()) })),
    );
    // Whoever waits for it hears of a failure; until then it is nobody's.
    covers.catch(() => undefined);
    begun.set(product.key, covers);
  };
  for (const product of demoProducts.slice(0, AHEAD)) begin(product);
  return (product) => {
    const index = demoProducts.indexOf(product);
    for (const each of demoProducts.slice(index, index + 1 + AHEAD)) begin(each);
    return begun.get(product.key)!;
  };
}

/** A product on sale with its files and covers, made once. */
export async function ensureProduct(
  then: Deps,
  { user, creatorId }: { user: User; creatorId: string },
  product: DemoProduct,
  prepared: Prepared,
): Promise<string> {
  const { title, description, price, tags } = product;
  const known = await then.db
    .selectFrom("products")
    .select("id")
    .where("creator_id", "=", creatorId)
    .where("title", "=", title)
    .where("status", "=", "published")
    .executeTakeFirst();
  if (known) return known.id;
  const covers = prepared(product);
  const category = await then.db
    .selectFrom("categories")
    .select("id")
    .where("slug", "=", product.category)
    .executeTakeFirst();
  const fileIds: string[] = [];
  for (const { name, contentType, make } of product.files) {
    const bytes = await make();
    const file = await ingestFile(then, { creatorId, uploaderId: user.userId, name, contentType, bytes });
    fileIds.push(file.id);
  }
  const draft = await createProduct(then, user, {
    creatorId,
    title,
    description,
    price,
    categoryId: category?.id ?? null,
    tags,
    fileIds,
  });
  for (const { alt, image } of await covers) await addCover(then, user, { productId: draft.id, alt, image });
  await publishProduct(then, user, draft.id);
  return draft.id;
}
