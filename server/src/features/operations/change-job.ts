import type { z } from "zod";
import type { User } from "../../access/index.ts";
import type { Database } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { AppError, invalidField } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { dropJob, findJob, listJobs as listQueue, queueDepth, rescheduleJob } from "../../jobs/queue.ts";
import { decodeCursor } from "../../lib/cursor.ts";
import type { JobsQuery, jobRow } from "./jobs-schemas.ts";
import { pageOf } from "./paging.ts";

type Order = { id: number; reason: string };

/** The queue as it stands, the newest first, and how many jobs of each kind stand where. For operators. */
export async function listJobs(deps: Pick<Deps, "db">, input: JobsQuery) {
  const start = input.cursor === undefined ? null : decodeCursor(input.cursor, ["time", "integer"]);
  if (input.cursor !== undefined && !start) throw invalidField("cursor", "is not one of ours");
  const after = start && { time: start[0], id: start[1] };
  const [rows, depth] = await Promise.all([
    listQueue(deps.db, { kind: input.kind, state: input.state, after, limit: input.limit + 1 }),
    queueDepth(deps.db),
  ]);
  const page = pageOf(
    rows,
    input.limit,
    (row): z.input<typeof jobRow> => ({
      id: row.id,
      kind: row.kind,
      state: row.state,
      payload: row.payload,
      attempts: row.attempts,
      maxAttempts: row.max_attempts,
      lastError: row.last_error,
      runAt: row.run_at.toISOString(),
      createdAt: row.created_at.toISOString(),
    }),
  );
  return { ...page, depth };
}

/** Lets a job run now, with all its tries before it again; for operators. Refuses one that runs with `wrong_state`. */
export async function retryJob(deps: Deps, operator: User, order: Order): Promise<void> {
  await changeJob(deps, operator, order, "job.retried", rescheduleJob);
}

/** Takes a job out of the queue for good; for operators. Refuses one that runs with `wrong_state`. */
export async function removeJob(deps: Deps, operator: User, order: Order): Promise<void> {
  await changeJob(deps, operator, order, "job.removed", dropJob);
}

async function changeJob(
  deps: Deps,
  operator: User,
  { id, reason }: Order,
  type: "job.retried" | "job.removed",
  change: (trx: Database, id: number) => Promise<boolean>,
): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const job = await findJob(trx, id);
    if (!job) throw new AppError("not_found", "The job is done, or was never there.");
    if (!(await change(trx, id))) throw new AppError("wrong_state", "The job is running. Wait for its end.");
    await recordEvent(trx, deps.clock, {
      type,
      actorId: operator.userId,
      subject: { type: "job", id: String(id) },
      data: { kind: job.kind, state: job.state, error: job.last_error?.slice(0, 500) ?? null, reason },
    });
  });
}
