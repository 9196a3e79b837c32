alter table creators add column is_adult boolean not null default false;
comment on column creators.is_adult is 'what they show is for adults: visitors are asked first, and listings leave them out until they were';
