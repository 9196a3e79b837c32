alter table creators
  add column watermark text not null default 'paid' check (watermark in ('off', 'paid', 'all'));
comment on column creators.watermark is 'which pictures of posts are shown with a mark of whoever looks at them';

create table watermark_codes (
  creator_id uuid not null references creators on delete cascade,
  user_id uuid not null references users on delete cascade,
  code text not null check (code ~ '^[0-9A-HJKMNP-TV-Z]{8}$'),
  created_at timestamptz not null,
  primary key (creator_id, user_id),
  unique (creator_id, code)
);
create index watermark_codes_code on watermark_codes (code);
create index watermark_codes_user on watermark_codes (user_id);
comment on table watermark_codes is 'media: what stands for a person in the pictures that one creator shows them; random, and another with each creator';
