import { decidePost, findPostFacts, type User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";

/** What stands under a post is for whoever may read it; refuses everybody else as its media do. */
export async function requireReadable(deps: Pick<Deps, "pool" | "clock">, user: User | null, postId: string) {
  const asker = { userId: user?.userId ?? null, at: deps.clock.now() };
  const facts = (await findPostFacts(deps.pool, asker, [postId])).get(postId) ?? null;
  const decision = decidePost(facts, { signedIn: user !== null });
  if (facts && decision.allowed)
    return { ...facts, canModerate: facts.memberRole === "owner" || facts.memberRole === "editor" };
  throw new AppError(decision.allowed ? "not_found" : decision.reason);
}

/** The same for whoever wants to take part, which a creator may have forbidden them. */
export async function requireWelcome(deps: Pick<Deps, "pool" | "clock">, user: User, postId: string) {
  const post = await requireReadable(deps, user, postId);
  if (post.blocked && !post.canModerate)
    throw new AppError("blocked", "What you have paid for stays open to you.");
  return post;
}
