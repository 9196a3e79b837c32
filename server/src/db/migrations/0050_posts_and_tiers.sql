-- What a creator offers beside products: membership tiers, and posts with media.
create table tiers (
  id uuid primary key,
  creator_id uuid not null references creators,
  name text not null check (length(name) between 1 and 50),
  description text not null default '' check (length(description) <= 2000),
  level integer not null check (level between 1 and 20),
  trial_days integer check (trial_days between 1 and 90),
  seats integer check (seats > 0),
  archived_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index tiers_creator on tiers (creator_id, level);
comment on table tiers is 'memberships: levels of membership; a higher level opens what the lower ones open';
comment on column tiers.archived_at is 'takes no new members; those who have it keep it';

create table tier_prices (
  tier_id uuid not null references tiers on delete cascade,
  interval text not null check (interval in ('month', 'year')),
  amount integer not null check (amount > 0),
  currency text not null check (currency ~ '^[a-z]{3}$'),
  primary key (tier_id, interval)
);
comment on table tier_prices is 'memberships: what new members pay; members keep the price they joined at until they change';

create table subscriptions (
  id uuid primary key,
  user_id uuid not null references users,
  creator_id uuid not null references creators,
  tier_id uuid not null references tiers,
  interval text not null check (interval in ('month', 'year')),
  price_amount integer not null check (price_amount > 0),
  price_currency text not null,
  status text not null check (status in ('incomplete', 'trialing', 'active', 'past_due', 'cancelled', 'expired')),
  paid_until timestamptz,
  cancel_at_period_end boolean not null default false,
  next_tier_id uuid references tiers,
  next_interval text check (next_interval in ('month', 'year')),
  open_until timestamptz,
  provider_id text unique,
  checkout_session_id text unique,
  checkout_url text,
  heard_at timestamptz,
  started_at timestamptz,
  ended_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((next_tier_id is null) = (next_interval is null))
);
create unique index subscriptions_one_alive on subscriptions (user_id, creator_id) where status <> 'expired';
create index subscriptions_creator on subscriptions (creator_id, status, created_at desc, id desc);
create index subscriptions_user on subscriptions (user_id, created_at desc, id desc);
create index subscriptions_tier on subscriptions (tier_id) where status <> 'expired';
comment on table subscriptions is 'memberships: one person''s membership of a creator; its payments are purchases';
comment on column subscriptions.paid_until is 'the end of the last period that was paid or is on trial';
comment on column subscriptions.open_until is 'until when it opens what its tier opens, grace included; derived of the others by subscription-state.ts';
comment on column subscriptions.heard_at is 'the moment the provider''s word that stands here is of; older words change nothing';
comment on column subscriptions.next_tier_id is 'what it changes to when the period ends';

create table posts (
  id uuid primary key,
  creator_id uuid not null references creators,
  author_id uuid references users on delete set null,
  title text not null default '' check (length(title) <= 120),
  body text not null default '' check (length(body) <= 50000),
  teaser text not null default '' check (length(teaser) <= 500),
  visibility text not null check (visibility in ('free', 'subscribers', 'ppv')),
  is_public boolean not null default false,
  tier_id uuid references tiers,
  price_amount integer check (price_amount > 0),
  price_currency text check (price_currency ~ '^[a-z]{3}$'),
  tags text[] not null default '{}',
  status text not null check (status in ('draft', 'published', 'archived', 'removed')),
  published_at timestamptz,
  pinned_at timestamptz,
  comments_closed_at timestamptz,
  offers_originals boolean not null default false,
  announced_at timestamptz,
  removed_at timestamptz,
  removed_reason text check (length(removed_reason) between 1 and 500),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check (status <> 'published' or published_at is not null),
  check ((visibility = 'ppv') = (price_amount is not null)),
  check ((price_amount is null) = (price_currency is null)),
  check (tier_id is null or visibility = 'subscribers'),
  check (not is_public or visibility = 'free')
);
create index posts_creator on posts (creator_id, published_at desc, id desc) where status = 'published';
create index posts_newest on posts (published_at desc, id desc) where status = 'published';
create index posts_studio on posts (creator_id, created_at desc, id desc);
create index posts_unannounced on posts (published_at) where status = 'published' and announced_at is null;
create index posts_tags on posts using gin (tags);
comment on table posts is 'posts: entries of a creator''s feed';
comment on column posts.published_at is 'from when it can be seen; later than now: it is scheduled';
comment on column posts.is_public is 'a free post that may be read without signing in';
comment on column posts.tier_id is 'the lowest tier that opens it; null: any';
comment on column posts.announced_at is 'when followers and members were told of it';

create table post_files (
  post_id uuid not null references posts on delete cascade,
  file_id uuid not null references files,
  position integer not null,
  alt text not null default '' check (length(alt) <= 300),
  primary key (post_id, file_id)
);
create index post_files_file on post_files (file_id);
comment on table post_files is 'posts: the media of a post, in order';

-- A purchase may now be of a post, or be one payment of a membership.
alter table purchases
  alter column product_id drop not null,
  add column post_id uuid references posts,
  add column tier_id uuid references tiers,
  add column subscription_id uuid references subscriptions,
  add column invoice_id text unique,
  add column period_ends_at timestamptz,
  add column item_id uuid not null generated always as (coalesce(product_id, post_id, tier_id)) stored,
  add constraint purchases_one_item check (num_nonnulls(product_id, post_id, tier_id) = 1),
  add constraint purchases_membership check (num_nonnulls(tier_id, subscription_id) in (0, 2));
comment on column purchases.item_id is 'the product, the post, or the tier that it paid for';
comment on column purchases.period_ends_at is 'of a membership''s payment: the end of the period that it paid for';
drop index purchases_one_open;
create unique index purchases_one_open on purchases (buyer_id, item_id) where status = 'pending' and subscription_id is null;
drop index purchases_buyer_product;
create index purchases_buyer_item on purchases (buyer_id, item_id);
drop index purchases_product;
create index purchases_item on purchases (item_id);
create index purchases_subscription on purchases (subscription_id, created_at desc) where subscription_id is not null;

alter table ledger_days drop constraint ledger_days_product_id_fkey;
alter table ledger_days rename column product_id to item_id;
comment on column ledger_days.item_id is 'a product, a post or a tier';

create view items as
  select id, 'product' as kind, creator_id, title, slug from products
  union all select id, 'post', creator_id, case when title <> '' then title else left(regexp_replace(body, '\s+', ' ', 'g'), 80) end, null from posts
  union all select id, 'tier', creator_id, name, null from tiers;
comment on view items is 'everything that a purchase can be of, by what lists of purchases say about it';
