-- Each asking is looked up by itself: joined in one piece, PostgreSQL would rather read all files once than a few by their keys.
-- "offset 0": probed for this file alone. While there are few posts PostgreSQL would else list the files of all of them that open, and
-- go on so when there are many.
create or replace function may_have_files(viewers uuid[], wanted uuid[], asked_from text[], at timestamptz)
returns table (n bigint, file_id uuid) language plpgsql stable as $$
begin
  return query
    select a.n, opens.id
    from unnest(viewers, wanted, asked_from) with ordinality a (viewer, wanted, asked_from, n)
    cross join lateral (
      select f.id
      from files f
      join creators c on c.id = f.creator_id
      where f.id = a.wanted and f.status = 'ready'
        and (a.viewer is null or exists (select 1 from users u where u.id = a.viewer and u.suspended_at is null))
        and (
          exists (
            select 1 from creator_members m
            where m.user_id = a.viewer and m.creator_id = c.id and m.role <> 'analyst'
            offset 0)
          or c.suspended_at is null and exists (
            select 1 from product_files pf
            cross join lateral (
              select p.id, p.price_amount from purchases p
              where p.buyer_id = a.viewer and p.item_id = pf.product_id and p.product_id = pf.product_id and p.completed_at is not null
              offset 0) p
            join products r on r.id = pf.product_id
            where pf.file_id = f.id
              and not (r.status = 'removed' and r.removed_ends_access)
              and (r.country_rule is null or (array_position(r.countries, a.asked_from) is null) = (r.country_rule = 'block'))
              and not exists (select 1 from reasons_closed(p.id, p.price_amount)))
          or exists (select 1 from post_files pf where pf.file_id = f.id and post_opens(a.viewer, pf.post_id, at) offset 0))
      limit 1) opens;
end $$;

create or replace function storage_keys_for(viewers uuid[], wanted uuid[], asked_from text[], at timestamptz)
returns table (n bigint, storage_key text) language plpgsql volatile as $$
begin
  perform set_config('vaulture.viewers', viewers::text, true), set_config('vaulture.wanted', wanted::text, true),
    set_config('vaulture.asked_from', asked_from::text, true), set_config('vaulture.at', at::text, true);
  -- The table shows what any of them may have; each gets what is theirs.
  return query
    select may.n, shown.storage_key from may_have_files(viewers, wanted, asked_from, at) may
    cross join lateral (select o.storage_key from file_objects o where o.file_id = may.file_id limit 1) shown;
  perform set_config('vaulture.viewers', '', true);
end $$;
