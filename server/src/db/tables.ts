// Generated from the migrations by `npm run gen`. Do not edit.
import type { ColumnType, GeneratedAlways } from "kysely";

/** JSON as PostgreSQL returns it; written as text. */
type Json = ColumnType<unknown, string, string>;
/** A column that the database fills when it is left out. */
type Optional<T> = ColumnType<T, T | undefined, T>;

export type Tables = {
  access_rulings: AccessRulings;
  accounts: Accounts;
  alert_mutes: AlertMutes;
  alerts: Alerts;
  categories: Categories;
  comments: Comments;
  creator_members: CreatorMembers;
  creators: Creators;
  delivery_codes: DeliveryCodes;
  device_places: DevicePlaces;
  devices: Devices;
  disputes: Disputes;
  downloads: Downloads;
  email_changes: EmailChanges;
  event_chain: EventChain;
  event_checkpoints: EventCheckpoints;
  events: Events;
  fan_blocks: FanBlocks;
  feed_links: FeedLinks;
  file_media: FileMedia;
  file_objects: FileObjects;
  files: Files;
  follows: Follows;
  items: Items;
  ledger_days: LedgerDays;
  ledger_entries: LedgerEntries;
  ledger_transactions: LedgerTransactions;
  mails: Mails;
  notification_mutes: NotificationMutes;
  notifications: Notifications;
  passkeys: Passkeys;
  payment_customers: PaymentCustomers;
  post_files: PostFiles;
  post_likes: PostLikes;
  posts: Posts;
  product_covers: ProductCovers;
  product_edits: ProductEdits;
  product_files: ProductFiles;
  products: Products;
  purchases: Purchases;
  rate_limits: RateLimits;
  refunds: Refunds;
  reports: Reports;
  section_products: SectionProducts;
  sessions: Sessions;
  signing_keys: SigningKeys;
  site_pages: SitePages;
  storefront_sections: StorefrontSections;
  subscriptions: Subscriptions;
  tier_prices: TierPrices;
  tiers: Tiers;
  trail_checks: TrailChecks;
  tried_codes: TriedCodes;
  two_factors: TwoFactors;
  users: Users;
  verifications: Verifications;
  watermark_codes: WatermarkCodes;
  webhook_events: WebhookEvents;
};

export type AccessRulings = {
  purchase_id: string;
  number: number;
  verdict: "revoked" | "restored";
  reason: string;
  decided_by: Optional<string | null>;
  created_at: Date;
};

export type Accounts = {
  id: string;
  user_id: string;
  account_id: string;
  provider_id: string;
  access_token: Optional<string | null>;
  refresh_token: Optional<string | null>;
  id_token: Optional<string | null>;
  access_token_expires_at: Optional<Date | null>;
  refresh_token_expires_at: Optional<Date | null>;
  scope: Optional<string | null>;
  password: Optional<string | null>;
  created_at: Optional<Date>;
  updated_at: Optional<Date>;
};

export type AlertMutes = {
  rule: string;
  about: string;
  until: Date;
  muted_by: Optional<string | null>;
};

export type Alerts = {
  id: string;
  rule: string;
  about: string;
  user_id: Optional<string | null>;
  state: "open" | "acknowledged";
  amount: number;
  detail: Json;
  first_at: Date;
  last_at: Date;
  acknowledged_at: Optional<Date | null>;
  acknowledged_by: Optional<string | null>;
};

export type Categories = {
  id: string;
  parent_id: Optional<string | null>;
  slug: string;
  name: string;
  position: Optional<number>;
};

export type Comments = {
  id: string;
  post_id: string;
  author_id: string;
  reply_to: Optional<string | null>;
  body: string;
  hidden_at: Optional<Date | null>;
  hidden_by: Optional<string | null>;
  deleted_at: Optional<Date | null>;
  created_at: Date;
  as_creator: Optional<boolean>;
};

export type CreatorMembers = {
  creator_id: string;
  user_id: string;
  role: "owner" | "editor" | "analyst";
  created_at: Date;
};

export type Creators = {
  id: string;
  handle: string;
  display_name: string;
  bio: Optional<string>;
  website: Optional<string | null>;
  social_links: ColumnType<unknown, string | undefined, string>;
  avatar_key: Optional<string | null>;
  storage_quota_bytes: number;
  suspended_at: Optional<Date | null>;
  suspended_reason: Optional<string | null>;
  created_at: Date;
  updated_at: Date;
  banner_key: Optional<string | null>;
  refund_days: Optional<number | null>;
  closed_at: Optional<Date | null>;
  device_limit: Optional<number | null>;
  watermark: Optional<"off" | "paid" | "all">;
  is_adult: Optional<boolean>;
};

export type DeliveryCodes = {
  code_hash: Buffer;
  browser_hash: Buffer;
  session_id: string;
  expires_at: Date;
};

