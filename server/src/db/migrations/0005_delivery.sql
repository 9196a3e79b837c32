create table downloads (
  id uuid primary key,
  user_id uuid not null references users,
  session_id uuid not null,
  file_id uuid references files on delete set null,
  product_id uuid references products,
  purchase_id uuid references purchases,
  because text not null,
  address text,
  user_agent text,
  created_at timestamptz not null,
  start_by timestamptz not null,
  started_at timestamptz,
  resume_until timestamptz,
  last_served_at timestamptz,
  bytes_sent bigint not null default 0,
  request_count integer not null default 0,
  completed_at timestamptz
);
create index downloads_user on downloads (user_id, created_at desc);
create index downloads_file on downloads (file_id, created_at desc);
create index downloads_purchase on downloads (purchase_id) where purchase_id is not null;
comment on column downloads.file_id is 'null once the creator has deleted the file; the record of the delivery stays';
comment on table downloads is 'delivery: the row behind a ticket: who, what, why allowed, when, how many bytes; also the lease to resume';
