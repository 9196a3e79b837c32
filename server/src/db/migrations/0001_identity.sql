-- People and their sessions. The columns are those better-auth expects, under our names.
create table users (
  id uuid primary key,
  name text not null check (length(name) between 1 and 100),
  email text not null unique check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  operator_since timestamptz,
  suspended_at timestamptz,
  suspended_reason text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table users is 'identity: one row a person';

create table sessions (
  id uuid primary key,
  user_id uuid not null references users on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index sessions_user on sessions (user_id);
comment on table sessions is 'identity: a signed-in browser or program; deleting the row signs it out everywhere at once';

create table accounts (
  id uuid primary key,
  user_id uuid not null references users on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index accounts_user on accounts (user_id);
comment on table accounts is 'identity: how a person proves who they are; the password column holds an argon2id hash';

create table verifications (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verifications_identifier on verifications (identifier);
comment on table verifications is 'identity: outstanding e-mail confirmations and password resets';

create table signing_keys (
  id uuid primary key,
  public_key text not null,
  private_key text not null,
  alg text,
  crv text,
  created_at timestamptz not null default now(),
  expires_at timestamptz
);
comment on table signing_keys is 'identity: key pairs of the access tokens (JWKS); private keys are encrypted with the installation secret';

create table rate_limits (
  key text primary key,
  hits integer not null,
  window_ends_at timestamptz not null
);
create index rate_limits_window on rate_limits (window_ends_at);
comment on table rate_limits is 'http: fixed-window counters shared by all nodes';
