import type { z } from "zod";
import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { AppError, invalidField } from "../../errors.ts";
import { decodeCursor, encodeCursor } from "../../lib/cursor.ts";
import { avatarUrl } from "../creators/index.ts";
import { findComment } from "./find-comment.ts";
import { findRefusal } from "./find-refusal.ts";
import { requireReadable } from "./read-post.ts";
import type { Comment, Thread, threadPage } from "./schemas.ts";

type Row = {
  id: string;
  body: string;
  author_id: string;
  author: string;
  as_creator: boolean;
  display_name: string;
  avatar_key: string | null;
  hidden_at: Date | null;
  deleted_at: Date | null;
  created_at: Date;
};
type Looker = { userId: string | null; canModerate: boolean };
type Page<T> = { items: T[]; nextCursor: string | null };

/** As many answers stand under a comment at first. */
const FIRST_REPLIES = 3;
/** At most as many where one of them is asked for. */
const MOST_REPLIES = 300;

/**
 * What is said under a post, the newest first, each with the first answers to it. For whoever may read the post. A hidden comment
 * is there for the creator's people, who are told so, and for its author, who is not: it is not for them to try the next word.
 * The thread of `first` stands above all others and not in its place, on whatever page that is.
 */
export async function listComments(
  deps: Deps,
  user: User | null,
  input: { postId: string; cursor?: string | undefined; limit: number; first?: string | undefined },
): Promise<z.input<typeof threadPage>> {
  const post = await requireReadable(deps, user, input.postId);
  const looker = { userId: user?.userId ?? null, canModerate: post.canModerate };
  const after = readCursor(input.cursor);
  const asked = input.first
    ? await findAsked(deps, user, looker, { id: input.first, postId: post.id })
    : null;
  const rows = await read(
    deps,
    looker,
    `where m.post_id = $3 and ${SHOWN} and ($7::uuid is null or m.id <> $7)
      and ($4::timestamptz is null or (m.created_at, m.id) < ($4, $5::uuid))
    order by m.created_at desc, m.id desc limit $6`,
    [input.postId, ...after, input.limit + 1, asked?.row.id ?? null],
  );
  const page = pageOf(rows, input.limit);
  const replies = await firstReplies(deps, looker, page.items, FIRST_REPLIES);
  const above = asked && !input.cursor ? [asked.row] : [];
  if (asked)
    for (const [id, of] of await firstReplies(deps, looker, above, asked.replies)) replies.set(id, of);
  const items = [...above, ...page.items].map(
    (row): Thread => ({ ...toComment(row, looker), replies: replies.get(row.id) ?? NONE }),
  );
  const refusal = user ? await findRefusal(deps.db, user, post) : "sign_in_required";
  return { items, nextCursor: page.nextCursor, viewer: { canModerate: post.canModerate, refusal } };
}

/** The answers to a comment, the oldest first. */
export async function listReplies(
  deps: Deps,
  user: User | null,
  input: { commentId: string; cursor?: string | undefined; limit: number },
): Promise<Page<Comment>> {
  const { comment, post } = await findComment(deps, user, input.commentId);
  const looker = { userId: user?.userId ?? null, canModerate: post.canModerate };
  const rows = await read(
    deps,
    looker,
    `where m.reply_to = $3 and m.deleted_at is null and (${SEEN})
      and ($4::timestamptz is null or (m.created_at, m.id) > ($4, $5::uuid))
    order by m.created_at, m.id limit $6`,
    [comment.id, ...readCursor(input.cursor), input.limit + 1],
  );
  const page = pageOf(rows, input.limit);
  return { ...page, items: page.items.map((row) => toComment(row, looker)) };
}

const NONE = { items: [], nextCursor: null };
const SEEN = "m.hidden_at is null or $2 or m.author_id = $1::uuid";

const SHOWN = `m.reply_to is null and (${SEEN}) and (m.deleted_at is null or exists (
  select 1 from comments r where r.reply_to = m.id and r.deleted_at is null
    and (r.hidden_at is null or $2 or r.author_id = $1::uuid)))`;

