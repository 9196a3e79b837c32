-- What a person proves themselves with beside the password. The columns are those better-auth expects, under our names.
alter table users add column two_factor_enabled boolean not null default false;
comment on column users.two_factor_enabled is 'the password alone opens no session: two_factors holds a secret that was confirmed by a code';

create table two_factors (
  id uuid primary key,
  user_id uuid not null unique references users on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean not null default true,
  failed_verification_count integer default 0,
  locked_until timestamptz,
  created_at timestamptz not null default now()
);
comment on table two_factors is 'identity: the secret of a person''s authenticator app and their backup codes, both encrypted with the installation secret';

-- A code is looked at once, right or wrong: whoever saw it being typed cannot use it again while it still counts.
create table tried_codes (
  user_id uuid not null references users on delete cascade,
  code_hash text not null,
  tried_at timestamptz not null,
  primary key (user_id, code_hash)
);
create index tried_codes_at on tried_codes (tried_at);
comment on table tried_codes is 'identity: codes of authenticator apps that were tried in the last minutes';

create table passkeys (
  id uuid primary key,
  user_id uuid not null references users on delete cascade,
  name text,
  public_key text not null,
  credential_id text not null unique,
  counter integer not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index passkeys_user on passkeys (user_id);
comment on table passkeys is 'identity: public keys that sign a person in (WebAuthn)';
