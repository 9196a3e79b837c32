import type { z } from "zod";
import type { Deps } from "../../deps.ts";
import type { salesTotals } from "./schemas.ts";

type Row = { currency: string; count: number; gross: number; refunded: number; fees: number; net: number };

/**
 * What a creator's paid orders amount to, a row for each currency: `gross` is what buyers paid, `fees` the platform's share that
 * stands, `net` what the ledger owes the creator after refunds and disputes.
 */
export async function listSalesTotals(
  deps: Pick<Deps, "pool">,
  creatorId: string,
): Promise<z.input<typeof salesTotals>[]> {
  const { rows } = await deps.pool.query<Row>(
    `select p.price_currency as currency, count(*) as count, sum(p.price_amount) as gross, sum(p.refunded_amount) as refunded,
       coalesce(sum(booked.fees), 0) as fees, coalesce(sum(booked.net), 0) as net
     from purchases p
     left join lateral (
       select sum(e.amount) filter (where e.account = 'platform') as fees, sum(e.amount) filter (where e.account = 'creator') as net
       from ledger_transactions t join ledger_entries e on e.transaction_id = t.id
       where t.purchase_id = p.id) booked on true
     where p.creator_id = $1 and p.completed_at is not null
     group by p.price_currency
     order by count(*) desc, p.price_currency`,
    [creatorId],
  );
  return rows.map(({ currency, count, ...amounts }) => ({
    currency,
    count: Number(count),
    gross: Number(amounts.gross),
    refunded: Number(amounts.refunded),
    fees: Number(amounts.fees),
    net: Number(amounts.net),
  }));
}
