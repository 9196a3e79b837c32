import type { User } from "../../access/viewer.ts";
import type { Database } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { requireMember } from "../creators/index.ts";

/** The creator behind a product the user may edit. Refuses non-members like a product that does not exist, analysts with `forbidden`. */
export async function requireEditor(
  deps: Deps,
  user: User,
  productId: string,
): Promise<{ creatorId: string }> {
  const row = await deps.db
    .selectFrom("products")
    .select("creator_id")
    .where("id", "=", productId)
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  await requireMember(deps, user, row.creator_id, "editor");
  return { creatorId: row.creator_id };
}

/** The product's row, locked: of changes to one product at the same time, each sees what the one before it left. */
export async function lockProduct(trx: Database, productId: string) {
  const row = await trx
    .selectFrom("products")
    .select([
      "id",
      "creator_id",
      "title",
      "slug",
      "status",
      "revision",
      "description",
      "category_id",
      "tags",
      "published_at",
      "price_amount",
      "price_currency",
      "removed_from",
      "country_rule",
      "countries",
      "download_limit",
      "device_limit",
    ])
    .where("id", "=", productId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  return row;
}

export type LockedProduct = Awaited<ReturnType<typeof lockProduct>>;

/** The same, refused with `changed_elsewhere` unless the latest revision is the one that was seen. */
export async function lockSeen(trx: Database, productId: string, revision: number): Promise<LockedProduct> {
  const row = await lockProduct(trx, productId);
  if (row.revision !== revision) throw new AppError("changed_elsewhere");
  return row;
}
