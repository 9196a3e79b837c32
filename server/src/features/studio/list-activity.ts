import type { Deps } from "../../deps.ts";
import type { Home } from "./schemas.ts";

type Entry = Home["activity"][number];
type Row = {
  id: number;
  at: Date;
  type: string;
  who: string | null;
  what: string | null;
  sale_id: string | null;
  amount: number | null;
  refunded: number | null;
  currency: string | null;
};

const TYPES: Record<string, Entry["type"]> = {
  "purchase.completed": "sale",
  "purchase.refunded": "refund",
  "purchase.partially_refunded": "partial_refund",
  "purchase.disputed": "dispute",
  "purchase.dispute_lost": "dispute_lost",
  "access.revoked": "revoked",
  "access.returned": "restored",
  "download.created": "download",
};

/**
 * The last things that buyers did at a creator's, newest first, from the trail; the index holds just these types, all of which
 * are about purchases and files. */
export async function listActivity({ pool }: Pick<Deps, "pool">, creatorId: string): Promise<Entry[]> {
  const types = Object.keys(TYPES).map((type) => `'${type}'`);
  const { rows } = await pool.query<Row>(
    `select e.id, e.at, e.type, coalesce(b.name, u.name) as who, coalesce(i.title, f.name) as what,
       coalesce(p.id, d.purchase_id) as sale_id, p.price_amount as amount, p.refunded_amount as refunded,
       p.price_currency as currency
     from (
       select * from events
       where creator_id = $1 and type in (${types.join(", ")})
         -- A payment whose dispute was won is completed again, and no new sale.
         and not (type = 'purchase.completed' and data->>'from' <> 'pending')
       order by id desc limit 12) e
     left join purchases p on e.subject_type = 'purchase' and p.id = e.subject_id::uuid
     left join users b on b.id = p.buyer_id
     left join items i on i.id = p.item_id
     left join files f on e.subject_type = 'file' and f.id = e.subject_id::uuid
     left join users u on u.id = e.actor_id
     left join downloads d on e.type = 'download.created' and d.id = (e.data->>'download')::uuid
     order by e.at desc, e.id desc`,
    [creatorId],
  );
  return rows.map((row) => {
    const type = TYPES[row.type]!;
    const amount =
      type === "sale" ? row.amount : type === "partial_refund" || type === "refund" ? row.refunded : null;
    return {
      id: row.id,
      at: row.at.toISOString(),
      type,
      who: row.who ?? "Somebody",
      what: row.what ?? "a file that is gone",
      saleId: row.sale_id,
      amount: amount === null ? null : { amount, currency: row.currency! },
    };
  });
}
