-- Who follows whom, and whom a creator does not want around.
create table follows (
  user_id uuid not null references users on delete cascade,
  creator_id uuid not null references creators on delete cascade,
  created_at timestamptz not null,
  primary key (user_id, creator_id)
);
create index follows_creator on follows (creator_id, created_at desc);
comment on table follows is 'people: whose new posts a person wants to see and hear of';

create table fan_blocks (
  creator_id uuid not null references creators on delete cascade,
  user_id uuid not null references users on delete cascade,
  blocked_by uuid references users on delete set null,
  reason text not null default '' check (length(reason) <= 500),
  created_at timestamptz not null,
  primary key (creator_id, user_id)
);
create index fan_blocks_user on fan_blocks (user_id);
comment on table fan_blocks is 'people: whom a creator has shut out; what they paid for stays open to them';

create table post_likes (
  post_id uuid not null references posts on delete cascade,
  user_id uuid not null references users on delete cascade,
  created_at timestamptz not null,
  primary key (post_id, user_id)
);
create index post_likes_user on post_likes (user_id);
comment on table post_likes is 'people: who likes a post';

create table comments (
  id uuid primary key,
  post_id uuid not null references posts on delete cascade,
  author_id uuid not null references users,
  reply_to uuid references comments on delete set null,
  body text not null check (length(body) between 1 and 2000),
  hidden_at timestamptz,
  hidden_by uuid references users on delete set null,
  deleted_at timestamptz,
  created_at timestamptz not null
);
create index comments_post on comments (post_id, created_at, id);
create index comments_author on comments (author_id, created_at desc);
comment on table comments is 'people: what is said under a post; hidden ones are seen by their author and the creator alone';

-- What is known of media, read from the bytes; what is made of them lies in private storage like the original.
create table file_media (
  file_id uuid primary key references files on delete cascade,
  kind text not null check (kind in ('image', 'video', 'audio')),
  width integer check (width > 0),
  height integer check (height > 0),
  duration_ms integer check (duration_ms >= 0),
  placeholder bytea check (length(placeholder) <= 2000),
  read_at timestamptz not null
);
comment on table file_media is 'media: size and length of pictures, films and sound';
comment on column file_media.placeholder is 'a WebP of a few pixels, which may be shown to everybody';

create table payment_customers (
  user_id uuid primary key references users on delete cascade,
  customer_id text not null unique,
  created_at timestamptz not null
);
comment on table payment_customers is 'checkout: people as the payment provider knows them, with the cards they keep there';
