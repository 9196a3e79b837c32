-- With an origin of its own for originals (DELIVERY_ORIGIN) a browser's session is handed over to it by a code that counts once.
create table delivery_codes (
  code_hash bytea primary key,
  browser_hash bytea not null,
  session_id uuid not null references sessions on delete cascade,
  expires_at timestamptz not null
);
create index delivery_codes_session on delivery_codes (session_id);
comment on table delivery_codes is 'delivery: codes on their way from the application to the delivery origin, for half a minute';
comment on column delivery_codes.browser_hash is 'SHA-256 of what only the browser knows that asked to be let in';
