import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { closeOpenOrders } from "../checkout/index.ts";

/** A creator's wish meets orders of which none is paid yet. */
export class UnpaidOrders extends AppError {
  constructor() {
    super("wrong_state", "Somebody is paying for this post just now. Try again in a minute.");
  }
}

/**
 * Runs a creator's wish that would take something from those who have ordered a post. Orders that nobody has paid are no reason against
 * it, or a stranger could forbid it by pressing a button: they are closed, and it is run once more.
 */
export async function closingUnpaidOrders<T>(deps: Deps, postId: string, wish: () => Promise<T>): Promise<T> {
  try {
    return await wish();
  } catch (error) {
    if (!(error instanceof UnpaidOrders)) throw error;
  }
  await closeOpenOrders(deps, { postId });
  return wish();
}
