alter table file_media
  add column widths integer[] not null default '{}',
  add column failed_at timestamptz;
comment on column file_media.widths is 'of a picture: the sizes made of it, without its metadata; they lie beside the original, as its key and the width say';
comment on column file_media.failed_at is 'it could not be read as what its first bytes say; it is shown as it is, or not at all';
