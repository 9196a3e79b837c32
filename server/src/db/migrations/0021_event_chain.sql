-- The trail as a chain: each sealed event carries a hash over itself and the one before, so that a change, a removal or another
-- order shows. One writer seals what is committed; requests only append. A salted digest stands for the details, so that they can be
-- erased for a person's sake without breaking the chain.
create table event_chain (
  position bigint primary key check (position > 0),
  event_id bigint not null unique,
  salt bytea,
  details_digest bytea not null,
  hash bytea not null
);
comment on table event_chain is 'events: hash = SHA-256(hash before || event || digest of its details), by src/events/chain-hash.ts';
comment on column event_chain.salt is 'null once the details of the event were erased';

create table event_checkpoints (
  position bigint primary key references event_chain,
  at timestamptz not null,
  hash bytea not null,
  key_id integer not null,
  signature bytea not null,
  newest_event_id bigint not null,
  running_before xid8 not null
);
comment on table event_checkpoints is 'events: signed with a key that the database does not hold';
comment on column event_checkpoints.running_before is 'events up to newest_event_id that are not sealed yet can only belong to transactions older than this';

create trigger event_chain_no_truncate before truncate on event_chain for each statement execute function refuse_change();
create trigger event_checkpoints_append_only before update or delete on event_checkpoints
  for each row execute function refuse_change();

-- History cannot be changed, but what it holds of a person can be erased.
create function refuse_all_but_erasure() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.address is null and new.data = '{}'
    and (new.id, new.at, new.type) = (old.id, old.at, old.type)
    and (new.actor_id, new.creator_id, new.subject_type, new.subject_id)
      is not distinct from (old.actor_id, old.creator_id, old.subject_type, old.subject_id) then
    return new;
  end if;
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;
drop trigger events_append_only on events;
create trigger events_append_only before update or delete on events
  for each row execute function refuse_all_but_erasure();
