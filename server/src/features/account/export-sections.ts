/** One part of the export: the columns of a table that are told. `by` names the one that says whose a row is, `key` what orders and pages. */
export type Section = { table: string; by: string; columns: string; key?: string };

/** What is stored about a person, by the user's id. */
export const OF_PERSON: Record<string, Section> = {
  sessions: {
    table: "sessions",
    by: "user_id",
    columns: "id, ip_address as network, user_agent, created_at, last_seen_at, expires_at",
  },
  browsers: {
    table: "devices",
    by: "user_id",
    columns: "id, name, described, network, created_at, last_seen_at",
  },
  passkeys: {
    table: "passkeys",
    by: "user_id",
    columns: "id, name, device_type, backed_up, created_at, last_used_at",
  },
  emailChanges: {
    table: "email_changes",
    by: "user_id",
    key: "user_id",
    columns: "new_email, created_at, expires_at",
  },
  paymentCustomers: {
    table: "payment_customers",
    by: "user_id",
    key: "user_id",
    columns: "customer_id, created_at",
  },
  purchases: {
    table: "purchases",
    by: "buyer_id",
    columns: `id, product_id, post_id, tier_id, status, price_amount, price_currency, refunded_amount, access_ended_at, access_ended_reason,
      created_at, completed_at, (select title from items i where i.id = item_id) as title`,
  },
  memberships: {
    table: "subscriptions",
    by: "user_id",
    columns: `id, creator_id, tier_id, interval, status, price_amount, price_currency, cancel_at_period_end, next_tier_id,
      next_interval, created_at, started_at, paid_until, open_until, ended_at,
      (select handle from creators c where c.id = creator_id) as creator, (select name from tiers t where t.id = tier_id) as tier`,
  },
  downloads: {
    table: "downloads",
    by: "user_id",
    columns: `id, file_id, product_id, because, address as network, user_agent, created_at, started_at, completed_at, bytes_sent,
      (select name from files f where f.id = file_id) as file`,
  },
  browsersInUse: {
    table: "device_places",
    by: "user_id",
    key: "product_id || ' ' || device_id",
    columns: "product_id, creator_id, device_id as browser_id, taken_at, last_used_at",
  },
  watermarks: {
    table: "watermark_codes",
    by: "user_id",
    key: "creator_id",
    columns:
      "creator_id, code, created_at, (select handle from creators c where c.id = creator_id) as creator",
  },
  mails: {
    table: "mails",
    by: "user_id",
    // The links in some of them open the account.
    columns: "id, kind, to_address, subject, created_at, sent_at",
  },
  notifications: {
    table: "notifications",
    by: "user_id",
    columns: "id, kind, creator_id, post_id, comment_id, subscription_id, purchase_id, created_at, read_at",
  },
  notificationMutes: {
    table: "notification_mutes",
    by: "user_id",
    key: "kind || ' ' || way",
    columns: "kind, way, created_at",
  },
  feedLinks: {
    table: "feed_links",
    by: "user_id",
    key: "creator_id",
    // The address itself is a secret, and not kept.
    columns: "creator_id, created_at",
  },
  follows: {
    table: "follows",
    by: "user_id",
    key: "creator_id",
    columns: "creator_id, created_at, (select handle from creators c where c.id = creator_id) as creator",
  },
  blocks: {
    table: "fan_blocks",
    by: "user_id",
    key: "creator_id",
    // What the creator noted beside it is theirs.
    columns: "creator_id, created_at, (select handle from creators c where c.id = creator_id) as creator",
  },
  likes: { table: "post_likes", by: "user_id", key: "post_id", columns: "post_id, created_at" },
  comments: {
    table: "comments",
    by: "author_id",
    columns: "id, post_id, reply_to, body, created_at, deleted_at",
  },
  reports: {
    table: "reports",
    by: "reporter_id",
    columns: "id, kind, subject_id, reason, details, created_at, closed_at",
  },
  events: {
    table: "events",
    by: "actor_id",
    columns: "id, at, type, subject_type, subject_id, address as network",
  },
  roles: {
    table: "creator_members",
    by: "user_id",
    key: "creator_id",
    columns:
      "creator_id, role, created_at, (select handle from creators c where c.id = creator_id) as creator",
  },
};

/** What creators have made that the person owns, by the creator's id. */
export const OF_OWN_CREATORS: Record<string, Section> = {
  creators: {
    table: "creators",
    by: "id",
    columns: "id, handle, display_name, bio, website, social_links, created_at",
  },
  products: {
    table: "products",
    by: "creator_id",
    columns: `id, creator_id, slug, title, description, price_amount, price_currency, tags, status, sales_count, published_at,
      created_at`,
  },
  posts: {
    table: "posts",
    by: "creator_id",
    columns: `id, creator_id, title, body, teaser, visibility, is_public, tier_id, price_amount, price_currency, tags, status,
      published_at, created_at, updated_at`,
  },
  tiers: {
    table: "tiers",
    by: "creator_id",
    columns: `id, creator_id, name, description, level, trial_days, seats, archived_at, created_at,
      (select json_agg(json_build_object('interval', p.interval, 'amount', p.amount, 'currency', p.currency) order by p.interval)
        from tier_prices p where p.tier_id = s.id) as prices`,
  },
  files: {
    table: "files",
    by: "creator_id",
    columns: "id, creator_id, name, size_bytes, content_type, sha256, status, created_at",
  },
};
