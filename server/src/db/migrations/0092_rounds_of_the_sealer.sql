comment on column event_checkpoints.version is '1 signs position and hash, 2 the whole row, 3 too and settles no event of a backlog; by src/events/sign-checkpoint.ts';
comment on column event_checkpoints.settled_event_id is 'every event up to this number is sealed, and none can appear there after this checkpoint';
comment on column event_checkpoints.running_before is 'transactions from this one on had not begun';
