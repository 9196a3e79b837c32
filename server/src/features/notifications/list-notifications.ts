import { sql } from "kysely";
import { decidePost, readPosts, type User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { invalidField } from "../../errors.ts";
import { decodeCursor, encodeCursor } from "../../lib/cursor.ts";
import { avatarUrl } from "../creators/index.ts";
import type { Kind } from "./kinds.ts";
import type { NotificationItem } from "./schemas.ts";

type Row = {
  id: string;
  exact: string;
  kind: Kind;
  created_at: Date;
  read_at: Date | null;
  handle: string;
  display_name: string;
  avatar_key: string | null;
  person: string | null;
  post_id: string | null;
  comment_id: string | null;
  excerpt: string | null;
  tier: string | null;
  trial: boolean;
  ends_at: Date | null;
  purchase_id: string | null;
  sold: string | null;
  price_amount: number | null;
  price_currency: string | null;
};

/**
 * What somebody was told, the newest first. Nothing of it was kept but that it happened: the words are those that its reader may see
 * now, so a post that closed, or a comment that was hidden, says nothing any more.
 */
export async function listNotifications(
  deps: Pick<Deps, "db" | "pool" | "clock">,
  user: User,
  input: { cursor?: string; limit: number },
): Promise<{ items: NotificationItem[]; nextCursor: string | null }> {
  const start = input.cursor === undefined ? null : decodeCursor(input.cursor, ["time", "uuid"]);
  if (input.cursor !== undefined && !start) throw invalidField("cursor", "is not one of ours");
  const { rows } = await sql<Row>`
    select n.id, n.kind, n.created_at, n.read_at, c.handle, c.display_name, c.avatar_key, n.post_id, n.comment_id,
      to_char(n.created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as exact,
      case when n.kind = 'new_member' then fan.name when n.kind = 'sale' then buyer.name when m.as_creator then c.display_name else author.name end as person,
      case when m.hidden_at is null and m.deleted_at is null then left(m.body, 140) end as excerpt,
      t.name as tier, n.occasion like 'trial:%' as trial,
      case when s.status in ('trialing', 'cancelled', 'expired') then s.paid_until end as ends_at,
      q.id as purchase_id, coalesce(r.title, o.title) as sold, q.price_amount, q.price_currency
    from notifications n join creators c on c.id = n.creator_id
      left join comments m on m.id = n.comment_id left join users author on author.id = m.author_id
      left join subscriptions s on s.id = n.subscription_id left join tiers t on t.id = s.tier_id
      left join users fan on fan.id = s.user_id
      left join purchases q on q.id = n.purchase_id left join users buyer on buyer.id = q.buyer_id
      left join products r on r.id = q.product_id left join posts o on o.id = q.post_id
    where n.user_id = ${user.userId}
      ${start ? sql`and (n.created_at, n.id) < (${start[0]}::timestamptz, ${start[1]}::uuid)` : sql``}
    order by n.created_at desc, n.id desc limit ${input.limit + 1}`.execute(deps.db);
  const shown = rows.slice(0, input.limit);
  const posts = await readKnown(deps, user, shown);
  const last = rows.length > input.limit ? shown.at(-1) : undefined;
  return {
    items: shown.map((row) => toItem(row, (row.post_id && posts.get(row.post_id)) || null)),
    nextCursor: last ? encodeCursor([last.exact, last.id]) : null,
  };
}

type Known = NonNullable<NotificationItem["post"]>;

/** The posts that their reader may know of now, with their titles of this moment. */
async function readKnown(deps: Pick<Deps, "pool" | "clock">, { userId }: User, rows: Row[]) {
  const ids = [...new Set(rows.flatMap(({ post_id }) => post_id ?? []))];
  if (ids.length === 0) return new Map<string, Known>();
  const asker = { userId, at: deps.clock.now() };
  const found = await readPosts<{ title: string }>(deps.pool, asker, {
    name: "posts-told-of",
    posts: "select * from posts where id = any($3::uuid[])",
    columns: "p.title",
    values: [ids],
  });
  return new Map(
    found.flatMap(({ row: { title }, facts }): [string, Known][] => {
      const decision = decidePost(facts, { signedIn: true });
      if (!decision.allowed && decision.reason === "not_found") return [];
      return [[facts.id, { id: facts.id, title, locked: !decision.allowed }]];
    }),
  );
}

function toItem(row: Row, post: Known | null): NotificationItem {
  const isOpen = post?.locked === false;
  return {
    id: row.id,
    kind: row.kind,
    createdAt: row.created_at.toISOString(),
    readAt: row.read_at?.toISOString() ?? null,
    creator: {
      handle: row.handle,
      displayName: row.display_name,
      avatarUrl: avatarUrl(row.avatar_key),
    },
    person: row.person,
    post,
    commentId: isOpen ? row.comment_id : null,
    excerpt: isOpen ? row.excerpt : null,
    tier: row.tier,
    sale: row.purchase_id
      ? {
          purchaseId: row.purchase_id,
          title: row.sold ?? "",
          price: { amount: row.price_amount!, currency: row.price_currency! },
        }
      : null,
    trial: row.trial,
    until: row.kind === "membership_ending" ? (row.ends_at?.toISOString() ?? null) : null,
  };
}
