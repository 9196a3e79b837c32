-- Whatever ends a right says so when it commits, whichever code did it: each process then asks again for the streams it serves.
create function announce_access() returns trigger language plpgsql as $$
begin
  perform pg_notify('announcements', 'access ' || (to_jsonb(old) ->> tg_argv[0]));
  return null;
end $$;

create trigger sessions_ended after delete on sessions for each row execute function announce_access('id');
create trigger users_suspended after update of suspended_at on users
  for each row when (old.suspended_at is distinct from new.suspended_at) execute function announce_access('id');
create trigger creators_suspended after update of suspended_at on creators
  for each row when (old.suspended_at is distinct from new.suspended_at) execute function announce_access('id');
create trigger creator_members_changed after update or delete on creator_members
  for each row execute function announce_access('user_id');
create trigger purchases_ended after update of access_ended_at on purchases
  for each row when (old.access_ended_at is distinct from new.access_ended_at) execute function announce_access('id');
create trigger products_changed after update of status on products
  for each row when (old.status is distinct from new.status) execute function announce_access('id');
create trigger product_files_removed after delete on product_files
  for each row execute function announce_access('file_id');
