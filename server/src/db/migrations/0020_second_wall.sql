-- The second wall. Whatever a route forgets to ask, the location of an original is shown only to a viewer who may have the file,
-- by a reading of the rules of its own: src/access asks the same of the facts it fetched, and a test holds the two against each other.
create function purchase_is_closed(purchase uuid, price integer) returns boolean language sql stable as $$
  select exists (select 1 from disputes d where d.purchase_id = purchase and d.status <> 'won')
    or (select count(*) from access_rulings a where a.purchase_id = purchase) % 2 = 1
    or exists (
      select 1 from refunds r
      where r.purchase_id = purchase and r.status <> 'failed'
        and coalesce(r.ends_access,
          (select sum(all_of.amount) from refunds all_of where all_of.purchase_id = purchase and all_of.status <> 'failed') >= price))
$$;
comment on function purchase_is_closed is 'read from what happened (refunds, disputes, rulings), not from the status that the application derived of it';

create function may_have_file(viewer uuid, wanted uuid) returns boolean language sql stable as $$
  select exists (
    select 1 from files f
    join creators c on c.id = f.creator_id
    join users u on u.id = viewer
    where f.id = wanted and f.status = 'ready' and u.suspended_at is null
      and (
        exists (
          select 1 from creator_members m
          where m.user_id = viewer and m.creator_id = c.id and m.role <> 'analyst')
        or c.suspended_at is null and exists (
          select 1 from purchases p
          where p.buyer_id = viewer and p.completed_at is not null
            and p.product_id in (select pf.product_id from product_files pf where pf.file_id = wanted)
            and not purchase_is_closed(p.id, p.price_amount)
            and not exists (select 1 from products r where r.id = p.product_id and r.status = 'removed' and r.removed_ends_access))))
$$;

alter table file_objects enable row level security;
alter table file_objects force row level security;
create policy entitled_viewer on file_objects for select
  using (may_have_file(nullif(current_setting('vaulture.viewer', true), '')::uuid, file_id));
-- Uploads, sweeps and deletions work on the files themselves; they say so in their transaction (features/files/file-objects.ts).
create policy at_work on file_objects
  using (current_setting('vaulture.at_work', true) = 'on')
  with check (current_setting('vaulture.at_work', true) = 'on');

create function storage_key_for(viewer uuid, wanted uuid) returns text language plpgsql volatile as $$
declare
  key text;
begin
  perform set_config('vaulture.viewer', viewer::text, true);
  select o.storage_key into key from file_objects o where o.file_id = wanted;
  perform set_config('vaulture.viewer', '', true);
  return key;
end $$;
comment on function storage_key_for is 'the location of a file for one viewer, who is named for this look alone; null where the wall stands';
