alter table creators add column refund_days integer check (refund_days between 0 and 365);
comment on column creators.refund_days is 'how long after buying a buyer may ask for the money back, in days; null: decided case by case';

alter table purchases add column refund_days integer check (refund_days between 0 and 365);
comment on column purchases.refund_days is 'the promise of the moment of ordering, like price and fee';
