import type { Database } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { recordEvent } from "../../events/record-event.ts";

/**
 * Ends every membership of a person who leaves, and closes the creators that have no other owner: the storefront is gone and says
 * nothing any more, nobody acts for it, its handle stays taken. Answers the ids of those closed.
 */
export async function closeCreators(deps: Deps, trx: Database, userId: string): Promise<string[]> {
  const now = deps.clock.now();
  const owned = await trx
    .selectFrom("creators as c")
    .innerJoin("creator_members as m", "m.creator_id", "c.id")
    .select("c.id")
    .where("m.user_id", "=", userId)
    .where("m.role", "=", "owner")
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("creator_members as o")
            .select("o.user_id")
            .whereRef("o.creator_id", "=", "c.id")
            .where("o.role", "=", "owner")
            .where("o.user_id", "<>", userId),
        ),
      ),
    )
    .forUpdate()
    .execute();
  const ids = owned.map(({ id }) => id);
  await trx.deleteFrom("creator_members").where("user_id", "=", userId).execute();
  if (ids.length === 0) return ids;
  await trx.deleteFrom("creator_members").where("creator_id", "in", ids).execute();
  await trx
    .updateTable("creators")
    .set({
      display_name: "Closed shop",
      bio: "",
      website: null,
      social_links: "[]",
      avatar_key: null,
      banner_key: null,
      closed_at: now,
      updated_at: now,
    })
    .where("id", "in", ids)
    .execute();
  for (const id of ids) {
    await deps.jobs.add(trx, "close-open-orders", { creatorId: id });
    await deps.jobs.add(trx, "end-memberships", { creatorId: id });
    await recordEvent(trx, deps.clock, {
      type: "creator.closed",
      actorId: userId,
      creatorId: id,
      subject: { type: "creator", id },
    });
  }
  return ids;
}
