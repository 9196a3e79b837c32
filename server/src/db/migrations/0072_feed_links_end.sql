-- A private feed is read without signing in, so whatever ends the sessions of a person at once ends their private feeds too, whichever
-- code did it. They do not come back with a suspended account.
alter table users add column signed_out_at timestamptz;
comment on column users.signed_out_at is 'when all sessions of the person, but at most the one that asked for it, were ended at once';

create function end_feed_links() returns trigger language plpgsql as $$
begin
  delete from feed_links where user_id = (to_jsonb(new) ->> tg_argv[0])::uuid;
  return null;
end $$;
create trigger users_signed_out after update of signed_out_at on users for each row execute function end_feed_links('id');
create trigger users_suspended_feeds after update of suspended_at on users
  for each row when (new.suspended_at is not null) execute function end_feed_links('id');
create trigger accounts_new_password after update of password on accounts
  for each row when (old.password is distinct from new.password) execute function end_feed_links('user_id');

delete from feed_links l using users u where u.id = l.user_id and u.suspended_at is not null;
