-- A renewal that is due keeps nothing open where this tier was never paid: after a trial, or a move to it.
create or replace function membership_opens(viewer uuid, creator uuid, lowest integer, at timestamptz) returns boolean language sql stable as $$
  select exists (
    select 1 from subscriptions s join tiers t on t.id = s.tier_id
    where s.user_id = viewer and s.creator_id = creator and t.level >= lowest
      and s.status not in ('incomplete', 'expired') and s.paid_until is not null
      and at < case
        when s.cancel_at_period_end then s.paid_until
        when s.status = 'past_due' and not exists (
          select 1 from purchases q
          where q.subscription_id = s.id and q.tier_id = s.tier_id and q.completed_at is not null) then s.paid_until
        else s.open_until end
      and not exists (
        select 1 from purchases q
        where q.subscription_id = s.id and q.period_ends_at > at and q.completed_at is not null
          and purchase_is_closed(q.id, q.price_amount)))
$$;
