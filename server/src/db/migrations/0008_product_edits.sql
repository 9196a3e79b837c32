-- What is written about a product for sale waits here until its creator publishes it: buyers never read half a sentence.
create table product_edits (
  product_id uuid primary key references products on delete cascade,
  changes jsonb not null check (jsonb_typeof(changes) = 'object'),
  created_at timestamptz not null,
  updated_at timestamptz not null
);
comment on table product_edits is 'catalog: changes to a published product that are not published yet';

alter table products add column revision integer not null default 0;
comment on column products.revision is 'counts changes of what is written, pending ones too: an editor says which one it saw';
