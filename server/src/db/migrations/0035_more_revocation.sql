-- Two more ends of a right that nobody announced: a file that is deleted (its owners may be downloading it), and buyers who lose
-- a product that was taken down before.
create trigger files_deleted after delete on files for each row execute function announce_access('id');
drop trigger products_changed on products;
create trigger products_changed after update of status, removed_ends_access on products
  for each row when ((old.status, old.removed_ends_access) is distinct from (new.status, new.removed_ends_access))
  execute function announce_access('id');
