import { sql } from "kysely";
import type { Database } from "../db/client.ts";
import type { JobName, JobPayloads, Jobs } from "./jobs.ts";

export type JobState = "failed" | "retrying" | "running" | "waiting" | "scheduled";
export type QueuedJob = {
  id: number;
  exact: string;
  kind: string;
  state: JobState;
  payload: Record<string, unknown>;
  attempts: number;
  max_attempts: number;
  last_error: string | null;
  run_at: Date;
  created_at: Date;
};
export type QueueDepth = { kind: string } & Record<JobState, number>;

/** `failed` was tried as often as it may be and runs again only when somebody asks; `retrying` failed and will be tried again. */
const stateOf = sql<JobState>`case
  when j.locked_at is not null then 'running'
  when j.attempts >= j.max_attempts then 'failed'
  when j.last_error is not null then 'retrying'
  when j.run_at > now() then 'scheduled'
  else 'waiting' end`;
const from = sql`graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id`;

/** The queue as it stands in graphile-worker's own tables, the newest first. A job that is done is no longer there. */
export async function listJobs(
  db: Database,
  input: { kind?: string; state?: JobState; after: { time: string; id: number } | null; limit: number },
): Promise<QueuedJob[]> {
  const { kind, state, after } = input;
  const { rows } = await sql<QueuedJob>`
    select j.id, to_char(j.created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as exact, t.identifier as kind,
      ${stateOf} as state, j.payload, j.attempts, j.max_attempts, j.last_error, j.run_at, j.created_at
    from ${from}
    where true ${kind ? sql`and t.identifier = ${kind}` : sql``} ${state ? sql`and ${stateOf} = ${state}` : sql``}
      ${after ? sql`and (j.created_at, j.id) < (${after.time}::timestamptz, ${after.id}::bigint)` : sql``}
    order by j.created_at desc, j.id desc limit ${input.limit}`.execute(db);
  return rows;
}

/** How many jobs of each kind stand where; kinds without any are left out. */
export async function queueDepth(db: Database): Promise<QueueDepth[]> {
  const { rows } = await sql<QueueDepth>`
    with states as (select t.identifier as kind, ${stateOf} as state from ${from})
    select kind, count(*) filter (where state = 'failed') as failed, count(*) filter (where state = 'retrying') as retrying,
      count(*) filter (where state = 'running') as running, count(*) filter (where state = 'waiting') as waiting,
      count(*) filter (where state = 'scheduled') as scheduled
    from states group by kind order by kind`.execute(db);
  return rows;
}

/** A job, locked against other changes of it; null when it is done or was never there. */
export async function findJob(
  trx: Database,
  id: number,
): Promise<{ kind: string; state: JobState; last_error: string | null } | null> {
  const { rows } = await sql<{ kind: string; state: JobState; last_error: string | null }>`
    select t.identifier as kind, ${stateOf} as state, j.last_error from ${from} where j.id = ${id} for update of j`.execute(
    trx,
  );
  return rows[0] ?? null;
}

/** Lets a job run now, with all its tries before it. False while it runs. */
export async function rescheduleJob(trx: Database, id: number): Promise<boolean> {
  const { rows } = await sql`
    select id from graphile_worker.reschedule_jobs(array[${id}]::bigint[], run_at => now(), attempts => 0)`.execute(
    trx,
  );
  return rows.length > 0;
}

/** Takes a job out of the queue for good. False while it runs. */
export async function dropJob(trx: Database, id: number): Promise<boolean> {
  const { rows } = await sql`select id from graphile_worker.complete_jobs(array[${id}]::bigint[])`.execute(
    trx,
  );
  return rows.length > 0;
}

/** Runs the queued job with this payload now, or queues one where there is none. */
export async function runNow<N extends JobName>(
  trx: Database,
  jobs: Jobs,
  name: N,
  payload: JobPayloads[N],
): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    select j.id from ${from} where t.identifier = ${name} and j.payload::jsonb = ${JSON.stringify(payload)}::jsonb`.execute(
    trx,
  );
  for (const { id } of rows) await rescheduleJob(trx, id);
  if (rows.length === 0) await jobs.add(trx, name, payload);
}

/** When the worker last did something by the clock, in any process; null when it never has. */
export async function lastCronRun(db: Database): Promise<{ last: Date | null; since: Date | null }> {
  const { rows } = await sql<{ last: Date | null; since: Date | null }>`
    select max(last_execution) as last, min(known_since) as since
    from graphile_worker._private_known_crontabs`.execute(db);
  return rows[0]!;
}
