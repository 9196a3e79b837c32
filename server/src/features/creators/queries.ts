import { type SqlBool, sql } from "kysely";
import type { Viewer } from "../../access/viewer.ts";
import type { Deps } from "../../deps.ts";
import { isId } from "../../lib/ids.ts";
import { avatarUrl, bannerOf } from "./pictures.ts";
import type { Role } from "./require-member.ts";

export type SocialLink = { label: string; url: string };

export type FoundCreator = {
  id: string;
  handle: string;
  displayName: string;
  bio: string;
  website: string | null;
  socialLinks: SocialLink[];
  avatarUrl: string | null;
  /** How long after buying the money may be asked back; null: decided case by case. */
  refundDays: number | null;
  /** From how many devices one buyer may download; null: any number. */
  deviceLimit: number | null;
  /** Which pictures of posts carry a mark of whoever looks. */
  watermark: "off" | "paid" | "all";
  /** What they show is for adults. */
  adult: boolean;
  banner: ReturnType<typeof bannerOf>;
  createdAt: Date;
  /** Published products. */
  productCount: number;
  /** Whether there is anything to read, perhaps not before its time has come. */
  hasPosts: boolean;
  /** Whether it takes members. */
  hasTiers: boolean;
  storageQuotaBytes: number;
  suspendedAt: Date | null;
  /** The viewer's role here, if any. */
  role: Role | null;
};

/** The creator with this handle or id, suspended or not, or null. Handles are lower case. */
export async function findCreatorByHandle(
  deps: Pick<Deps, "db">,
  handle: string,
  viewer: Viewer = { kind: "visitor" },
): Promise<FoundCreator | null> {
  if (!/^[a-z0-9_-]{1,40}$/.test(handle)) return null;
  const row = await deps.db
    .selectFrom("creators as c")
    .leftJoin("creator_members as m", (join) =>
      join
        .onRef("m.creator_id", "=", "c.id")
        .on("m.user_id", "=", viewer.kind === "user" ? viewer.userId : null),
    )
    .select([
      "c.id",
      "c.handle",
      "c.display_name",
      "c.bio",
      "c.website",
      "c.social_links",
      "c.avatar_key",
      "c.refund_days",
      "c.device_limit",
      "c.watermark",
      "c.is_adult",
      "c.banner_key",
      "c.created_at",
      "c.storage_quota_bytes",
      "c.suspended_at",
      "m.role",
    ])
    .select([
      sql<number>`(select count(*) from products p where p.creator_id = c.id and p.status = 'published')`.as(
        "product_count",
      ),
      sql<boolean>`exists (select 1 from posts o where o.creator_id = c.id and o.status = 'published')`.as(
        "has_posts",
      ),
      sql<boolean>`exists (select 1 from tiers t where t.creator_id = c.id and t.archived_at is null)`.as(
        "has_tiers",
      ),
    ])
    .where("c.closed_at", "is", null)
    .where(isId(handle) ? sql<SqlBool>`c.id = ${handle}::uuid` : sql<SqlBool>`c.handle = ${handle}`)
    .executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id,
    handle: row.handle,
    displayName: row.display_name,
    bio: row.bio,
    website: row.website,
    socialLinks: row.social_links as SocialLink[],
    avatarUrl: avatarUrl(row.avatar_key),
    refundDays: row.refund_days,
    deviceLimit: row.device_limit,
    adult: row.is_adult,
    watermark: row.watermark as FoundCreator["watermark"],
    banner: bannerOf(row.banner_key),
    createdAt: row.created_at,
    productCount: row.product_count,
    hasPosts: row.has_posts,
    hasTiers: row.has_tiers,
    storageQuotaBytes: row.storage_quota_bytes,
    suspendedAt: row.suspended_at,
    role: row.role,
  };
}

export type Membership = {
  id: string;
  handle: string;
  displayName: string;
  avatarUrl: string | null;
  role: Role;
};

/** The creators a user may act for, oldest membership first; suspended ones included. */
export async function listMemberships(deps: Pick<Deps, "db">, userId: string): Promise<Membership[]> {
  const rows = await deps.db
    .selectFrom("creator_members as m")
    .innerJoin("creators as c", "c.id", "m.creator_id")
    .select(["c.id", "c.handle", "c.display_name", "c.avatar_key", "m.role"])
    .where("m.user_id", "=", userId)
    .orderBy("m.created_at")
    .orderBy("c.id")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    handle: row.handle,
    displayName: row.display_name,
    avatarUrl: avatarUrl(row.avatar_key),
    role: row.role,
  }));
}