/** The thread of a comment that is asked for, and how many answers reach down to it; null where there is nothing to see. */
async function findAsked(
  deps: Deps,
  user: User | null,
  looker: Looker,
  { id, postId }: { id: string; postId: string },
): Promise<{ row: Row; replies: number } | null> {
  const found = await findComment(deps, user, id).catch((error: unknown) => {
    if (error instanceof AppError) return null;
    throw error;
  });
  if (!found || found.comment.post_id !== postId) return null;
  const { comment } = found;
  const [row] = await read(deps, looker, `where m.id = $3 and ${SHOWN}`, [comment.reply_to ?? comment.id]);
  if (!row) return null;
  const { rows } = await deps.pool.query<{ count: number }>(
    `select count(*)::int as count from comments m
     where m.reply_to = $3 and m.deleted_at is null and (${SEEN}) and (m.created_at, m.id) <= ($4::timestamptz, $5::uuid)`,
    [looker.userId, looker.canModerate, row.id, comment.created_at, comment.id],
  );
  return { row, replies: Math.min(Math.max(rows[0]!.count, FIRST_REPLIES), MOST_REPLIES) };
}

async function read(
  { pool }: Pick<Deps, "pool">,
  { userId, canModerate }: Looker,
  where: string,
  values: unknown[],
): Promise<Row[]> {
  const { rows } = await pool.query<Row>(
    `select m.id, m.body, m.author_id, u.name as author, m.as_creator, c.display_name, c.avatar_key, m.hidden_at, m.deleted_at,
       m.created_at
     from comments m join users u on u.id = m.author_id join posts p on p.id = m.post_id join creators c on c.id = p.creator_id
     ${where}`,
    [userId, canModerate, ...values],
  );
  return rows;
}

/** Of all comments of a page in one statement. */
async function firstReplies(
  { pool }: Pick<Deps, "pool">,
  looker: Looker,
  above: Row[],
  limit: number,
): Promise<Map<string, Page<Comment>>> {
  if (above.length === 0) return new Map();
  const { rows } = await pool.query<Row & { reply_to: string }>(
    `select r.*, u.name as author, c.display_name, c.avatar_key
     from unnest($3::uuid[]) as asked(id)
     cross join lateral (
       select m.* from comments m where m.reply_to = asked.id and m.deleted_at is null and (${SEEN})
       order by m.created_at, m.id limit $4) r
     join users u on u.id = r.author_id join posts p on p.id = r.post_id join creators c on c.id = p.creator_id
     order by r.created_at, r.id`,
    [looker.userId, looker.canModerate, above.map(({ id }) => id), limit + 1],
  );
  return new Map(
    above.map(({ id }) => {
      const page = pageOf(
        rows.filter(({ reply_to }) => reply_to === id),
        limit,
      );
      return [id, { ...page, items: page.items.map((row) => toComment(row, looker)) }];
    }),
  );
}

function toComment(row: Row, { userId, canModerate }: Looker): Comment {
  const gone = row.deleted_at !== null;
  const mine = !gone && row.author_id === userId;
  return {
    id: row.id,
    body: gone ? null : row.body,
    author: gone
      ? null
      : {
          name: row.as_creator ? row.display_name : row.author,
          avatarUrl: row.as_creator ? avatarUrl(row.avatar_key) : null,
          isCreator: row.as_creator,
          // Whoever may shut somebody out has to say whom.
          userId: canModerate && !row.as_creator ? row.author_id : null,
        },
    createdAt: row.created_at.toISOString(),
    mine,
    hidden: canModerate && row.hidden_at !== null,
  };
}

function readCursor(cursor: string | undefined): [string | null, string | null] {
  if (cursor === undefined) return [null, null];
  const parts = decodeCursor(cursor, ["time", "uuid"]);
  if (!parts) throw invalidField("cursor", "is not one of ours");
  return [parts[0], parts[1]];
}

function pageOf<R extends { id: string; created_at: Date }>(rows: R[], limit: number): Page<R> {
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1)! : null;
  return { items, nextCursor: last && encodeCursor([last.created_at.toISOString(), last.id]) };
}
