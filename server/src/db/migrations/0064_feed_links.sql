-- Links by which a feed reader, which signs in nowhere, reads what a member may read.
create table feed_links (
  user_id uuid not null references users on delete cascade,
  creator_id uuid not null references creators on delete cascade,
  token_hash text not null unique,
  created_at timestamptz not null,
  primary key (user_id, creator_id)
);
comment on table feed_links is 'feeds: one secret link for each member of a creator; it opens what its member may read at that moment, and nothing without an open membership';
