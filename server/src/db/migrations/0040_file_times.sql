-- When a product got each of its files: by this a library says that there is something new since the last download.
alter table product_files add column added_at timestamptz;
update product_files p set added_at = coalesce(f.ready_at, f.created_at) from files f where f.id = p.file_id;
alter table product_files alter column added_at set not null;
comment on column product_files.added_at is 'stays as it is while files are put in another order';
