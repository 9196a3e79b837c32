import type { Deps } from "../../deps.ts";
import { type ItemRow, toItem } from "../checkout/index.ts";
import type { Days } from "./period.ts";
import type { Home } from "./schemas.ts";

type Parts = Pick<Deps, "pool">;
type Money = { creatorId: string; currency: string };

/** The currencies a creator has sold in with the balance of each, the one with most sales first. */
export async function currenciesOf({ pool }: Parts, creatorId: string): Promise<Home["currencies"]> {
  const { rows } = await pool.query<Home["currencies"][number]>(
    `select currency, sum(net)::bigint as balance from ledger_days where creator_id = $1
     group by currency having bool_or(gross <> 0 or returned <> 0) or sum(sales) > 0
     order by sum(gross) > 0 desc, sum(sales) desc, currency`,
    [creatorId],
  );
  return rows;
}

/** What was booked on these days. gross - returned = fees + net. */
export async function sumDays(
  { pool }: Parts,
  { creatorId, currency }: Money,
  days: Days,
): Promise<Home["now"]> {
  const { rows } = await pool.query<Home["now"]>(
    `select coalesce(sum(sales), 0)::bigint as count, coalesce(sum(gross), 0)::bigint as gross,
       coalesce(sum(returned), 0)::bigint as returned, coalesce(sum(fees), 0)::bigint as fees,
       coalesce(sum(net), 0)::bigint as net
     from ledger_days where creator_id = $1 and currency = $2 and day between $3 and $4`,
    [creatorId, currency, days.from, days.to],
  );
  return rows[0]!;
}

export async function grossByDay({ pool }: Parts, { creatorId, currency }: Money, days: Days) {
  const { rows } = await pool.query<{ day: string; count: number; gross: number }>(
    `select day, sum(sales)::bigint as count, sum(gross)::bigint as gross from ledger_days
     where creator_id = $1 and currency = $2 and day between $3 and $4 group by day`,
    [creatorId, currency, days.from, days.to],
  );
  return rows;
}

/** The products, posts and tiers that brought in most on these days; among free ones those claimed most. */
export async function bestSellers(
  { pool }: Parts,
  { creatorId, currency }: Money,
  days: Days,
): Promise<Home["bestSellers"]> {
  const { rows } = await pool.query<ItemRow & { count: number; gross: number }>(
    `select i.id as item_id, i.kind as item_kind, i.title, i.slug, best.count, best.gross from (
       select item_id, sum(sales)::bigint as count, sum(gross)::bigint as gross from ledger_days
       where creator_id = $1 and currency = $2 and day between $3 and $4
       group by item_id having sum(sales) > 0
       order by sum(gross) desc, sum(sales) desc, item_id limit 5) best
     join items i on i.id = best.item_id
     order by best.gross desc, best.count desc, i.id`,
    [creatorId, currency, days.from, days.to],
  );
  return rows.map((row) => ({ item: toItem(row), count: row.count, gross: row.gross }));
}
