import { decidePost, findPostFacts, type User } from "../../access/index.ts";
import type { Database } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import type { Money } from "../../lib/money.ts";
import { type Offer, placeOrder } from "../checkout/index.ts";

/**
 * Buys a pay-per-view post: paid at once with the card the buyer keeps, or by the payment page it answers. By itself it opens nothing:
 * only a payment does. Refuses posts that are not sold, those that are open to the buyer already, and another price than the one that
 * was `shown`.
 */
export async function unlockPost(deps: Deps, user: User, postId: string, shown?: Money) {
  const facts = await findPostFacts(deps.pool, { userId: user.userId, at: deps.clock.now() }, [postId]);
  const decision = decidePost(facts.get(postId) ?? null, { signedIn: true });
  if (decision.allowed) throw new AppError("already_owned", "The post is open to you.");
  const { reason } = decision;
  if (reason !== "purchase_required" && reason !== "access_ended") throw new AppError(reason);
  return placeOrder(deps, user, (db, how) => offerOf(db, { postId, at: deps.clock.now() }, how), { shown });
}

/** A post that is sold at the moment, with its terms; `held`: it stays so until the transaction ends. */
async function offerOf(
  db: Database,
  { postId, at }: { postId: string; at: Date },
  { held }: { held: boolean },
): Promise<Offer> {
  const post = await db
    .selectFrom("posts as p")
    .innerJoin("creators as c", "c.id", "p.creator_id")
    .innerJoin("items as i", "i.id", "p.id")
    .select(["p.id", "p.creator_id", "p.price_amount", "p.price_currency", "c.refund_days", "i.title"])
    .where("p.id", "=", postId)
    .where("p.visibility", "=", "ppv")
    .where("p.status", "=", "published")
    .where("p.published_at", "<=", at)
    .where("c.suspended_at", "is", null)
    .$if(held, (q) => q.forShare(["p", "c"]))
    .executeTakeFirst();
  if (!post) throw new AppError("not_found");
  return {
    kind: "post",
    id: post.id,
    title: post.title?.trim() || "A post",
    creatorId: post.creator_id,
    price: { amount: post.price_amount!, currency: post.price_currency! },
    refundDays: post.refund_days,
    cancelQuery: `post=${post.id}`,
    savedCard: true,
  };
}
