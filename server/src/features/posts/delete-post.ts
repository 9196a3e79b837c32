import type { User } from "../../access/index.ts";
import type { Database } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { closingUnpaidOrders, UnpaidOrders } from "./close-unpaid-orders.ts";
import { lockOwnPost } from "./post-parts.ts";

/** Deletes a post for good, with orders that nobody paid; for editors and owners. What somebody has paid for can be archived, not deleted. */
export async function deletePost(deps: Deps, user: User, postId: string): Promise<void> {
  await closingUnpaidOrders(deps, postId, () => remove(deps, user, postId));
}

async function remove(deps: Deps, user: User, postId: string): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const { creator_id, title, visibility } = await lockOwnPost(deps, trx, user, postId);
    await removeUnpaidOrders(trx, postId);
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

/** Orders that ended without any money; refuses while there are others. */
async function removeUnpaidOrders(trx: Database, postId: string): Promise<void> {
  await trx
    .deleteFrom("purchases as p")
    .where("p.item_id", "=", postId)
    .where("p.completed_at", "is", null)
    .where("p.status", "in", ["expired", "failed"])
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom("refunds as r").select("r.id").whereRef("r.purchase_id", "=", "p.id"))),
    )
    .execute();
  const left = await trx.selectFrom("purchases").select("status").where("item_id", "=", postId).execute();
  if (left.length === 0) return;
  if (left.every(({ status }) => status === "pending")) throw new UnpaidOrders();
  throw new AppError(
    "wrong_state",
    "People have ordered this post. Archive it: they keep it, nobody else sees it.",
  );
}
