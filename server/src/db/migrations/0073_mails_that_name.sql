-- A mail to a creator may say who joined or commented; when that person leaves, it goes with everything else about them.
alter table mails add column names_user_id uuid;
create index mails_names on mails (names_user_id) where names_user_id is not null;
comment on column mails.names_user_id is 'somebody else than its receiver whom it names';
