-- A post that was set back to a draft can be taken down too: its author could publish it again.
alter table posts drop constraint posts_removed_from_check,
  add constraint posts_removed_from_check check (removed_from in ('published', 'archived', 'draft'));
