import type { Deps } from "../../deps.ts";
import { CARD_COLUMNS, CARD_JOINS, type CardRow, toProductCard } from "./product-rows.ts";
import type { ProductCard } from "./schemas.ts";

/** Cards by product id, whatever the products' status: who may see them is the caller's to decide. Unknown ids are left out. */
export async function productCards(
  deps: Pick<Deps, "pool">,
  productIds: string[],
): Promise<Map<string, ProductCard>> {
  if (productIds.length === 0) return new Map();
  const { rows } = await deps.pool.query<CardRow>({
    name: "product-cards",
    text: `select ${CARD_COLUMNS} from products p ${CARD_JOINS} where p.id = any($1::uuid[])`,
    values: [productIds],
  });
  return new Map(rows.map((row) => [row.id, toProductCard(row)]));
}
