import { decidePost, findPostFacts, type User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { placeOrder } from "../checkout/index.ts";

/**
 * Buys a pay-per-view post: paid at once with the card the buyer keeps, or by the payment page it answers. By itself it opens nothing:
 * only a payment does. Refuses posts that are not sold, and those that are open to the buyer already.
 */
export async function unlockPost(deps: Deps, user: User, postId: string) {
  const facts = await findPostFacts(deps.pool, { userId: user.userId, at: deps.clock.now() }, [postId]);
  const decision = decidePost(facts.get(postId) ?? null, { signedIn: true });
  if (decision.allowed) throw new AppError("already_owned", "The post is open to you.");
  const { reason } = decision;
  if (reason !== "purchase_required" && reason !== "access_ended") throw new AppError(reason);
  const post = await deps.db
    .selectFrom("posts as p")
    .innerJoin("creators as c", "c.id", "p.creator_id")
    .innerJoin("items as i", "i.id", "p.id")
    .select(["p.id", "p.creator_id", "p.price_amount", "p.price_currency", "c.refund_days", "i.title"])
    .where("p.id", "=", postId)
    .executeTakeFirstOrThrow();
  return placeOrder(deps, user, {
    kind: "post",
    id: post.id,
    title: post.title?.trim() || "A post",
    creatorId: post.creator_id,
    price: { amount: post.price_amount!, currency: post.price_currency! },
    refundDays: post.refund_days,
    cancelQuery: `post=${post.id}`,
    savedCard: true,
  });
}
