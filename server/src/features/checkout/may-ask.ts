import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { isWithinRate } from "../../http/rate-limit.ts";

/** About one order, whoever asks, on all nodes together; the page that waits leaves longer between its questions. */
const ABOUT_ONE = { name: "asked-about", max: 5, seconds: 15 };
/** By one person about all their orders. */
const BY_ONE = { name: "asking", max: 30, seconds: 60 };

/**
 * Whether the provider is asked now how an order or membership stands. All of us share one budget of questions, which nobody may use up
 * by reloading. Past it the answer is what is known here; the provider's own news changes that at once.
 */
export async function mayAsk(deps: Deps, user: User, orderId: string): Promise<boolean> {
  return (await isWithinRate(deps, ABOUT_ONE, orderId)) && isWithinRate(deps, BY_ONE, user.userId);
}
