-- A deleted comment keeps its place above its replies, without its words; what a creator's people say they say as the creator.
alter table comments
  drop constraint comments_body_check,
  add constraint comments_body_check check (length(body) <= 2000 and (deleted_at is null) = (body <> '')),
  add column as_creator boolean not null default false;
comment on column comments.as_creator is 'said by one of the creator''s own people, under the creator''s name';
comment on column comments.reply_to is 'the comment that it answers, which answers none itself';
drop index comments_post;
create index comments_threads on comments (post_id, created_at desc, id desc) where reply_to is null;
create index comments_replies on comments (reply_to, created_at, id) where reply_to is not null;
create index comments_said on comments (post_id) where deleted_at is null;
