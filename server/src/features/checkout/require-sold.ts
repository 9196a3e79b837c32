import type { Selectable } from "kysely";
import type { User } from "../../access/index.ts";
import type { Purchases } from "../../db/tables.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { requireMember } from "../creators/index.ts";

/** A purchase for those who may act on it: editors and owners of the selling creator, and operators. Anybody else finds nothing. */
export async function requireSold(
  deps: Deps,
  user: User,
  purchaseId: string,
): Promise<Selectable<Purchases>> {
  const purchase = await deps.db
    .selectFrom("purchases")
    .selectAll()
    .where("id", "=", purchaseId)
    .executeTakeFirst();
  if (!purchase) throw new AppError("not_found");
  if (!user.isOperator) await requireMember(deps, user, purchase.creator_id, "editor");
  return purchase;
}
