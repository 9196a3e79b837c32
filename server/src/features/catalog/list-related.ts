import type { Deps } from "../../deps.ts";
import { CARD_COLUMNS, CARD_JOINS, type CardRow, toProductCard } from "./product-rows.ts";
import type { Product, RelatedProducts } from "./schemas.ts";

/** What is on sale beside a product: more of its creator, and others of its category; four of each. The same for everybody. */
export async function listRelated(
  deps: Pick<Deps, "pool">,
  { id, creator, category }: Product,
): Promise<RelatedProducts> {
  const { rows } = await deps.pool.query<CardRow & { why: "creator" | "category" }>({
    name: "related-products",
    text: statement,
    values: [id, creator.id, category?.id ?? null],
  });
  return {
    byCreator: rows.filter((row) => row.why === "creator").map(toProductCard),
    inCategory: rows.filter((row) => row.why === "category").map(toProductCard),
  };
}

const onSale = `from products p join creators c on c.id = p.creator_id
  where p.status = 'published' and c.suspended_at is null and p.id <> $1`;
const best = "order by p.sales_count desc, p.id desc limit 4";
const statement = `
  select ${CARD_COLUMNS}, picked.why
  from (
    (select p.id, 'creator' as why ${onSale} and p.creator_id = $2 ${best})
    union all
    (select p.id, 'category' as why ${onSale} and p.category_id = $3 and p.creator_id <> $2
      and (not c.is_adult or (select k.is_adult from creators k where k.id = $2)) ${best})
  ) picked
  join products p on p.id = picked.id ${CARD_JOINS}
  order by p.sales_count desc, p.id desc`;
