import type { Viewer } from "../../access/viewer.ts";
import type { Deps } from "../../deps.ts";
import { getCreator } from "../creators/index.ts";
import { productCards } from "./product-cards.ts";
import type { ProductCard } from "./schemas.ts";
import { findLayout } from "./storefront-sections.ts";

/** The sections of a storefront with what of them is on sale; those with nothing on sale are left out. */
export async function listSections(
  deps: Pick<Deps, "db" | "pool">,
  viewer: Viewer,
  handle: string,
): Promise<{ items: { title: string; products: ProductCard[] }[] }> {
  const creator = await getCreator(deps, viewer, handle);
  const layout = await findLayout(deps.db, creator.id);
  const cards = await productCards(
    deps,
    layout.flatMap(({ productIds }) => productIds),
  );
  const items = layout.map(({ title, productIds }) => ({
    title,
    products: productIds.map((id) => cards.get(id)!).filter(({ status }) => status === "published"),
  }));
  return { items: items.filter(({ products }) => products.length > 0) };
}
