import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { blankComment } from "./change-comment.ts";

/** Closes a report, and with it every other open one of the same thing: one look answers them all. For operators. */
export async function closeReport(
  deps: Deps,
  operator: User,
  { reportId, note }: { reportId: string; note: string },
): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const report = await trx
      .selectFrom("reports")
      .select(["subject_id", "creator_id", "closed_at", "kind"])
      .where("id", "=", reportId)
      .forUpdate()
      .executeTakeFirst();
    if (!report) throw new AppError("not_found");
    if (report.closed_at) throw new AppError("wrong_state", "Somebody closed it already.");
    const closed = await trx
      .updateTable("reports")
      .set({ closed_at: deps.clock.now(), closed_by: operator.userId, closing_note: note })
      .where("subject_id", "=", report.subject_id)
      .where("closed_at", "is", null)
      .executeTakeFirst();
    await recordEvent(trx, deps.clock, {
      type: "report.closed",
      actorId: operator.userId,
      creatorId: report.creator_id,
      subject: { type: report.kind, id: report.subject_id },
      data: { report: reportId, reports: Number(closed.numUpdatedRows), reason: note },
    });
  });
}

/** Takes somebody's comment away for good; for operators. */
export async function removeComment(
  deps: Deps,
  operator: User,
  { commentId, reason }: { commentId: string; reason: string },
): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const comment = await trx
      .selectFrom("comments as m")
      .innerJoin("posts as p", "p.id", "m.post_id")
      .select(["p.id as post_id", "p.creator_id"])
      .where("m.id", "=", commentId)
      .executeTakeFirst();
    if (!comment) throw new AppError("not_found");
    if (!(await blankComment(trx, commentId, deps.clock.now())))
      throw new AppError("wrong_state", "It was deleted already.");
    await recordEvent(trx, deps.clock, {
      type: "comment.removed",
      actorId: operator.userId,
      creatorId: comment.creator_id,
      subject: { type: "comment", id: commentId },
      data: { post: comment.post_id, reason },
    });
  });
}
