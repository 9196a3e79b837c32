import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { getCreator } from "../creators/index.ts";
import { refuseBlocked } from "./find-block.ts";

/** Puts a creator's posts into somebody's feed; twice is once. Refuses whom the creator shut out, and the creator's own people. */
export async function followCreator(deps: Deps, user: User, handle: string): Promise<void> {
  const creator = await getCreator(deps, user, handle);
  if (creator.role) throw new AppError("wrong_state", "This is your own page.");
  await deps.db.transaction().execute(async (trx) => {
    const added = await trx
      .insertInto("follows")
      .values({ user_id: user.userId, creator_id: creator.id, created_at: deps.clock.now() })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    // After the row, which waits for a block that is just being made.
    await refuseBlocked(trx, creator.id, user.userId);
    if (added.numInsertedOrUpdatedRows)
      await recordEvent(trx, deps.clock, {
        type: "creator.followed",
        actorId: user.userId,
        creatorId: creator.id,
        subject: { type: "creator", id: creator.id },
      });
  });
}

/** Takes them out again; whoever does not follow has nothing to change. */
export async function unfollowCreator(deps: Deps, user: User, handle: string): Promise<void> {
  const creator = await getCreator(deps, user, handle);
  await deps.db.transaction().execute(async (trx) => {
    const removed = await trx
      .deleteFrom("follows")
      .where("user_id", "=", user.userId)
      .where("creator_id", "=", creator.id)
      .executeTakeFirst();
    if (removed.numDeletedRows)
      await recordEvent(trx, deps.clock, {
        type: "creator.unfollowed",
        actorId: user.userId,
        creatorId: creator.id,
        subject: { type: "creator", id: creator.id },
      });
  });
}