export type DevicePlaces = {
  user_id: string;
  product_id: string;
  device_id: string;
  creator_id: string;
  taken_at: Date;
  last_used_at: Date;
};

export type Devices = {
  user_id: string;
  token_hash: string;
  created_at: Date;
  last_seen_at: Date;
  id: Optional<string>;
  name: Optional<string | null>;
  described: Optional<string | null>;
  network: Optional<string | null>;
};

export type Disputes = {
  id: string;
  purchase_id: string;
  amount: number;
  status: "open" | "won" | "lost";
  created_at: Date;
  updated_at: Date;
};

export type Downloads = {
  id: string;
  user_id: string;
  session_id: string;
  file_id: Optional<string | null>;
  product_id: Optional<string | null>;
  purchase_id: Optional<string | null>;
  because: string;
  address: Optional<string | null>;
  user_agent: Optional<string | null>;
  created_at: Date;
  start_by: Date;
  started_at: Optional<Date | null>;
  resume_until: Optional<Date | null>;
  last_served_at: Optional<Date | null>;
  bytes_sent: Optional<number>;
  request_count: Optional<number>;
  completed_at: Optional<Date | null>;
  flowing: Optional<number>;
  forgiven_bytes: Optional<number>;
};

export type EmailChanges = {
  user_id: string;
  new_email: string;
  token_hash: string;
  created_at: Date;
  expires_at: Date;
};

export type EventChain = {
  position: number;
  event_id: number;
  salt: Optional<Buffer | null>;
  details_digest: Buffer;
  hash: Buffer;
};

export type EventCheckpoints = {
  position: number;
  at: Date;
  hash: Buffer;
  key_id: number;
  signature: Buffer;
  newest_event_id: number;
  running_before: string;
  version: Optional<number>;
  settled_event_id: Optional<number>;
};

export type Events = {
  id: GeneratedAlways<number>;
  at: Date;
  type: string;
  actor_id: Optional<string | null>;
  creator_id: Optional<string | null>;
  subject_type: Optional<string | null>;
  subject_id: Optional<string | null>;
  address: Optional<string | null>;
  data: ColumnType<unknown, string | undefined, string>;
};

export type FanBlocks = {
  creator_id: string;
  user_id: string;
  blocked_by: Optional<string | null>;
  reason: Optional<string>;
  created_at: Date;
};

export type FeedLinks = {
  user_id: string;
  creator_id: string;
  token_hash: string;
  created_at: Date;
};

export type FileMedia = {
  file_id: string;
  kind: "image" | "video" | "audio";
  width: Optional<number | null>;
  height: Optional<number | null>;
  duration_ms: Optional<number | null>;
  placeholder: Optional<Buffer | null>;
  read_at: Date;
  widths: Optional<number[]>;
  failure: Optional<"damaged" | "too_large" | "gave_up" | null>;
};

export type FileObjects = {
  file_id: string;
  storage_key: string;
};

export type Files = {
  id: string;
  creator_id: string;
  uploader_id: Optional<string | null>;
  name: string;
  size_bytes: number;
  content_type: string;
  sha256: Optional<string | null>;
  status: "uploading" | "processing" | "ready" | "failed";
  created_at: Date;
  ready_at: Optional<Date | null>;
  view_type: Optional<string | null>;
  failure: Optional<string | null>;
};

export type Follows = {
  user_id: string;
  creator_id: string;
  created_at: Date;
};

export type Items = {
  id: Optional<string | null>;
  kind: Optional<string | null>;
  creator_id: Optional<string | null>;
  title: Optional<string | null>;
  slug: Optional<string | null>;
};

export type LedgerDays = {
  creator_id: string;
  day: string;
  item_id: string;
  currency: string;
  sales: Optional<number>;
  gross: Optional<number>;
  returned: Optional<number>;
  fees: Optional<number>;
  net: Optional<number>;
};

export type LedgerEntries = {
  id: GeneratedAlways<number>;
  transaction_id: string;
  account: "provider" | "creator" | "platform";
  creator_id: Optional<string | null>;
  amount: number;
  currency: string;
};

export type LedgerTransactions = {
  id: string;
  purchase_id: string;
  kind: "sale" | "refund" | "refund_failed" | "dispute" | "dispute_won";
  provider_ref: string;
  created_at: Date;
};

export type Mails = {
  id: string;
  to_address: string;
  subject: string;
  text_body: string;
  html_body: string;
  kind: string;
  dedupe_key: Optional<string | null>;
  created_at: Date;
  sent_at: Optional<Date | null>;
  error: Optional<string | null>;
  user_id: Optional<string | null>;
  unsubscribe_url: Optional<string | null>;
  names_user_id: Optional<string | null>;
};

