import type { User } from "../../access/viewer.ts";
import type { Database } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { changeStatus } from "./change-status.ts";
import { findGaps } from "./product-parts.ts";
import type { Product } from "./schemas.ts";

/**
 * Puts a product on sale, again if need be; the date of its first publication stays. Refuses with `invalid_input`, field by field,
 * what is not complete, and creators who are suspended.
 */
export async function publishProduct(deps: Deps, user: User, productId: string): Promise<Product> {
  return changeStatus(deps, user, productId, {
    to: "published",
    from: ["draft", "unpublished", "archived"],
    refusal: "",
    check: checkComplete,
  });
}

async function checkComplete(trx: Database, product: { id: string; creatorId: string }): Promise<void> {
  const creator = await trx
    .selectFrom("creators")
    .select("suspended_at")
    .where("id", "=", product.creatorId)
    .executeTakeFirstOrThrow();
  if (creator.suspended_at) throw new AppError("creator_suspended");
  const gaps = await findGaps(trx, product.id);
  if (gaps[0]) throw new AppError("invalid_input", gaps[0].message, { errors: gaps });
}
