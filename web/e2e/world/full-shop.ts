import { randomBytes } from "node:crypto";
import { sql } from "../../../acceptance/world/database.ts";
import { openShop, type Shop, sell } from "../../../acceptance/world/shop.ts";

/** A word that everything in this shop has in its title, and a tag that all of it carries. */
export type FullShop = { shop: Shop; stamp: string; count: number };

/**
 * A shop with one genuine product and 60 rows beside it: too many for one page. Of the rows, `n % 3` makes fonts, audio or documents, and
 * `n % 2` makes them $5 or $20. They have no files; nobody buys them.
 */
export async function openFullShop(): Promise<FullShop> {
  const shop = await openShop();
  const stamp = `full${randomBytes(4).toString("hex")}`;
  const genuine = await sell(shop, { title: `${stamp} genuine`, amount: 3000 });
  await sql("update products set tags = array[$2], file_kinds = '{video}' where id = $1", [
    genuine.productId,
    stamp,
  ]);
  await sql(
    `insert into products (id, creator_id, slug, title, price_amount, price_currency, tags, file_kinds, status, published_at,
       created_at, updated_at)
     select gen_random_uuid(), $1, $2 || '-' || n, $2 || ' number ' || n, case n % 2 when 0 then 500 else 2000 end, 'usd',
       array[$2], array[(array['font', 'audio', 'document'])[1 + n % 3]], 'published', now() - n * interval '1 minute', now(), now()
     from generate_series(1, 60) n`,
    [shop.creatorId, stamp],
  );
  return { shop, stamp, count: 61 };
}
