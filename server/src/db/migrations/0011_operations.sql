-- What operators do: take products down, search the trail and the mail log, write the site's own pages.
alter table products drop constraint products_status_check;
alter table products
  add constraint products_status_check check (status in ('draft', 'published', 'unpublished', 'archived', 'removed')),
  add column removed_at timestamptz,
  add column removed_reason text check (length(removed_reason) between 1 and 500),
  add column removed_from text check (removed_from in ('published', 'unpublished', 'archived')),
  add column removed_ends_access boolean,
  add constraint products_removal_is_whole check (
    (status = 'removed') = (removed_at is not null)
    and num_nulls(removed_at, removed_reason, removed_from, removed_ends_access) in (0, 4));
create index products_created on products (created_at desc, id desc);
comment on column products.removed_from is 'the status it had when an operator took it down, and gets back';
comment on column products.removed_ends_access is 'whether those who bought it lost their access with it';

-- The trail is read newest first, narrowed by one of these at a time; each answers a page without sorting.
drop index events_type;
drop index events_actor;
drop index events_subject;
create index events_at on events (at desc, id desc);
create index events_type on events (type, at desc, id desc);
create index events_actor on events (actor_id, at desc, id desc) where actor_id is not null;
create index events_subject on events (subject_id, at desc, id desc) where subject_id is not null;
create index events_creator on events (creator_id, at desc, id desc) where creator_id is not null;

drop index mails_created;
create index mails_created on mails (created_at desc, id desc);
create index mails_to on mails (to_address, created_at desc, id desc);
create index mails_unsent on mails (created_at) where sent_at is null;

create index users_created on users (created_at desc, id desc);
create index creators_created on creators (created_at desc, id desc);

create table site_pages (
  slug text primary key check (slug in ('help', 'terms', 'privacy')),
  body text not null check (length(body) between 1 and 50000),
  version integer not null check (version > 0),
  updated_by uuid not null references users,
  updated_at timestamptz not null
);
comment on table site_pages is 'site: pages that operators have written; where there is no row, the text that comes with the program is shown';
comment on column site_pages.body is 'Markdown';
