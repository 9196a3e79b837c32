import { sql } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../deps.ts";
import { isId } from "../../lib/ids.ts";
import { containsPattern } from "../../lib/like-pattern.ts";
import { toItem } from "../checkout/index.ts";
import type { PurchasesQuery, purchaseRow } from "./goods-schemas.ts";
import { afterCursor, exactTime, pageOf, whereAll } from "./paging.ts";

export type PurchaseRow = {
  id: string;
  exact: string;
  status: z.input<typeof purchaseRow>["status"];
  buyer_id: string;
  buyer_name: string;
  buyer_email: string;
  item_id: string;
  item_kind: string;
  slug: string | null;
  title: string;
  creator_id: string;
  handle: string;
  price_amount: number;
  price_currency: string;
  fee_amount: number;
  refunded_amount: number;
  access_ended_at: Date | null;
  created_at: Date;
  completed_at: Date | null;
};

/** What a row shows of `p`, a purchase, with {@link ORDER_JOINS}. */
export const ORDER_COLUMNS = sql`
  p.id, ${exactTime("p.created_at")} as exact, p.status, p.buyer_id, u.name as buyer_name, u.email as buyer_email,
  p.item_id, i.kind as item_kind, i.slug, i.title, p.creator_id, c.handle, p.price_amount, p.price_currency, p.fee_amount,
  p.refunded_amount, p.access_ended_at, p.created_at, p.completed_at`;
export const ORDER_JOINS = sql`
  join users u on u.id = p.buyer_id
  join items i on i.id = p.item_id
  join creators c on c.id = p.creator_id`;

/** All orders of the installation, the newest first. For operators. */
export async function listPurchases(deps: Pick<Deps, "db">, input: PurchasesQuery) {
  const conditions = [
    ...searchFor(input.query),
    ...(input.status ? [sql`p.status = ${input.status}`] : []),
    // An order that was opened and left is not a purchase; it can be asked for by its status, or by its number.
    ...(input.status || isExact(input.query) ? [] : [sql`p.completed_at is not null`]),
    ...(input.buyer ? [sql`p.buyer_id = ${input.buyer}`] : []),
    ...(input.creator ? [sql`p.creator_id = ${input.creator}`] : []),
    ...(input.item ? [sql`p.item_id = ${input.item}`] : []),
    ...afterCursor(input.cursor, { time: "p.created_at", id: "p.id" }),
  ];
  const { rows } = await sql<PurchaseRow>`
    select ${ORDER_COLUMNS} from purchases p ${ORDER_JOINS} ${whereAll(conditions)}
    order by p.created_at desc, p.id desc limit ${input.limit + 1}`.execute(deps.db);
  return pageOf(rows, input.limit, toOrder);
}

export function toOrder(row: PurchaseRow): z.input<typeof purchaseRow> {
  const money = (amount: number) => ({ amount, currency: row.price_currency });
  return {
    id: row.id,
    status: row.status,
    buyer: { id: row.buyer_id, name: row.buyer_name, email: row.buyer_email },
    item: toItem(row),
    creator: { id: row.creator_id, handle: row.handle },
    price: money(row.price_amount),
    fee: money(row.fee_amount),
    refunded: money(row.refunded_amount),
    accessEndedAt: row.access_ended_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    completedAt: row.completed_at?.toISOString() ?? null,
  };
}

function searchFor(query: string | undefined) {
  if (!query) return [];
  if (isId(query)) return [sql`p.id = ${query}::uuid`];
  if (query.startsWith("pi_")) return [sql`p.payment_intent_id = ${query}`];
  if (query.startsWith("cs_")) return [sql`p.checkout_session_id = ${query}`];
  if (query.startsWith("re_") || query.startsWith("pyr_"))
    return [sql`p.id = (select purchase_id from refunds where id = ${query})`];
  if (query.startsWith("dp_") || query.startsWith("du_"))
    return [sql`p.id = (select purchase_id from disputes where id = ${query})`];
  const like = containsPattern(query);
  return [sql`(u.email ilike ${like} or u.name ilike ${like} or i.title ilike ${like})`];
}

function isExact(query: string | undefined): boolean {
  return query !== undefined && (isId(query) || /^(pi|cs|re|pyr|dp|du)_/.test(query));
}
