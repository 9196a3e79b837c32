import type { z } from "zod";
import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { type CheckpointFile, exportCheckpoint } from "../../events/export-checkpoint.ts";
import { recordEvent } from "../../events/record-event.ts";
import { sealEvents } from "../../events/seal-events.ts";
import { verifyChain } from "../../events/verify-chain.ts";
import { addSeconds } from "../../lib/clock.ts";
import { newId } from "../../lib/ids.ts";
import { type trailCheck, trailResult } from "./trail-schemas.ts";

type Check = z.input<typeof trailCheck>;

/** A check that has not ended by then has no worker any more. */
const LONGEST_SECONDS = 3600;

/** Has the worker verify the trail, for operators. While one is under way it is answered, and nothing new begins. */
export async function askTrailCheck(deps: Deps, operator: User): Promise<Check> {
  const now = deps.clock.now();
  const running = await findTrailCheck(deps);
  if (running && !running.finishedAt && new Date(running.askedAt) > addSeconds(now, -LONGEST_SECONDS))
    return running;
  const id = newId();
  await deps.db.transaction().execute(async (trx) => {
    await trx.insertInto("trail_checks").values({ id, asked_by: operator.userId, asked_at: now }).execute();
    await recordEvent(trx, deps.clock, {
      type: "trail.check_asked",
      actorId: operator.userId,
      subject: { type: "trail_check", id },
    });
    await deps.jobs.add(trx, "check-trail", { checkId: id }, { key: "check-trail" });
  });
  return (await findTrailCheck(deps))!;
}

/** The check that was asked for last; null where none ever was. */
export async function findTrailCheck({ db }: Pick<Deps, "db">): Promise<Check | null> {
  const row = await db
    .selectFrom("trail_checks")
    .selectAll()
    .orderBy("asked_at", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  const toRead = Number(row.events_to_read);
  return {
    id: row.id,
    askedAt: row.asked_at.toISOString(),
    progress: row.finished_at ? 1 : toRead > 0 ? Math.min(1, Number(row.events_read) / toRead) : 0,
    finishedAt: row.finished_at?.toISOString() ?? null,
    result: row.result ? trailResult.parse(row.result) : null,
  };
}

/** Seals what is new and answers its checkpoint, for operators. Refuses with `wrong_state` while the trail does not fit together. */
export async function takeCheckpoint(deps: Deps): Promise<CheckpointFile> {
  try {
    await sealEvents(deps);
  } catch {
    throw new AppError("wrong_state", "The trail does not fit together. Verify it first.");
  }
  const checkpoint = await exportCheckpoint(deps);
  if (!checkpoint) throw new AppError("not_found", "Nothing has happened yet.");
  return checkpoint;
}

/** Job: seals what is new, reads the whole trail and writes down how far it is and what it found. */
export async function checkTrail(deps: Deps, { checkId }: { checkId: string }): Promise<void> {
  // What cannot be sealed is verified all the same, which says why.
  const refused = await sealEvents(deps).then(
    () => null,
    (error: Error) => error.message,
  );
  const { rows } = await deps.pool.query<{ end: number }>(
    `select coalesce(max(position), 0) as "end" from event_chain`,
  );
  const note = (part: { events_to_read?: number; events_read: number }) =>
    deps.db.updateTable("trail_checks").set(part).where("id", "=", checkId).execute();
  await note({ events_to_read: Number(rows[0]!.end), events_read: 0 });
  const result = await verifyChain(deps, [], async (position) => {
    await note({ events_read: position });
  });
  if (refused && result.findings.length === 0) result.findings.push(refused);
  await deps.db.transaction().execute(async (trx) => {
    const check = await trx
      .updateTable("trail_checks")
      .set({ finished_at: deps.clock.now(), result: JSON.stringify(result) })
      .where("id", "=", checkId)
      .where("finished_at", "is", null)
      .returning("asked_by")
      .executeTakeFirst();
    if (!check) return;
    await recordEvent(trx, deps.clock, {
      type: "trail.checked",
      actorId: check.asked_by,
      subject: { type: "trail_check", id: checkId },
      data: { end: result.end, findings: result.findings.length },
    });
  });
}
