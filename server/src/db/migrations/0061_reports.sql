create table reports (
  id uuid primary key,
  kind text not null check (kind in ('post', 'comment')),
  subject_id uuid not null,
  creator_id uuid not null references creators,
  reporter_id uuid not null references users,
  reason text not null check (reason in ('spam', 'harassment', 'hate', 'sexual', 'violence', 'rights', 'illegal', 'other')),
  details text not null default '' check (length(details) <= 1000),
  said text not null check (length(said) <= 3000),
  created_at timestamptz not null,
  closed_at timestamptz,
  closed_by uuid references users on delete set null,
  closing_note text check (length(closing_note) between 1 and 500),
  check ((closed_at is null) = (closing_note is null))
);
create unique index reports_one_open on reports (reporter_id, subject_id) where closed_at is null;
create index reports_open on reports (created_at desc, id desc) where closed_at is null;
create index reports_newest on reports (created_at desc, id desc);
create index reports_reporter on reports (reporter_id, created_at desc);
comment on table reports is 'people: what somebody wants the operators to look at';
comment on column reports.subject_id is 'the post or comment, which may be gone';
comment on column reports.said is 'what it said when it was reported, as far as the reporter could see it';

-- What a post goes back to when operators restore it.
alter table posts add column removed_from text check (removed_from in ('published', 'archived'));
alter table posts add constraint posts_removed check (removed_from is null or status = 'removed' and removed_at is not null);
