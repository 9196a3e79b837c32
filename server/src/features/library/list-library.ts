import type { z } from "zod";
import { countingPurchaseFirst, type User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { invalidField } from "../../errors.ts";
import { decodeCursor, encodeCursor } from "../../lib/cursor.ts";
import { containsPattern } from "../../lib/like-pattern.ts";
import { productCards } from "../catalog/index.ts";
import { readBoughtPosts } from "./read-bought-posts.ts";
import type { libraryItem, libraryPage, libraryQuery } from "./schemas.ts";

type Row = {
  id: string;
  product_id: string | null;
  post_id: string | null;
  status: z.input<typeof libraryItem>["status"];
  completed_at: Date;
  closed_reason: string | null;
  ended_at: Date | null;
  updated_at: Date | null;
};

// One row a product or post: the purchase that opens it, else the one that ended last. A suspension closes without ending.
const OWNED = `select distinct on (p.item_id) p.id, p.product_id, p.post_id, p.status, p.completed_at,
    coalesce(r.title, o.title) as title, c.handle, c.display_name,
    case when p.access_ended_at is not null then coalesce(p.access_ended_reason, 'access_ended')
      when c.suspended_at is not null then 'creator_suspended'
      when r.removed_ends_access then 'product_removed'
      when o.removed_ends_access then 'post_removed' end as closed_reason,
    coalesce(p.access_ended_at, case when c.suspended_at is not null then null
      when r.removed_ends_access then r.removed_at when o.removed_ends_access then o.removed_at end) as ended_at
  from purchases p
  left join products r on r.id = p.product_id
  left join posts o on o.id = p.post_id
  join creators c on c.id = p.creator_id
  where p.buyer_id = $1 and p.completed_at is not null and p.tier_id is null
  order by p.item_id, ${countingPurchaseFirst("p")}`;

const PAGE = `select shown.*, new_files.at as updated_at
  from (
    select * from (${OWNED}) owned
    where ($2::text is null or title ilike $2 or display_name ilike $2)
      and ($3::text is null or handle = $3)
      and ($4::boolean is null or (closed_reason is null) = $4)
      and ($5::timestamptz is null or (completed_at, id) < ($5, $6::uuid))
    order by completed_at desc, id desc limit $7) shown
  left join lateral (
    select max(greatest(l.added_at, f.ready_at)) as at
    from product_files l join files f on f.id = l.file_id
    where shown.closed_reason is null and l.product_id = shown.product_id and f.status = 'ready'
      and greatest(l.added_at, f.ready_at) > greatest(shown.completed_at,
        (select max(d.started_at) from downloads d where d.purchase_id = shown.id))) new_files on true
  order by shown.completed_at desc, shown.id desc`;

const TOTALS = `select handle, display_name, count(*) as owned, count(*) filter (where closed_reason is null) as available
  from (${OWNED}) owned group by handle, display_name order by lower(display_name), handle`;

/**
 * What the user has bought, the newest first, one row a product or post; what has closed stays in the list and says why. `updatedAt` is
 * when files of a product came that are newer than the purchase and its last download. The totals are those of the whole library.
 */
export async function listLibrary(
  deps: Deps,
  user: User,
  input: z.output<typeof libraryQuery>,
): Promise<z.input<typeof libraryPage>> {
  const after = input.cursor === undefined ? null : decodeCursor(input.cursor, ["time", "uuid"]);
  if (input.cursor !== undefined && !after) throw invalidField("cursor", "is not one of ours");
  const { rows } = await deps.pool.query<Row>(PAGE, [
    user.userId,
    input.query ? containsPattern(input.query) : null,
    input.creator ?? null,
    input.state ? input.state === "available" : null,
    after?.[0] ?? null,
    after?.[1] ?? null,
    input.limit + 1,
  ]);
  const shown = rows.slice(0, input.limit);
  const [cards, posts] = await Promise.all([
    productCards(
      deps,
      shown.flatMap((row) => row.product_id ?? []),
    ),
    readBoughtPosts(
      deps,
      user,
      shown.flatMap((row) => row.post_id ?? []),
    ),
  ]);
  const last = rows.length > input.limit ? shown.at(-1)! : null;
  return {
    items: shown.map((row) => ({
      kind: row.product_id ? ("product" as const) : ("post" as const),
      product: row.product_id ? cards.get(row.product_id)! : null,
      post: row.post_id ? posts.get(row.post_id)! : null,
      purchaseId: row.id,
      status: row.status,
      purchasedAt: row.completed_at.toISOString(),
      accessEndedAt: row.ended_at?.toISOString() ?? null,
      closedReason: row.closed_reason,
      updatedAt: row.updated_at?.toISOString() ?? null,
    })),
    nextCursor: last && encodeCursor([last.completed_at.toISOString(), last.id]),
    ...(await findTotals(deps, user)),
  };
}

async function findTotals(deps: Pick<Deps, "pool">, user: User) {
  const { rows } = await deps.pool.query<{
    handle: string;
    display_name: string;
    owned: number;
    available: number;
  }>(TOTALS, [user.userId]);
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
  const owned = sum(rows.map((row) => row.owned));
  const available = sum(rows.map((row) => row.available));
  return {
    creators: rows.map((row) => ({ handle: row.handle, displayName: row.display_name })),
    counts: { available, ended: owned - available },
  };
}
