import type { User } from "../../access/viewer.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";

/** Removes an empty category; for operators. Refuses one that has categories below it or any product in it with `wrong_state`. */
export async function deleteCategory(deps: Deps, operator: User, id: string): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const gone = await trx
      .deleteFrom("categories")
      .where("id", "=", id)
      .returning(["slug", "name"])
      .executeTakeFirst()
      .catch((error: { code?: string }) => {
        // The foreign keys of products and of categories below it.
        if (error.code !== "23503") throw error;
        throw new AppError("wrong_state", "Move its products and the categories below it elsewhere first.");
      });
    if (!gone) throw new AppError("not_found");
    await recordEvent(trx, deps.clock, {
      type: "category.deleted",
      actorId: operator.userId,
      subject: { type: "category", id },
      data: gone,
    });
  });
}
