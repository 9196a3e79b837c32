-- The second wall reads posts and memberships too, by a reading of its own: what was paid and when it ends, not the moment that the
-- application derived of it; and refunds, disputes and rulings, not the status of a purchase.
create function membership_opens(viewer uuid, creator uuid, lowest integer, at timestamptz) returns boolean language sql stable as $$
  select exists (
    select 1 from subscriptions s join tiers t on t.id = s.tier_id
    where s.user_id = viewer and s.creator_id = creator and t.level >= lowest
      and s.status not in ('incomplete', 'expired') and s.paid_until is not null
      and at < case when s.cancel_at_period_end then s.paid_until else s.open_until end
      and not exists (
        select 1 from purchases q
        where q.subscription_id = s.id and q.period_ends_at > at and q.completed_at is not null
          and purchase_is_closed(q.id, q.price_amount)))
$$;
comment on function membership_opens is 'whether a person is a member of at least this level now';

create function post_opens(viewer uuid, post uuid, at timestamptz) returns boolean language sql stable as $$
  select exists (
    select 1 from posts p join creators c on c.id = p.creator_id
    where p.id = post and c.suspended_at is null
      and case
        when p.status in ('draft', 'removed') or p.status = 'published' and p.published_at > at then false
        when exists (
          select 1 from purchases q
          where q.post_id = p.id and q.buyer_id = viewer and q.completed_at is not null
            and not purchase_is_closed(q.id, q.price_amount)) then true
        when p.status = 'archived' then false
        when exists (select 1 from fan_blocks b where b.creator_id = p.creator_id and b.user_id = viewer) then false
        when p.visibility = 'free' then p.is_public or viewer is not null
        when p.visibility = 'subscribers'
          then membership_opens(viewer, p.creator_id, coalesce((select t.level from tiers t where t.id = p.tier_id), 1), at)
        else false end)
$$;
comment on function post_opens is 'whether somebody (null: who is not signed in) may have what is in a post now, its creator''s own people apart';

drop policy entitled_viewer on file_objects;
drop function storage_key_for(uuid, uuid, text);
alter function may_have_file(uuid, uuid, text) rename to bought_or_own_file;
comment on function bought_or_own_file is 'asked_from is a country code, null where it is not known';
create function may_have_file(viewer uuid, wanted uuid, asked_from text, at timestamptz) returns boolean language sql stable as $$
  select bought_or_own_file(viewer, wanted, asked_from)
    or exists (
      select 1 from post_files pf join files f on f.id = pf.file_id
      where pf.file_id = wanted and f.status = 'ready'
        and (viewer is null or exists (select 1 from users u where u.id = viewer and u.suspended_at is null))
        and post_opens(viewer, pf.post_id, at))
$$;
create policy entitled_viewer on file_objects for select
  using (may_have_file(nullif(current_setting('vaulture.viewer', true), '')::uuid, file_id,
    nullif(current_setting('vaulture.country', true), ''),
    coalesce(nullif(current_setting('vaulture.at', true), '')::timestamptz, now())));

create function storage_key_for(viewer uuid, wanted uuid, asked_from text, at timestamptz) returns text language plpgsql volatile as $$
declare
  key text;
begin
  perform set_config('vaulture.viewer', coalesce(viewer::text, ''), true);
  perform set_config('vaulture.country', coalesce(asked_from, ''), true);
  perform set_config('vaulture.at', at::text, true);
  select o.storage_key into key from file_objects o where o.file_id = wanted;
  perform set_config('vaulture.viewer', '', true);
  return key;
end $$;
comment on function storage_key_for is 'the location of a file for one viewer (null: nobody who is signed in) in one country at a moment, named for this look alone; null where the wall stands';

-- What ends a right that hangs on a post or a membership says so.
create trigger posts_changed after update of status, published_at, visibility, is_public, tier_id on posts
  for each row execute function announce_access('id');
create trigger posts_deleted after delete on posts for each row execute function announce_access('id');
create trigger post_files_removed after delete on post_files for each row execute function announce_access('file_id');
create trigger subscriptions_changed after update of status, open_until, tier_id on subscriptions
  for each row execute function announce_access('id');
create trigger tiers_moved after update of level on tiers
  for each row when (old.level is distinct from new.level) execute function announce_access('creator_id');

create function announce_new_access() returns trigger language plpgsql as $$
begin
  perform pg_notify('announcements', 'access ' || (to_jsonb(new) ->> tg_argv[0]));
  return null;
end $$;
create trigger fan_blocks_added after insert on fan_blocks for each row execute function announce_new_access('user_id');
