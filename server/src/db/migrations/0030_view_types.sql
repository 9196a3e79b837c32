-- What a browser may be shown of a file in a page, found in its bytes; what somebody declared when uploading it is never asked.
alter table files add column view_type text check (view_type ~ '^(none|(image|audio|video)/[a-z0-9-]+)$');
create index files_without_view_type on files (id) where view_type is null and status = 'ready';
comment on column files.view_type is 'media type of an image, audio or video that browsers show by themselves; none: nothing of the kind; null: not looked at yet';
