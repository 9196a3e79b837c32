-- Why a file will never be ready, in words for its creator.
alter table files add column failure text check (failure is null or status = 'failed');
