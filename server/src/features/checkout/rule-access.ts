import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { applyChange } from "./apply-change.ts";
import { isRevoked } from "./purchase-state.ts";
import { requireSold } from "./require-sold.ts";

export type Ruling = { purchaseId: string; verdict: "revoked" | "restored"; reason: string };

/**
 * Takes a buyer's access away by hand, or gives it back, with a reason for the records; never touches money. It stands until the
 * next ruling, whatever refunds and disputes do meanwhile; giving back opens nothing that money has closed. For editors and owners
 * of the selling creator, and operators. Ruling what stands already changes nothing.
 */
export async function ruleAccess(deps: Deps, user: User, input: Ruling): Promise<void> {
  const purchase = await requireSold(deps, user, input.purchaseId);
  if (purchase.completed_at === null)
    throw new AppError("wrong_state", "Nobody has paid for this yet, so it opens nothing.");
  const { rulings } = await deps.db
    .selectFrom("access_rulings")
    .select((eb) => eb.fn.countAll<number>().as("rulings"))
    .where("purchase_id", "=", purchase.id)
    .executeTakeFirstOrThrow();
  if (isRevoked({ rulings }) === (input.verdict === "revoked")) return;
  // Two people who rule at once from the same state make the same ruling: its number is taken once.
  const ruling = { kind: "ruling", number: rulings + 1 } as const;
  await applyChange(deps, purchase.id, ruling, { requestedBy: user.userId, reason: input.reason });
}
