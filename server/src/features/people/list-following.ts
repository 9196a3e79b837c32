import type { z } from "zod";
import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { invalidField } from "../../errors.ts";
import { decodeCursor, encodeCursor } from "../../lib/cursor.ts";
import { avatarUrl } from "../creators/index.ts";
import type { followedCreator, followingPage, followingQuery, suggestions } from "./schemas.ts";

type Row = {
  id: string;
  handle: string;
  display_name: string;
  bio: string;
  avatar_key: string | null;
  followers: number;
};

const COLUMNS = `c.id, c.handle, c.display_name, c.bio, c.avatar_key,
  (select count(*)::int from follows n where n.creator_id = c.id) as followers`;

/** Whom somebody follows, those followed last first. Suspended and closed creators are left out. */
export async function listFollowing(
  { pool }: Pick<Deps, "pool">,
  user: User,
  input: z.output<typeof followingQuery>,
): Promise<z.input<typeof followingPage>> {
  const after = input.cursor === undefined ? null : decodeCursor(input.cursor, ["time", "uuid"]);
  if (input.cursor !== undefined && !after) throw invalidField("cursor", "is not one of ours");
  const { rows } = await pool.query<Row & { at: Date }>({
    name: "following",
    text: `select ${COLUMNS}, f.created_at as at from follows f join creators c on c.id = f.creator_id
      where f.user_id = $1 and c.suspended_at is null and c.closed_at is null
        and ($2::timestamptz is null or (f.created_at, f.creator_id) < ($2, $3::uuid))
      order by f.created_at desc, f.creator_id desc limit $4`,
    values: [user.userId, after?.[0] ?? null, after?.[1] ?? null, input.limit + 1],
  });
  const shown = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? shown.at(-1)! : null;
  return {
    items: shown.map(toFollowed),
    nextCursor: last && encodeCursor([last.at.toISOString(), last.id]),
  };
}

/** Creators to follow: those who posted last, without one's own, those one follows already and those who shut one out. */
export async function suggestCreators(
  { pool, clock }: Pick<Deps, "pool" | "clock">,
  user: User,
): Promise<z.input<typeof suggestions>> {
  const { rows } = await pool.query<Row>({
    name: "suggested-creators",
    text: `select ${COLUMNS} from creators c
      cross join lateral (
        select p.published_at from posts p
        where p.creator_id = c.id and p.status = 'published' and p.published_at <= $2
        order by p.published_at desc limit 1) latest
      where c.suspended_at is null and c.closed_at is null and not c.is_adult
        and not exists (select 1 from follows f where f.creator_id = c.id and f.user_id = $1)
        and not exists (select 1 from fan_blocks b where b.creator_id = c.id and b.user_id = $1)
        and not exists (select 1 from creator_members m where m.creator_id = c.id and m.user_id = $1)
      order by latest.published_at desc, c.id limit 6`,
    values: [user.userId, clock.now()],
  });
  return { items: rows.map(toFollowed) };
}

function toFollowed(row: Row): z.input<typeof followedCreator> {
  return {
    id: row.id,
    handle: row.handle,
    displayName: row.display_name,
    bio: row.bio,
    avatarUrl: avatarUrl(row.avatar_key),
    followers: row.followers,
  };
}
