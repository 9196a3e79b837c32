create table creators (
  id uuid primary key,
  handle text not null unique check (handle ~ '^[a-z][a-z0-9_]{2,29}$'),
  display_name text not null check (length(display_name) between 1 and 50),
  bio text not null default '' check (length(bio) <= 2000),
  website text check (length(website) <= 200),
  social_links jsonb not null default '[]',
  avatar_key text,
  storage_quota_bytes bigint not null,
  suspended_at timestamptz,
  suspended_reason text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
comment on table creators is 'creators: selling accounts';
comment on column creators.avatar_key is 'key prefix in the public storage area';

create table creator_members (
  creator_id uuid not null references creators on delete cascade,
  user_id uuid not null references users on delete cascade,
  role text not null check (role in ('owner', 'editor', 'analyst')),
  created_at timestamptz not null,
  primary key (creator_id, user_id)
);
create index creator_members_user on creator_members (user_id);
comment on table creator_members is 'creators: who may act for a creator';

create table files (
  id uuid primary key,
  creator_id uuid not null references creators,
  uploader_id uuid references users on delete set null,
  name text not null check (length(name) between 1 and 255),
  size_bytes bigint not null check (size_bytes >= 0),
  content_type text not null,
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  status text not null check (status in ('uploading', 'processing', 'ready', 'failed')),
  created_at timestamptz not null,
  ready_at timestamptz,
  check ((status = 'ready') = (ready_at is not null and sha256 is not null))
);
create index files_creator on files (creator_id, created_at desc, id desc);
create index files_unfinished on files (created_at) where status <> 'ready';
comment on table files is 'files: what is known of the bytes; where they lie is in file_objects alone';

create table file_objects (
  file_id uuid primary key references files on delete cascade,
  storage_key text not null unique
);
comment on table file_objects is 'files: the storage location of originals';

create table categories (
  id uuid primary key,
  parent_id uuid references categories,
  slug text not null unique,
  name text not null,
  position integer not null default 0
);
comment on table categories is 'catalog: the tree that operators edit';

create table products (
  id uuid primary key,
  creator_id uuid not null references creators,
  slug text not null unique,
  title text not null check (length(title) between 1 and 120),
  description text not null default '' check (length(description) <= 20000),
  price_amount integer not null check (price_amount between 0 and 99999999),
  price_currency text not null check (price_currency ~ '^[a-z]{3}$'),
  category_id uuid references categories,
  tags text[] not null default '{}',
  status text not null check (status in ('draft', 'published', 'unpublished', 'archived')),
  sales_count integer not null default 0,
  published_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  search tsvector generated always as (
    setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', description), 'C')
  ) stored,
  check (status = 'draft' or published_at is not null)
);
create index products_creator on products (creator_id, created_at desc, id desc);
create index products_new on products (published_at desc, id desc) where status = 'published';
create index products_popular on products (sales_count desc, id desc) where status = 'published';
create index products_price on products (price_amount, id) where status = 'published';
create index products_category on products (category_id) where status = 'published';
create index products_search on products using gin (search);
create index products_tags on products using gin (tags);
comment on table products is 'catalog: what is sold once';

create table product_files (
  product_id uuid not null references products on delete cascade,
  file_id uuid not null references files,
  position integer not null,
  primary key (product_id, file_id)
);
create index product_files_file on product_files (file_id);
comment on table product_files is 'catalog: the files a product gives, in order';

create table product_covers (
  id uuid primary key,
  product_id uuid not null references products on delete cascade,
  image_key text not null,
  alt text not null default '' check (length(alt) <= 300),
  width integer not null,
  height integer not null,
  position integer not null
);
create index product_covers_product on product_covers (product_id, position);
comment on table product_covers is 'catalog: re-encoded pictures in the public storage area';
