-- An operator's verification of the trail: asked for in a page, done by the worker, with how far it is and what it found.
create table trail_checks (
  id uuid primary key,
  asked_by uuid not null references users,
  asked_at timestamptz not null,
  events_to_read bigint not null default 0,
  events_read bigint not null default 0,
  finished_at timestamptz,
  result jsonb
);
comment on table trail_checks is 'operations: the result is what src/events/verify-chain.ts answers';
create index trail_checks_by_time on trail_checks (asked_at desc);
