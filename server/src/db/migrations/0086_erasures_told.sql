-- Details of events are erased by these two functions alone, and each tells the trail in the same statement which events it was and
-- why. The application may call them; it has no right to empty a column by itself.
create function erase_events(ids bigint[], told_at timestamptz, told_of uuid, why jsonb) returns bigint
language plpgsql set search_path = public, pg_temp as $$
begin
  if coalesce(cardinality(ids), 0) = 0 then return 0; end if;
  update events set address = null, data = '{}' where id = any (ids);
  update event_chain set salt = null where event_id = any (ids);
  insert into events (at, type, subject_type, subject_id, data)
  select told_at, 'events.erased', case when told_of is not null then 'user' end, told_of::text,
    why || jsonb_build_object('count', cardinality(ids), 'events', range_agg(int8range(id, id, '[]'))::text)
  from unnest(ids) id;
  return cardinality(ids);
end $$;
revoke execute on function erase_events from public;

create function erase_details_of(person uuid, told_at timestamptz) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from users where id = person and deleted_at is null) then
    raise exception 'the account % is not deleted', person using errcode = 'insufficient_privilege';
  end if;
  return erase_events(
    array(select id from events
      where (actor_id = person or actor_id is null and subject_type = 'user' and subject_id = person::text)
        and type <> 'events.erased' and (address is not null or data <> '{}')
      for update),
    told_at, person, '{"why": "account"}');
end $$;
revoke execute on function erase_details_of from public;

-- One batch: what was done over the network before `before`, the oldest first. `through` says how far it came.
create function erase_details_before(before timestamptz, told_at timestamptz, most integer) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  begun timestamptz;
  ids bigint[];
  through timestamptz;
begin
  if before > told_at - interval '1 day' then
    raise exception 'what is younger than a day is not old' using errcode = 'insufficient_privilege';
  end if;
  select coalesce(data->>'through', data->>'before')::timestamptz into begun from events
  where type = 'events.erased' and data ? 'before' order by at desc, id desc limit 1;
  select array_agg(id), max(at) into ids, through from (
    select id, at from events
    where at >= coalesce(begun, '-infinity') and at < before and address is not null and type <> 'events.erased'
    order by at limit most for update) old;
  if cardinality(ids) < most then through := before; end if;
  return erase_events(ids, told_at, null, jsonb_build_object('why', 'age', 'before', before, 'through', through));
end $$;
revoke execute on function erase_details_before from public;

-- What tells of an erasure is never erased.
create or replace function refuse_all_but_erasure() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.type <> 'events.erased' and new.address is null and new.data = '{}'
    and (new.id, new.at, new.type) = (old.id, old.at, old.type)
    and (new.actor_id, new.creator_id, new.subject_type, new.subject_id)
      is not distinct from (old.actor_id, old.creator_id, old.subject_type, old.subject_id) then
    return new;
  end if;
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;

-- What was erased before erasures were told one by one is told of once, now.
insert into events (at, type, data)
select now(), 'events.erased', jsonb_build_object('why', 'before_told', 'count', count(*),
  'events', range_agg(int8range(event_id, event_id, '[]'))::text)
from event_chain where salt is null having count(*) > 0;
