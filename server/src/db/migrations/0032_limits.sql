-- What closes although a purchase opens: the country of the request, copies that were sent, devices that hold a place. All off
-- unless a creator says otherwise.
alter table products
  add column country_rule text check (country_rule in ('allow', 'block')),
  add column countries text[] not null default '{}',
  add column download_limit integer check (download_limit between 1 and 1000),
  add column device_limit integer check (device_limit between 1 and 100),
  add constraint products_country_rule_is_whole check ((country_rule is null) = (countries = '{}'));
comment on column products.countries is 'ISO 3166-1 alpha-2 codes: the only ones where it opens (allow), or those where it does not (block)';
comment on column products.download_limit is 'how many times each file may be downloaded with one purchase';
comment on column products.device_limit is 'from how many devices one buyer may download it; goes before the creator''s';
alter table creators add column device_limit integer check (device_limit between 1 and 100);
comment on column creators.device_limit is 'from how many devices one buyer may download what the creator sells, all of it together';
create trigger products_limited after update of country_rule, countries, download_limit, device_limit on products
  for each row execute function announce_access('id');

-- Devices get an identity, so that sessions and places can belong to one.
alter table devices
  add column id uuid not null unique default gen_random_uuid(),
  add column name text check (length(name) between 1 and 60),
  add column described text,
  add column network text;
comment on column devices.name is 'what its owner calls it; null: as it is described';
comment on column devices.described is 'what it seems to be, "Firefox on Linux"';
comment on column devices.network is 'where it was last signed in';
alter table sessions add column device_id uuid references devices (id) on delete cascade;
create index sessions_device on sessions (device_id) where device_id is not null;
comment on column sessions.device_id is 'removing the device ends the session; null until a program without one first needs it';

create table device_places (
  user_id uuid not null references users on delete cascade,
  product_id uuid not null references products on delete cascade,
  device_id uuid not null references devices (id) on delete cascade,
  creator_id uuid not null references creators on delete cascade,
  taken_at timestamptz not null,
  last_used_at timestamptz not null,
  primary key (user_id, product_id, device_id)
);
create index device_places_creator on device_places (user_id, creator_id);
create index device_places_device on device_places (device_id);
comment on table device_places is 'delivery: devices from which a buyer downloaded what has a device limit; lapses 30 days after the last use';

alter table downloads
  add column flowing integer not null default 0,
  add column forgiven_bytes bigint not null default 0;
comment on column downloads.flowing is 'requests whose bytes are under way; kept only where downloads are counted';
comment on column downloads.forgiven_bytes is 'of bytes_sent, what the creator does not count any more';

-- As functions in a language of their own, so that a question about what is not limited does not even plan them.
create function bytes_taken(purchase uuid, file uuid, size bigint, at timestamptz) returns bigint language plpgsql stable as $$
begin
  -- While bytes flow a download stands for all that it may become: a whole copy.
  return (select coalesce(sum(
      case when d.flowing > 0 and d.resume_until > at then ((d.bytes_sent - d.forgiven_bytes) / size + 1) * size
        else d.bytes_sent - d.forgiven_bytes end), 0)
    from downloads d where d.purchase_id = purchase and d.file_id = file);
end $$;
comment on function bytes_taken is 'of one file with one purchase; size is at least 1';

create function devices_are_full(viewer uuid, session uuid, creator uuid, product uuid, places integer, at timestamptz)
returns boolean language plpgsql stable as $$
begin
  return (select count(distinct p.device_id) >= places
      and not coalesce(bool_or(p.device_id = (select s.device_id from sessions s where s.id = session)), false)
    from device_places p
    where p.user_id = viewer and p.creator_id = creator and (product is null or p.product_id = product)
      and p.last_used_at > at - interval '30 days');
end $$;
comment on function devices_are_full is 'whether all places are taken, none of them by the device of the session; product is null where all of the creator''s count together';

-- The second wall reads the rule of countries too.
drop policy entitled_viewer on file_objects;
drop function storage_key_for(uuid, uuid);
drop function may_have_file(uuid, uuid);
create function may_have_file(viewer uuid, wanted uuid, asked_from text) returns boolean language sql stable as $$
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
            and not exists (
              select 1 from products r
              where r.id = p.product_id
                and (r.status = 'removed' and r.removed_ends_access
                  or r.country_rule = 'block' and array_position(r.countries, asked_from) is not null
                  or r.country_rule = 'allow' and array_position(r.countries, asked_from) is null)))))
$$;
comment on function may_have_file is 'asked_from is a country code, null where it is not known';
create policy entitled_viewer on file_objects for select
  using (may_have_file(nullif(current_setting('vaulture.viewer', true), '')::uuid, file_id,
    nullif(current_setting('vaulture.country', true), '')));

create function storage_key_for(viewer uuid, wanted uuid, asked_from text) returns text language plpgsql volatile as $$
declare
  key text;
begin
  perform set_config('vaulture.viewer', viewer::text, true);
  perform set_config('vaulture.country', coalesce(asked_from, ''), true);
  select o.storage_key into key from file_objects o where o.file_id = wanted;
  perform set_config('vaulture.viewer', '', true);
  return key;
end $$;
comment on function storage_key_for is 'the location of a file for one viewer in one country, named for this look alone; null where the wall stands';
