-- A checkpoint signs all that is believed of it. Those made before sign position and hash alone, and go on verifying as that.
alter table event_checkpoints
  add column version integer not null default 1,
  add column settled_event_id bigint not null default 0;
comment on column event_checkpoints.version is '1 signs position and hash, 2 the whole row; by src/events/sign-checkpoint.ts';
comment on column event_checkpoints.settled_event_id is 'no event up to this number can be sealed after this checkpoint';
