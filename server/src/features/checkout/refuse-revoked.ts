import { sql } from "kysely";
import type { User } from "../../access/index.ts";
import type { Database } from "../../db/client.ts";
import { AppError } from "../../errors.ts";

/**
 * Refuses with `access_revoked` whom an item, or a membership of a creator, was taken from by hand and not given back: paying anew is no
 * way around it.
 */
export async function refuseRevoked(
  db: Database,
  user: User,
  of: { itemId: string } | { memberOf: string },
): Promise<void> {
  const ruling = await db
    .selectFrom("access_rulings as a")
    .innerJoin("purchases as p", "p.id", "a.purchase_id")
    .select("p.id")
    .where("p.buyer_id", "=", user.userId)
    .where((eb) =>
      "itemId" in of
        ? eb("p.item_id", "=", of.itemId)
        : eb.and([eb("p.creator_id", "=", of.memberOf), eb("p.tier_id", "is not", null)]),
    )
    .groupBy("p.id")
    // Every second ruling gives back.
    .having((eb) => sql<boolean>`${eb.fn.countAll()} % 2 = 1`)
    .executeTakeFirst();
  if (ruling) throw new AppError("access_revoked", "The seller has taken your access away. Ask them why.");
}
