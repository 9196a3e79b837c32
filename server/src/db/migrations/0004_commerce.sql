create table purchases (
  id uuid primary key,
  buyer_id uuid not null references users,
  product_id uuid not null references products,
  creator_id uuid not null references creators,
  status text not null check (status in (
    'pending', 'completed', 'failed', 'expired', 'refunded', 'partially_refunded', 'disputed', 'dispute_lost')),
  price_amount integer not null check (price_amount >= 0),
  price_currency text not null,
  fee_amount integer not null check (fee_amount between 0 and price_amount),
  refunded_amount integer not null default 0 check (refunded_amount between 0 and price_amount),
  provider text not null check (provider in ('none', 'stripe')),
  checkout_session_id text unique,
  checkout_url text,
  payment_intent_id text unique,
  failed_at timestamptz,
  failure_reason text,
  expired_at timestamptz,
  access_ended_at timestamptz,
  access_ended_reason text,
  created_at timestamptz not null,
  completed_at timestamptz,
  updated_at timestamptz not null
);
-- One open order for each buyer and product: a second tab continues the first instead of paying twice.
create unique index purchases_one_open on purchases (buyer_id, product_id) where status = 'pending';
create index purchases_buyer_product on purchases (buyer_id, product_id);
create index purchases_buyer on purchases (buyer_id, created_at desc, id desc);
create index purchases_creator on purchases (creator_id, created_at desc, id desc);
create index purchases_all on purchases (created_at desc, id desc);
create index purchases_product on purchases (product_id);
create index purchases_pending on purchases (created_at) where status = 'pending';
comment on table purchases is 'checkout: one-time orders; price, currency and fee are those of the moment of ordering';

create table refunds (
  id text primary key,
  purchase_id uuid not null references purchases,
  amount integer not null check (amount > 0),
  status text not null check (status in ('pending', 'succeeded', 'failed')),
  ends_access boolean,
  reason text,
  requested_by uuid references users,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index refunds_purchase on refunds (purchase_id);
comment on column refunds.ends_access is 'the choice made with the refund; null for one made at the provider, which ends access with the last of the money';
comment on table refunds is 'checkout: one row for each refund at the provider, under its id there';

create table disputes (
  id text primary key,
  purchase_id uuid not null references purchases,
  amount integer not null check (amount > 0),
  status text not null check (status in ('open', 'won', 'lost')),
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index disputes_purchase on disputes (purchase_id);
comment on table disputes is 'checkout: one row for each dispute at the provider, under its id there';

create table ledger_transactions (
  id uuid primary key,
  purchase_id uuid not null references purchases,
  kind text not null check (kind in ('sale', 'refund', 'refund_failed', 'dispute', 'dispute_won')),
  provider_ref text not null,
  created_at timestamptz not null,
  unique (kind, provider_ref)
);
create index ledger_transactions_purchase on ledger_transactions (purchase_id);
comment on table ledger_transactions is 'ledger: one movement of money, once: (kind, provider_ref) is its identity';

create table ledger_entries (
  id bigint generated always as identity primary key,
  transaction_id uuid not null references ledger_transactions,
  account text not null check (account in ('provider', 'creator', 'platform')),
  creator_id uuid references creators,
  amount integer not null check (amount <> 0),
  currency text not null
);
create index ledger_entries_transaction on ledger_entries (transaction_id);
create index ledger_entries_creator on ledger_entries (creator_id) where creator_id is not null;
comment on table ledger_entries is 'ledger: double entry; the entries of a transaction sum to zero';
create trigger ledger_append_only before update or delete on ledger_entries for each row execute function refuse_change();

create function ledger_must_balance() returns trigger language plpgsql as $$
begin
  if (select sum(amount) from ledger_entries where transaction_id = new.transaction_id) <> 0 then
    raise exception 'ledger transaction % does not sum to zero', new.transaction_id;
  end if;
  return null;
end $$;
create constraint trigger ledger_balances after insert on ledger_entries
  deferrable initially deferred for each row execute function ledger_must_balance();

create table webhook_events (
  id text primary key,
  type text not null,
  payload jsonb not null,
  received_at timestamptz not null,
  processed_at timestamptz,
  outcome text
);
create index webhook_events_open on webhook_events (received_at) where processed_at is null;
comment on table webhook_events is 'billing: inbox of the payment provider; the provider''s event id makes a repetition harmless';
