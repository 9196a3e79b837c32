-- What people are told of, in the page and by mail.
create table notifications (
  id uuid primary key,
  user_id uuid not null references users on delete cascade,
  kind text not null check (kind in ('new_post', 'reply', 'comment', 'new_member', 'renewal', 'payment_failed', 'membership_ending')),
  occasion text not null check (length(occasion) between 1 and 200),
  creator_id uuid not null references creators on delete cascade,
  post_id uuid references posts on delete cascade,
  comment_id uuid references comments on delete cascade,
  subscription_id uuid references subscriptions on delete cascade,
  created_at timestamptz not null,
  read_at timestamptz,
  unique (user_id, kind, occasion)
);
create index notifications_user on notifications (user_id, created_at desc, id desc);
create index notifications_unread on notifications (user_id) where read_at is null;
create index notifications_post on notifications (post_id) where post_id is not null;
create index notifications_comment on notifications (comment_id) where comment_id is not null;
create index notifications_created on notifications (created_at);
comment on table notifications is 'notifications: that something happened, never what was said; the words are made when it is read, of what its reader may see then';
comment on column notifications.occasion is 'what it is about, as a key: one occasion tells a person once';

create table notification_mutes (
  user_id uuid not null references users on delete cascade,
  kind text not null,
  way text not null check (way in ('page', 'mail')),
  created_at timestamptz not null,
  primary key (user_id, kind, way)
);
comment on table notification_mutes is 'notifications: what a person does not want to be told of, and where';

alter table mails add column unsubscribe_url text;
comment on column mails.unsubscribe_url is 'where one click ends mails of this kind to this person (RFC 8058); null for what is always sent';

-- The audience of a post, in the order in which it is told.
create index follows_audience on follows (creator_id, user_id);
create index subscriptions_audience on subscriptions (creator_id, user_id) where status <> 'expired';

-- What was published before there was anybody to tell is no news.
update posts set announced_at = published_at where status = 'published' and published_at <= now();
