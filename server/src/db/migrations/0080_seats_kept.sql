-- While a member's change of tier is on its way to the payment provider its seat is kept, and no other change of theirs begins.
-- It lapses by itself where the answer never came.
alter table subscriptions
  add column changing_tier_id uuid references tiers,
  add column changing_until timestamptz,
  add constraint subscriptions_changing_check check ((changing_tier_id is null) = (changing_until is null));
create index subscriptions_changing on subscriptions (changing_tier_id) where changing_tier_id is not null;
