-- Creators are told of what they sell.
alter table notifications drop constraint notifications_kind_check;
alter table notifications add constraint notifications_kind_check check (kind in (
  'new_post', 'reply', 'comment', 'new_member', 'sale', 'renewal', 'payment_failed', 'membership_ending'));
alter table notifications add column purchase_id uuid references purchases on delete cascade;
create index notifications_purchase on notifications (purchase_id) where purchase_id is not null;
comment on column notifications.purchase_id is 'of a sale: what was bought, by whom and for how much stands there';
