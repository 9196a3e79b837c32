alter table creators add column banner_key text;
comment on column creators.banner_key is 'key prefix in the public storage area';
