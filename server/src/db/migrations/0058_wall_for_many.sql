-- The second wall is asked for many at once, as the first one is: starting its reading anew for each of them cost more than both
-- readings. Nothing changes in what it says.

-- Rows, not a boolean: as such PostgreSQL makes it a part of the question that asks it.
create function reasons_closed(purchase uuid, price integer) returns setof integer language sql stable as $$
  select 1 from disputes d where d.purchase_id = purchase and d.status <> 'won'
  union all
  select 1 from access_rulings a where a.purchase_id = purchase having count(*) % 2 = 1
  union all
  select 1 from refunds r
  where r.purchase_id = purchase and r.status <> 'failed'
    and coalesce(r.ends_access,
      (select sum(all_of.amount) from refunds all_of where all_of.purchase_id = purchase and all_of.status <> 'failed') >= price)
$$;
comment on function reasons_closed is 'a row for each thing that closes a purchase, by what happened to it';
create or replace function purchase_is_closed(purchase uuid, price integer) returns boolean language sql stable as $$
  select exists (select 1 from reasons_closed(purchase, price))
$$;

drop policy entitled_viewer on file_objects;
drop function may_have_file(uuid, uuid, text, timestamptz);
drop function bought_or_own_file(uuid, uuid, text);

create function may_have_files(viewers uuid[], wanted uuid[], asked_from text[], at timestamptz)
returns table (n bigint, file_id uuid) language plpgsql stable as $$
begin
  return query
    select a.n, f.id
    from unnest(viewers, wanted, asked_from) with ordinality a (viewer, wanted, asked_from, n)
    join files f on f.id = a.wanted and f.status = 'ready'
    join creators c on c.id = f.creator_id
    left join users u on u.id = a.viewer and u.suspended_at is null
    where (a.viewer is null or u.id is not null)
      and (
        exists (
          select 1 from creator_members m
          where m.user_id = a.viewer and m.creator_id = c.id and m.role <> 'analyst')
        or c.suspended_at is null and exists (
          select 1 from product_files pf
          join products r on r.id = pf.product_id
          join purchases p on p.product_id = pf.product_id
          where pf.file_id = f.id and p.buyer_id = a.viewer and p.completed_at is not null
            and not (r.status = 'removed' and r.removed_ends_access)
            and (r.country_rule is null or (array_position(r.countries, a.asked_from) is null) = (r.country_rule = 'block'))
            and not exists (select 1 from reasons_closed(p.id, p.price_amount)))
        or exists (select 1 from post_files pf where pf.file_id = f.id and post_opens(a.viewer, pf.post_id, at)));
end $$;
comment on function may_have_files is
  'which of these askings open: the n-th viewer (null: nobody who is signed in), file and country code (null: not known) belong together';

-- A location is shown only in a statement that names who asks for which file, and only where one of them may have it.
create function files_of_named() returns setof uuid language sql stable as $$
  select may.file_id from may_have_files(
    nullif(current_setting('vaulture.viewers', true), '')::uuid[],
    nullif(current_setting('vaulture.wanted', true), '')::uuid[],
    nullif(current_setting('vaulture.asked_from', true), '')::text[],
    nullif(current_setting('vaulture.at', true), '')::timestamptz) may
$$;
create policy entitled_viewer on file_objects for select using (file_id in (select files_of_named()));

create function storage_keys_for(viewers uuid[], wanted uuid[], asked_from text[], at timestamptz)
returns table (n bigint, storage_key text) language plpgsql volatile as $$
begin
  perform set_config('vaulture.viewers', viewers::text, true), set_config('vaulture.wanted', wanted::text, true),
    set_config('vaulture.asked_from', asked_from::text, true), set_config('vaulture.at', at::text, true);
  -- The table shows what any of them may have; each gets what is theirs.
  return query
    select may.n, o.storage_key from may_have_files(viewers, wanted, asked_from, at) may
    join file_objects o on o.file_id = may.file_id;
  perform set_config('vaulture.viewers', '', true);
end $$;
comment on function storage_keys_for is
  'locations for the askings of may_have_files that open, named for this look alone; no row where the wall stands';
create or replace function storage_key_for(viewer uuid, wanted uuid, asked_from text, at timestamptz) returns text language sql volatile as $$
  select storage_key from storage_keys_for(array[viewer], array[wanted], array[asked_from], at)
$$;
