alter table file_media add column failure text check (failure in ('damaged', 'too_large', 'gave_up'));
-- A picture that was too large to be decoded had no sizes, and nothing said why.
update file_media set failure = case when failed_at is null then 'too_large' else 'damaged' end
  where failed_at is not null or (kind = 'image' and widths = '{}');
alter table file_media drop column failed_at;
comment on column file_media.failure is 'why it could not be read; it is shown as it is, or not at all. gave_up: the reader failed each time it was tried, and may be asked to try again';
