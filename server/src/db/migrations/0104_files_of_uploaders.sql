create index files_uploader on files (uploader_id);
