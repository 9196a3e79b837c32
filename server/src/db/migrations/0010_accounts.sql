-- What a person can do with their own account: see where they are signed in, change their address, leave.
alter table users add column deleted_at timestamptz;
comment on column users.deleted_at is 'the person left: the row stays for what they bought and sold, and says nothing about them';
alter table sessions add column last_seen_at timestamptz;
comment on column sessions.last_seen_at is 'when a page was last asked for, to within minutes';

alter table creators add column closed_at timestamptz;
comment on column creators.closed_at is 'its last owner left: nothing is on sale, buyers keep what they bought, the handle stays taken';

-- No reference: the mail of a sign-up is written before its account is committed.
alter table mails add column user_id uuid;
create index mails_user on mails (user_id, created_at desc) where user_id is not null;
comment on column mails.user_id is 'whose account it is about, whichever address it went to';

create table devices (
  user_id uuid not null references users on delete cascade,
  token_hash text not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  primary key (user_id, token_hash)
);
comment on table devices is 'identity: browsers that a person has signed in with, by the SHA-256 of a random cookie';

create table email_changes (
  user_id uuid primary key references users on delete cascade,
  new_email text not null check (new_email = lower(new_email)),
  token_hash text not null unique,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
comment on table email_changes is 'identity: a new address until its owner confirms it, one a person';
