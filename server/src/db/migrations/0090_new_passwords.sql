-- A new password ends, in the moment in which it is written and whichever code writes it, all that the old one has let in: sessions, trust
-- in browsers, changes of address that wait, and (0072) private feeds. Nothing is left of it by a crash in between.
create function end_old_password() returns trigger language plpgsql as $$
begin
  delete from feed_links where user_id = new.user_id;
  delete from sessions where user_id = new.user_id;
  delete from email_changes where user_id = new.user_id;
  delete from verifications where value = new.user_id::text and identifier like 'trust-device-%';
  return null;
end $$;
drop trigger accounts_new_password on accounts;
create trigger accounts_new_password after update of password on accounts
  for each row when (old.password is distinct from new.password) execute function end_old_password();
