import { sql } from "kysely";
import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { AppError, invalidField } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { requireMember } from "../creators/index.ts";
import { writePrices } from "./create-tier.ts";
import type { TierChanges } from "./schemas.ts";

/** Changes a tier, or closes it to new members; for owners and editors. New prices count for those who join later. */
export async function updateTier(
  deps: Deps,
  user: User,
  tierId: string,
  { prices, archived, ...changes }: TierChanges & { archived?: boolean },
): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const before = await trx
      .selectFrom("tiers")
      .selectAll()
      .where("id", "=", tierId)
      .forNoKeyUpdate()
      .executeTakeFirst();
    if (!before) throw new AppError("not_found");
    await requireMember({ ...deps, db: trx }, user, before.creator_id, "editor");
    const now = deps.clock.now();
    await trx
      .updateTable("tiers")
      .set({
        ...(changes.name !== undefined && { name: changes.name }),
        ...(changes.description !== undefined && { description: changes.description }),
        ...(changes.trialDays !== undefined && { trial_days: changes.trialDays }),
        ...(changes.seats !== undefined && { seats: changes.seats }),
        ...(archived !== undefined && { archived_at: archived ? (before.archived_at ?? now) : null }),
        updated_at: now,
      })
      .where("id", "=", tierId)
      .execute();
    if (prices) await writePrices(trx, tierId, prices);
    await recordEvent(trx, deps.clock, {
      type: archived === undefined ? "tier.updated" : archived ? "tier.archived" : "tier.reopened",
      actorId: user.userId,
      creatorId: before.creator_id,
      subject: { type: "tier", id: tierId },
      data: { name: before.name, ...(prices && { prices }) },
    });
  });
}

/** Puts a creator's tiers into this order, the lowest first. It has to name all of them: members may gain or lose posts by it. */
export async function orderTiers(
  deps: Deps,
  user: User,
  creatorId: string,
  tierIds: string[],
): Promise<void> {
  await requireMember(deps, user, creatorId, "editor");
  await deps.db.transaction().execute(async (trx) => {
    const rows = await trx
      .selectFrom("tiers")
      .select("id")
      .where("creator_id", "=", creatorId)
      .forUpdate()
      .execute();
    const known = new Set(rows.map(({ id }) => id));
    if (
      tierIds.length !== known.size ||
      new Set(tierIds).size !== known.size ||
      !tierIds.every((id) => known.has(id))
    )
      throw invalidField("tierIds", "Name every tier once.");
    await sql`update tiers t set level = o.level, updated_at = ${deps.clock.now()}
      from unnest(${tierIds}::uuid[]) with ordinality o (id, level) where t.id = o.id`.execute(trx);
    await recordEvent(trx, deps.clock, {
      type: "tiers.ordered",
      actorId: user.userId,
      creatorId,
      data: { tiers: tierIds },
    });
  });
}
