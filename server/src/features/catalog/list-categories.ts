import { sql } from "kysely";
import type { Deps } from "../../deps.ts";
import type { Category } from "./schemas.ts";

type Row = { id: string; slug: string; name: string; parent_id: string | null; product_count: number };

/** The whole tree as a flat list in the operators' order, with the number of products on sale in each branch. */
export async function listCategories(deps: Pick<Deps, "db">): Promise<Category[]> {
  const { rows } = await sql<Row>`
    with recursive above as (
      select id, id as branch from categories
      union
      select above.id, g.parent_id from above join categories g on g.id = above.branch where g.parent_id is not null
    ), counted as (
      select p.category_id, count(*) as products from products p join creators c on c.id = p.creator_id
      where p.status = 'published' and c.suspended_at is null and p.category_id is not null group by 1
    )
    select g.id, g.slug, g.name, g.parent_id, coalesce(sum(counted.products), 0)::bigint as product_count
    from categories g
    left join above on above.branch = g.id
    left join counted on counted.category_id = above.id
    group by g.id order by g.position, g.name, g.id`.execute(deps.db);
  return rows.map(({ parent_id, product_count, ...row }) => ({
    ...row,
    parentId: parent_id,
    productCount: product_count,
  }));
}
