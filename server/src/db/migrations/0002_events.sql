-- What happened, in order, for good: audit trail, outbox and analytics source in one append-only table.
create table events (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  type text not null,
  actor_id uuid,
  creator_id uuid,
  subject_type text,
  subject_id text,
  address text,
  data jsonb not null default '{}'
);
create index events_type on events (type, id desc);
create index events_actor on events (actor_id, id desc) where actor_id is not null;
create index events_subject on events (subject_type, subject_id, id desc);
comment on table events is 'events: append-only; no foreign keys, so that history outlives what it tells of';
comment on column events.address is 'client network, truncated to /24 or /48';

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger events_append_only before update or delete on events for each row execute function refuse_change();
create trigger events_no_truncate before truncate on events for each statement execute function refuse_change();

create table mails (
  id uuid primary key,
  to_address text not null,
  subject text not null,
  text_body text not null,
  html_body text not null,
  kind text not null,
  dedupe_key text unique,
  created_at timestamptz not null,
  sent_at timestamptz,
  error text
);
create index mails_created on mails (created_at desc);
comment on table mails is 'mail: outbox and log; a dedupe_key makes sure that one occasion sends one mail';
