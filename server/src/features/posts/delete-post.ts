import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { removeUnpaidOrders } from "../checkout/index.ts";
import { closingUnpaidOrders, UnpaidOrders } from "./close-unpaid-orders.ts";
import { lockOwnPost } from "./post-parts.ts";

/** Deletes a post for good, with orders that nobody paid; for editors and owners. What somebody has paid for can be archived, not deleted. */
export async function deletePost(deps: Deps, user: User, postId: string): Promise<void> {
  await closingUnpaidOrders(deps, postId, () => remove(deps, user, postId));
}

async function remove(deps: Deps, user: User, postId: string): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const { creator_id, title, visibility } = await lockOwnPost(deps, trx, user, postId);
    const left = await removeUnpaidOrders(trx, postId);
    if (left.length > 0 && left.every((status) => status === "pending")) throw new UnpaidOrders();
    if (left.length > 0)
      throw new AppError(
        "wrong_state",
        "People have ordered this post. Archive it: they keep it, nobody else sees it.",
      );
    await trx.deleteFrom("posts").where("id", "=", postId).execute();
    await recordEvent(trx, deps.clock, {
      type: "post.deleted",
      actorId: user.userId,
      creatorId: creator_id,
      subject: { type: "post", id: postId },
      data: { title, visibility },
    });
  });
}