export type NotificationMutes = {
  user_id: string;
  kind: string;
  way: "page" | "mail";
  created_at: Date;
};

export type Notifications = {
  id: string;
  user_id: string;
  kind: "new_post" | "reply" | "comment" | "new_member" | "sale" | "renewal" | "payment_failed" | "membership_ending";
  occasion: string;
  creator_id: string;
  post_id: Optional<string | null>;
  comment_id: Optional<string | null>;
  subscription_id: Optional<string | null>;
  created_at: Date;
  read_at: Optional<Date | null>;
  purchase_id: Optional<string | null>;
};

export type Passkeys = {
  id: string;
  user_id: string;
  name: Optional<string | null>;
  public_key: string;
  credential_id: string;
  counter: number;
  device_type: string;
  backed_up: boolean;
  transports: Optional<string | null>;
  aaguid: Optional<string | null>;
  created_at: Optional<Date>;
  last_used_at: Optional<Date | null>;
};

export type PaymentCustomers = {
  user_id: string;
  customer_id: string;
  created_at: Date;
};

export type PostFiles = {
  post_id: string;
  file_id: string;
  position: number;
  alt: Optional<string>;
};

export type PostLikes = {
  post_id: string;
  user_id: string;
  created_at: Date;
};

export type Posts = {
  id: string;
  creator_id: string;
  author_id: Optional<string | null>;
  title: Optional<string>;
  body: Optional<string>;
  teaser: Optional<string>;
  visibility: "free" | "subscribers" | "ppv";
  is_public: Optional<boolean>;
  tier_id: Optional<string | null>;
  price_amount: Optional<number | null>;
  price_currency: Optional<string | null>;
  tags: Optional<string[]>;
  status: "draft" | "published" | "archived" | "removed";
  published_at: Optional<Date | null>;
  pinned_at: Optional<Date | null>;
  comments_closed_at: Optional<Date | null>;
  offers_originals: Optional<boolean>;
  announced_at: Optional<Date | null>;
  removed_at: Optional<Date | null>;
  removed_reason: Optional<string | null>;
  created_at: Date;
  updated_at: Date;
  removed_from: Optional<"published" | "archived" | "draft" | null>;
  removed_ends_access: Optional<boolean | null>;
};

export type ProductCovers = {
  id: string;
  product_id: string;
  image_key: string;
  alt: Optional<string>;
  width: number;
  height: number;
  position: number;
};

export type ProductEdits = {
  product_id: string;
  changes: Json;
  created_at: Date;
  updated_at: Date;
};

export type ProductFiles = {
  product_id: string;
  file_id: string;
  position: number;
  added_at: Date;
};

export type Products = {
  id: string;
  creator_id: string;
  slug: string;
  title: string;
  description: Optional<string>;
  price_amount: number;
  price_currency: string;
  category_id: Optional<string | null>;
  tags: Optional<string[]>;
  status: "draft" | "published" | "unpublished" | "archived" | "removed";
  sales_count: Optional<number>;
  published_at: Optional<Date | null>;
  created_at: Date;
  updated_at: Date;
  search: GeneratedAlways<string | null>;
  file_kinds: Optional<string[]>;
  revision: Optional<number>;
  removed_at: Optional<Date | null>;
  removed_reason: Optional<string | null>;
  removed_from: Optional<"published" | "unpublished" | "archived" | null>;
  removed_ends_access: Optional<boolean | null>;
  country_rule: Optional<"allow" | "block" | null>;
  countries: Optional<string[]>;
  download_limit: Optional<number | null>;
  device_limit: Optional<number | null>;
};

export type Purchases = {
  id: string;
  buyer_id: string;
  product_id: Optional<string | null>;
  creator_id: string;
  status: "pending" | "completed" | "failed" | "expired" | "refunded" | "partially_refunded" | "disputed" | "dispute_lost";
  price_amount: number;
  price_currency: string;
  fee_amount: number;
  refunded_amount: Optional<number>;
  provider: "none" | "stripe";
  checkout_session_id: Optional<string | null>;
  checkout_url: Optional<string | null>;
  payment_intent_id: Optional<string | null>;
  failed_at: Optional<Date | null>;
  failure_reason: Optional<string | null>;
  expired_at: Optional<Date | null>;
  access_ended_at: Optional<Date | null>;
  access_ended_reason: Optional<string | null>;
  created_at: Date;
  completed_at: Optional<Date | null>;
  updated_at: Date;
  refund_days: Optional<number | null>;
  net_amount: Optional<number>;
  kept_fee_amount: Optional<number>;
  post_id: Optional<string | null>;
  tier_id: Optional<string | null>;
  subscription_id: Optional<string | null>;
  invoice_id: Optional<string | null>;
  period_ends_at: Optional<Date | null>;
  item_id: GeneratedAlways<string>;
};

