import { type SqlBool, sql } from "kysely";
import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";

/** Rows that are read at a time, so that an account of any size is a stream and not a lump. */
const AT_ONCE = 500;

/**
 * Everything stored about a person as the pieces of one JSON document, in the house's own words. Secrets (password, sessions' and
 * links' tokens) and what belongs to others are not in it.
 */
export async function* exportAccount(deps: Deps, user: User): AsyncGenerator<string> {
  const { rows } = await sql`
    select id, name, email, email_verified, operator_since, created_at from users where id = ${user.userId}`.execute(
    deps.db,
  );
  yield `{"exportedAt":${JSON.stringify(deps.clock.now())},"profile":${JSON.stringify(rows[0])}`;
  for (const [name, { from, columns, mine }] of Object.entries(sections(user.userId))) {
    yield `,"${name}":[`;
    let first = true;
    for await (const row of readAll(deps, from, columns, mine)) {
      yield `${first ? "" : ","}${JSON.stringify(row)}`;
      first = false;
    }
    yield "]";
  }
  yield "}";
}

type Section = { from: string; columns: string; mine: ReturnType<typeof sql<SqlBool>> };

/** Each with the columns that are told; `id` orders and pages. */
function sections(userId: string): Record<string, Section> {
  const own = sql`select creator_id from creator_members where user_id = ${userId} and role = 'owner'`;
  return {
    sessions: {
      from: "sessions",
      columns: "id, ip_address as network, user_agent, created_at, last_seen_at, expires_at",
      mine: sql`user_id = ${userId}`,
    },
    browsers: {
      from: "devices",
      columns: "id, name, described, network, created_at, last_seen_at",
      mine: sql`user_id = ${userId}`,
    },
    purchases: {
      from: "purchases",
      columns: `id, product_id, post_id, tier_id, status, price_amount, price_currency, refunded_amount, access_ended_at, access_ended_reason,
        created_at, completed_at, (select title from items i where i.id = item_id) as title`,
      mine: sql`buyer_id = ${userId}`,
    },
    downloads: {
      from: "downloads",
      columns: `id, file_id, product_id, because, address as network, user_agent, created_at, started_at, completed_at, bytes_sent,
        (select name from files f where f.id = file_id) as file`,
      mine: sql`user_id = ${userId}`,
    },
    mails: {
      from: "mails",
      // The links in some of them open the account.
      columns: "id, kind, to_address, subject, created_at, sent_at",
      mine: sql`user_id = ${userId}`,
    },
    notifications: {
      from: "notifications",
      columns: "id, kind, creator_id, post_id, comment_id, subscription_id, created_at, read_at",
      mine: sql`user_id = ${userId}`,
    },
    notificationMutes: {
      from: "(select kind || ' ' || way as id, * from notification_mutes)",
      columns: "kind, way, created_at",
      mine: sql`user_id = ${userId}`,
    },
    feedLinks: {
      from: "(select creator_id as id, * from feed_links)",
      // The address itself is a secret, and not kept.
      columns: "creator_id, created_at",
      mine: sql`user_id = ${userId}`,
    },
    follows: {
      from: "(select f.*, f.creator_id as id from follows f)",
      columns: "creator_id, created_at, (select handle from creators c where c.id = creator_id) as creator",
      mine: sql`user_id = ${userId}`,
    },
    likes: {
      from: "(select l.*, l.post_id as id from post_likes l)",
      columns: "post_id, created_at",
      mine: sql`user_id = ${userId}`,
    },
    comments: {
      from: "comments",
      columns: "id, post_id, reply_to, body, created_at, deleted_at",
      mine: sql`author_id = ${userId}`,
    },
    reports: {
      from: "reports",
      columns: "id, kind, subject_id, reason, details, created_at, closed_at",
      mine: sql`reporter_id = ${userId}`,
    },
    events: {
      from: "events",
      columns: "id, at, type, subject_type, subject_id, address as network",
      mine: sql`actor_id = ${userId}`,
    },
    creators: {
      from: "creators",
      columns: "id, handle, display_name, bio, website, social_links, created_at",
      mine: sql`id in (${own})`,
    },
    products: {
      from: "products",
      columns: `id, creator_id, slug, title, description, price_amount, price_currency, tags, status, sales_count, published_at,
        created_at`,
      mine: sql`creator_id in (${own})`,
    },
    files: {
      from: "files",
      columns: "id, creator_id, name, size_bytes, content_type, sha256, status, created_at",
      mine: sql`creator_id in (${own})`,
    },
  };
}

async function* readAll(deps: Deps, from: string, columns: string, mine: Section["mine"]) {
  let after: unknown = null;
  for (;;) {
    const further = after === null ? sql`true` : sql`id > ${after}`;
    const { rows } = await sql<{ row: object; at: unknown }>`
      select to_jsonb(told) as row, cursor as at from (
        select id as cursor, ${sql.raw(columns)} from ${sql.raw(from)} as s where ${mine} and ${further} order by id limit ${AT_ONCE}
      ) told`.execute(deps.db);
    for (const { row } of rows) yield withoutCursor(row);
    if (rows.length < AT_ONCE) return;
    after = rows.at(-1)!.at;
  }
}

function withoutCursor(row: object): object {
  const { cursor: _, ...told } = row as Record<string, unknown>;
  return told;
}
