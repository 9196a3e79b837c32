import type { z } from "zod";
import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { invalidField } from "../../errors.ts";
import { decodeCursor, encodeCursor } from "../../lib/cursor.ts";
import { containsPattern } from "../../lib/like-pattern.ts";
import { getCreatorForMember } from "../creators/index.ts";
import type { Customer, customersPage, customersQuery } from "./schemas.ts";

export type CustomersSort = z.output<typeof customersQuery>["sort"];
type Row = {
  id: string;
  name: string;
  email: string;
  purchases: number;
  spent: { amount: number; currency: string }[];
  first_at: Date;
  last_at: Date;
};

/** Everybody who has paid (or claimed for nothing) something of a creator, one row a buyer, for its members. */
export async function listCustomers(
  deps: Deps,
  user: User,
  input: z.output<typeof customersQuery> & { handle: string },
): Promise<z.input<typeof customersPage>> {
  const creator = await getCreatorForMember(deps, user, input.handle, "analyst");
  const rows = await customerRows(deps, creator.id, input.query, { ...input, limit: input.limit + 1 });
  const last = rows.length > input.limit ? rows[input.limit - 1]! : null;
  return {
    items: rows.slice(0, input.limit).map(toCustomer),
    nextCursor: last && customersAfter(last, input.sort),
  };
}

/** The next `limit` buyers after `cursor`; also what the export pages through. */
export async function customerRows(
  deps: Pick<Deps, "pool">,
  creatorId: string,
  query: string | undefined,
  page: { sort: CustomersSort; cursor?: string; limit: number },
): Promise<Row[]> {
  const byTime = page.sort === "recent";
  const after =
    page.cursor === undefined ? null : decodeCursor(page.cursor, [byTime ? "time" : "integer", "uuid"]);
  if (page.cursor !== undefined && !after) throw invalidField("cursor", "is not one of ours");
  const key = byTime ? "last_at" : "purchases";
  const { rows } = await deps.pool.query<Row>(
    `select u.id, u.name, u.email, b.purchases, b.spent, b.first_at, b.last_at
     from (
       select buyer_id, sum(n)::int as purchases, min(first_at) as first_at, max(last_at) as last_at,
         json_agg(json_build_object('amount', spent, 'currency', currency) order by n desc, currency) as spent
       from (
         select buyer_id, price_currency as currency, count(*) as n, sum(net_amount + kept_fee_amount) as spent,
           min(completed_at) as first_at, max(completed_at) as last_at
         from purchases where creator_id = $1 and completed_at is not null
         group by buyer_id, price_currency) each_currency
       group by buyer_id) b
     join users u on u.id = b.buyer_id
     where ($2::text is null or u.name ilike $2 or u.email ilike $2)
       and ($3::${byTime ? "timestamptz" : "int"} is null or (b.${key}, u.id) < ($3, $4::uuid))
     order by b.${key} desc, u.id desc limit $5`,
    [creatorId, query ? containsPattern(query) : null, after?.[0] ?? null, after?.[1] ?? null, page.limit],
  );
  return rows;
}

export function customersAfter(row: Row, sort: CustomersSort): string {
  return encodeCursor([sort === "recent" ? row.last_at.toISOString() : row.purchases, row.id]);
}

export function toCustomer(row: Row): Customer {
  const { id, name, email, purchases, spent } = row;
  return {
    id,
    name,
    email,
    purchases,
    spent,
    firstAt: row.first_at.toISOString(),
    lastAt: row.last_at.toISOString(),
  };
}
