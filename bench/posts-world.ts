import type pg from "pg";

const KINDS = ["fan", "owner", "creator", "tier", "post"] as const;

/** The id of the `number`th row of its kind, from 0. */
export function idOf(kind: (typeof KINDS)[number], number: number): string {
  return `01900000-0000-7000-9${KINDS.indexOf(kind).toString(16).padStart(3, "0")}-${number.toString(16).padStart(12, "0")}`;
}

/**
 * Fills an empty database with posts of creators who post in turn, every other one for members, and a fan who follows the first
 * `followed` of them and is a member of every tenth of those.
 */
export async function fillPosts(
  pool: pg.Pool,
  { posts, creators, followed }: { posts: number; creators: number; followed: number },
): Promise<void> {
  const client = await pool.connect();
  const fill = (into: string, rows: number, select: string) =>
    client.query(`insert into ${into} select ${select} from generate_series(0::bigint, ${rows - 1}) i`);
  try {
    await client.query("set session_replication_role = replica");
    await client.query("set synchronous_commit = off");
    await fill("users (id, name, email)", 1, `${id("fan")}, 'Fan', 'fan@example.com'`);
    await fill(
      "creators (id, handle, display_name, storage_quota_bytes, created_at, updated_at)",
      creators,
      `${id("creator")}, 'shop_' || i, 'Shop ' || i, 0, now(), now()`,
    );
    await fill(
      "tiers (id, creator_id, name, level, created_at, updated_at)",
      creators,
      `${id("tier")}, ${id("creator")}, 'Bench', 1, now(), now()`,
    );
    await fill(
      "tier_prices (tier_id, interval, amount, currency)",
      creators,
      `${id("tier")}, 'month', 500, 'usd'`,
    );
    await fill(
      "posts (id, creator_id, title, body, teaser, visibility, status, published_at, created_at, updated_at)",
      posts,
      `${id("post")}, ${id("creator", `i % ${creators}`)}, 'Post ' || i, repeat('words ', 100), 'a teaser',
        case when i / ${creators} % 2 = 0 then 'free' else 'subscribers' end, 'published', now() - i * interval '1 second', now(), now()`,
    );
    await fill(
      "follows (user_id, creator_id, created_at)",
      followed,
      `${id("fan", "0")}, ${id("creator")}, now()`,
    );
    await fill(
      `subscriptions (id, user_id, creator_id, tier_id, interval, price_amount, price_currency, status, paid_until, open_until,
        created_at, updated_at)`,
      followed / 10,
      `${id("creator", "i * 10")}, ${id("fan", "0")}, ${id("creator", "i * 10")}, ${id("tier", "i * 10")}, 'month', 500, 'usd', 'active',
        now() + interval '20 days', now() + interval '23 days', now(), now()`,
    );
    await client.query("reset session_replication_role");
    await client.query("reset synchronous_commit");
    await client.query("vacuum (analyze)");
  } finally {
    client.release();
  }
}

function id(kind: (typeof KINDS)[number], number = "i"): string {
  const prefix = idOf(kind, 0).slice(0, 24);
  return `('${prefix}' || lpad(to_hex((${number})::bigint), 12, '0'))::uuid`;
}
