-- A creator whose only owner has left went on publishing. What was out for members stays open to those who paid, everything else is
-- for its buyers alone.
update posts p set status = 'archived'
  from creators c
  where c.id = p.creator_id and c.closed_at is not null and p.status in ('draft', 'published')
    and (p.visibility <> 'subscribers' or p.status = 'draft' or p.published_at > now());

create or replace function post_opens(viewer uuid, post uuid, at timestamptz) returns boolean language sql stable as $$
  select exists (
    select 1 from posts p join creators c on c.id = p.creator_id
    where p.id = post and c.suspended_at is null
      and case
        when p.status = 'draft' or p.status = 'published' and p.published_at > at then false
        when p.status = 'removed' and coalesce(p.removed_ends_access, true) then false
        when exists (
          select 1 from purchases q
          where q.post_id = p.id and q.buyer_id = viewer and q.completed_at is not null
            and not purchase_is_closed(q.id, q.price_amount)) then true
        when p.status in ('archived', 'removed') then false
        when p.visibility = 'subscribers'
          then membership_opens(viewer, p.creator_id, coalesce((select t.level from tiers t where t.id = p.tier_id), 1), at)
        when c.closed_at is not null then false
        when exists (select 1 from fan_blocks b where b.creator_id = p.creator_id and b.user_id = viewer) then false
        when p.visibility = 'free' then p.is_public or viewer is not null
        else false end)
$$;

create trigger creators_closed after update of closed_at on creators
  for each row when (old.closed_at is distinct from new.closed_at) execute function announce_access('id');