export type RateLimits = {
  key: string;
  hits: number;
  window_ends_at: Date;
};

export type Refunds = {
  id: string;
  purchase_id: string;
  amount: number;
  status: "pending" | "succeeded" | "failed";
  ends_access: Optional<boolean | null>;
  reason: Optional<string | null>;
  requested_by: Optional<string | null>;
  created_at: Date;
  updated_at: Date;
};

export type Reports = {
  id: string;
  kind: "post" | "comment";
  subject_id: string;
  creator_id: string;
  reporter_id: string;
  reason: "spam" | "harassment" | "hate" | "sexual" | "violence" | "rights" | "illegal" | "other";
  details: Optional<string>;
  said: string;
  created_at: Date;
  closed_at: Optional<Date | null>;
  closed_by: Optional<string | null>;
  closing_note: Optional<string | null>;
};

export type SectionProducts = {
  product_id: string;
  section_id: string;
  position: number;
};

export type Sessions = {
  id: string;
  user_id: string;
  token: string;
  expires_at: Date;
  ip_address: Optional<string | null>;
  user_agent: Optional<string | null>;
  created_at: Optional<Date>;
  updated_at: Optional<Date>;
  last_seen_at: Optional<Date | null>;
  device_id: Optional<string | null>;
};

export type SigningKeys = {
  id: string;
  public_key: string;
  private_key: string;
  alg: Optional<string | null>;
  crv: Optional<string | null>;
  created_at: Optional<Date>;
  expires_at: Optional<Date | null>;
};

export type SitePages = {
  slug: "help" | "terms" | "privacy";
  body: string;
  version: number;
  updated_by: string;
  updated_at: Date;
};

export type StorefrontSections = {
  id: string;
  creator_id: string;
  title: string;
  position: number;
};

export type Subscriptions = {
  id: string;
  user_id: string;
  creator_id: string;
  tier_id: string;
  interval: "month" | "year";
  price_amount: number;
  price_currency: string;
  status: "incomplete" | "trialing" | "active" | "past_due" | "cancelled" | "expired";
  paid_until: Optional<Date | null>;
  cancel_at_period_end: Optional<boolean>;
  next_tier_id: Optional<string | null>;
  next_interval: Optional<"month" | "year" | null>;
  open_until: Optional<Date | null>;
  provider_id: Optional<string | null>;
  checkout_session_id: Optional<string | null>;
  checkout_url: Optional<string | null>;
  heard_at: Optional<Date | null>;
  started_at: Optional<Date | null>;
  ended_at: Optional<Date | null>;
  created_at: Date;
  updated_at: Date;
  changing_tier_id: Optional<string | null>;
  changing_until: Optional<Date | null>;
};

export type TierPrices = {
  tier_id: string;
  interval: "month" | "year";
  amount: number;
  currency: string;
};

export type Tiers = {
  id: string;
  creator_id: string;
  name: string;
  description: Optional<string>;
  level: number;
  trial_days: Optional<number | null>;
  seats: Optional<number | null>;
  archived_at: Optional<Date | null>;
  created_at: Date;
  updated_at: Date;
};

export type TrailChecks = {
  id: string;
  asked_by: string;
  asked_at: Date;
  events_to_read: Optional<number>;
  events_read: Optional<number>;
  finished_at: Optional<Date | null>;
  result: ColumnType<unknown, string | undefined, string>;
};

export type TriedCodes = {
  user_id: string;
  code_hash: string;
  tried_at: Date;
};

export type TwoFactors = {
  id: string;
  user_id: string;
  secret: string;
  backup_codes: string;
  verified: Optional<boolean>;
  failed_verification_count: Optional<number | null>;
  locked_until: Optional<Date | null>;
  created_at: Optional<Date>;
};

export type Users = {
  id: string;
  name: string;
  email: string;
  email_verified: Optional<boolean>;
  image: Optional<string | null>;
  operator_since: Optional<Date | null>;
  suspended_at: Optional<Date | null>;
  suspended_reason: Optional<string | null>;
  created_at: Optional<Date>;
  updated_at: Optional<Date>;
  deleted_at: Optional<Date | null>;
  two_factor_enabled: Optional<boolean>;
  signed_out_at: Optional<Date | null>;
};

export type Verifications = {
  id: string;
  identifier: string;
  value: string;
  expires_at: Date;
  created_at: Optional<Date>;
  updated_at: Optional<Date>;
};

export type WatermarkCodes = {
  creator_id: string;
  user_id: string;
  code: string;
  created_at: Date;
};

export type WebhookEvents = {
  id: string;
  type: string;
  payload: Json;
  received_at: Date;
  processed_at: Optional<Date | null>;
  outcome: Optional<string | null>;
};
