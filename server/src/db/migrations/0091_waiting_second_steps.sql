-- A sign-in that waits for its second step was begun with the old password: it ends with it too.
create or replace function end_old_password() returns trigger language plpgsql as $$
begin
  delete from feed_links where user_id = new.user_id;
  delete from sessions where user_id = new.user_id;
  delete from email_changes where user_id = new.user_id;
  delete from verifications
    where value = new.user_id::text and (identifier like 'trust-device-%' or identifier like '2fa-%');
  return null;
end $$;
