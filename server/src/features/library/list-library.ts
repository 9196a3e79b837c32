import type { z } from "zod";
import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { invalidField } from "../../errors.ts";
import { decodeCursor, encodeCursor } from "../../lib/cursor.ts";
import { containsPattern } from "../../lib/like-pattern.ts";
import { productCards } from "../catalog/index.ts";
import type { libraryItem, libraryQuery } from "./schemas.ts";

type Row = {
  id: string;
  product_id: string;
  status: z.input<typeof libraryItem>["status"];
  completed_at: Date;
  access_ended_at: Date | null;
};

/** What the user has bought, the newest first, one row a product; what has ended stays in the list and says so. */
export async function listLibrary(deps: Deps, user: User, input: z.output<typeof libraryQuery>) {
  const after = input.cursor === undefined ? null : decodeCursor(input.cursor, ["time", "uuid"]);
  if (input.cursor !== undefined && !after) throw invalidField("cursor", "is not one of ours");
  const like = input.query ? containsPattern(input.query) : null;
  const { rows } = await deps.pool.query<Row>(
    `select * from (
       select distinct on (p.product_id) p.id, p.product_id, p.status, p.completed_at,
         coalesce(p.access_ended_at, case when r.removed_ends_access then r.removed_at end) as access_ended_at
       from purchases p
       join products r on r.id = p.product_id
       join creators c on c.id = r.creator_id
       where p.buyer_id = $1 and p.completed_at is not null
         and ($2::text is null or r.title ilike $2 or c.display_name ilike $2)
         and ($3::text is null or c.handle = $3)
       order by p.product_id, p.access_ended_at nulls first, p.completed_at desc) owned
     where $4::timestamptz is null or (completed_at, id) < ($4, $5::uuid)
     order by completed_at desc, id desc limit $6`,
    [user.userId, like, input.creator ?? null, after?.[0] ?? null, after?.[1] ?? null, input.limit + 1],
  );
  const shown = rows.slice(0, input.limit);
  const cards = await productCards(
    deps,
    shown.map((row) => row.product_id),
  );
  const last = rows.length > input.limit ? shown.at(-1)! : null;
  return {
    items: shown.map((row) => ({
      product: cards.get(row.product_id)!,
      purchaseId: row.id,
      status: row.status,
      purchasedAt: row.completed_at.toISOString(),
      accessEndedAt: row.access_ended_at?.toISOString() ?? null,
    })),
    nextCursor: last && encodeCursor([last.completed_at.toISOString(), last.id]),
  };
}
