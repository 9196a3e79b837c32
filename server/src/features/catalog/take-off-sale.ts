import type { Database } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";

/** Takes everything these creators sell off sale for good; whoever bought it keeps it. */
export async function takeOffSale(
  deps: Pick<Deps, "clock">,
  trx: Database,
  creatorIds: string[],
): Promise<void> {
  if (creatorIds.length === 0) return;
  await trx
    .updateTable("products")
    .set({ status: "archived", updated_at: deps.clock.now() })
    .where("creator_id", "in", creatorIds)
    .where("status", "in", ["published", "unpublished"])
    .execute();
}
