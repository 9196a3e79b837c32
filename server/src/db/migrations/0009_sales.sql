-- What people decide about a purchase's access, beside what its money says.
create table access_rulings (
  purchase_id uuid not null references purchases,
  number integer not null check (number > 0),
  verdict text not null check (verdict in ('revoked', 'restored')),
  reason text not null check (length(reason) between 1 and 500),
  decided_by uuid references users on delete set null,
  created_at timestamptz not null,
  primary key (purchase_id, number),
  -- The first takes away, the next gives back, and so on: the count alone says how it stands.
  check ((number % 2 = 1) = (verdict = 'revoked'))
);
comment on table access_rulings is 'checkout: access taken away and given back by hand, numbered for each purchase; the last one stands';

-- What became of a purchase's money, so that sums over a filter read one table.
alter table purchases
  add column net_amount integer not null default 0,
  add column kept_fee_amount integer not null default 0;
comment on column purchases.net_amount is 'what the ledger owes the creator for it, after refunds and disputes';
comment on column purchases.kept_fee_amount is 'the platform''s share that stands';
update purchases p set net_amount = booked.net, kept_fee_amount = booked.fee
from (
  select t.purchase_id,
    coalesce(sum(e.amount) filter (where e.account = 'creator'), 0) as net,
    coalesce(sum(e.amount) filter (where e.account = 'platform'), 0) as fee
  from ledger_transactions t join ledger_entries e on e.transaction_id = t.id
  group by t.purchase_id) booked
where booked.purchase_id = p.id;

create index purchases_creator_price on purchases (creator_id, price_amount, id);
create index purchases_creator_buyer on purchases (creator_id, buyer_id);
create index purchases_disputed on purchases (creator_id) where status = 'disputed';

create table ledger_days (
  creator_id uuid not null references creators,
  day date not null,
  product_id uuid not null references products,
  currency text not null,
  sales integer not null default 0,
  gross bigint not null default 0,
  returned bigint not null default 0,
  fees bigint not null default 0,
  net bigint not null default 0,
  primary key (creator_id, day, product_id, currency),
  check (gross - returned = fees + net)
);
comment on table ledger_days is 'ledger: its sums by day (UTC) and product, written with each movement, so that they cost the same at any number of sales';
comment on column ledger_days.sales is 'orders completed that day, free ones included';
comment on column ledger_days.returned is 'refunds and disputes, less those that failed or were won';
insert into ledger_days (creator_id, day, product_id, currency, sales, gross, returned, fees, net)
select p.creator_id, (t.created_at at time zone 'utc')::date, p.product_id, p.price_currency,
  count(*) filter (where t.kind = 'sale'),
  coalesce(-sum(m.provider) filter (where t.kind = 'sale'), 0),
  coalesce(sum(m.provider) filter (where t.kind <> 'sale'), 0),
  sum(m.platform), sum(m.creator)
from ledger_transactions t
join purchases p on p.id = t.purchase_id
join lateral (
  select coalesce(sum(e.amount) filter (where e.account = 'provider'), 0) as provider,
    coalesce(sum(e.amount) filter (where e.account = 'platform'), 0) as platform,
    coalesce(sum(e.amount) filter (where e.account = 'creator'), 0) as creator
  from ledger_entries e where e.transaction_id = t.id) m on true
group by 1, 2, 3, 4;
insert into ledger_days (creator_id, day, product_id, currency, sales)
select creator_id, (completed_at at time zone 'utc')::date, product_id, price_currency, count(*)
from purchases where completed_at is not null and price_amount = 0
group by 1, 2, 3, 4
on conflict (creator_id, day, product_id, currency) do update set sales = ledger_days.sales + excluded.sales;

-- The studio's list of what happened lately.
create index events_activity on events (creator_id, id desc) where type in (
  'purchase.completed', 'purchase.refunded', 'purchase.partially_refunded', 'purchase.disputed', 'purchase.dispute_lost',
  'access.revoked', 'access.returned', 'download.created');
