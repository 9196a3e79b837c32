-- What somebody should look at, found in the trail by rules.
create table alerts (
  id uuid primary key,
  rule text not null,
  about text not null,
  user_id uuid references users on delete cascade,
  state text not null check (state in ('open', 'acknowledged')),
  amount integer not null,
  detail jsonb not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  acknowledged_at timestamptz,
  acknowledged_by uuid references users on delete set null,
  check ((state = 'acknowledged') = (acknowledged_at is not null))
);
create unique index alerts_open on alerts (rule, about) where state = 'open';
create index alerts_newest on alerts (last_at desc, id desc);
comment on table alerts is 'alerts: one row for each occasion; while it is open, the same is counted there instead of anew';
comment on column alerts.about is 'noun and id of what it is about, such as a user, a network or a download';

create table alert_mutes (
  rule text not null,
  about text not null,
  until timestamptz not null,
  muted_by uuid references users on delete set null,
  primary key (rule, about)
);
comment on table alert_mutes is 'alerts: what is known and need not be told again until then';
