-- What is old enough is a matter of the database's clock too: whoever calls could say that it is next year.
-- One batch: what was done over the network before `before`, the oldest first. `through` says how far it came.
create or replace function erase_details_before(before timestamptz, told_at timestamptz, most integer) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  begun timestamptz;
  ids bigint[];
  through timestamptz;
begin
  if before > least(told_at, clock_timestamp()) - interval '1 day' then
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
