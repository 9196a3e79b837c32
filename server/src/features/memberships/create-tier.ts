import { sql } from "kysely";
import type { User } from "../../access/index.ts";
import type { Database } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { newId } from "../../lib/ids.ts";
import { requireMember } from "../creators/index.ts";
import type { NewTier } from "./schemas.ts";

const MOST_TIERS = 20;

/** Adds a tier above the others; for owners and editors of the creator. */
export async function createTier(deps: Deps, user: User, input: NewTier): Promise<{ id: string }> {
  await requireMember(deps, user, input.creatorId, "editor");
  const id = newId();
  const now = deps.clock.now();
  await deps.db.transaction().execute(async (trx) => {
    await sql`select 1 from creators where id = ${input.creatorId} for no key update`.execute(trx);
    const { level } = await trx
      .selectFrom("tiers")
      .select(sql<number>`coalesce(max(level), 0) + 1`.as("level"))
      .where("creator_id", "=", input.creatorId)
      .executeTakeFirstOrThrow();
    if (level > MOST_TIERS) throw new AppError("wrong_state", `A creator has up to ${MOST_TIERS} tiers.`);
    await trx
      .insertInto("tiers")
      .values({
        id,
        creator_id: input.creatorId,
        name: input.name,
        description: input.description ?? "",
        level,
        trial_days: input.trialDays ?? null,
        seats: input.seats ?? null,
        created_at: now,
        updated_at: now,
      })
      .execute();
    await writePrices(trx, id, input.prices);
    await recordEvent(trx, deps.clock, {
      type: "tier.created",
      actorId: user.userId,
      creatorId: input.creatorId,
      subject: { type: "tier", id },
      data: { name: input.name, prices: input.prices },
    });
  });
  return { id };
}

/** Makes these all the prices of a tier; members keep the one they joined at. */
export async function writePrices(trx: Database, tierId: string, prices: NewTier["prices"]): Promise<void> {
  await trx.deleteFrom("tier_prices").where("tier_id", "=", tierId).execute();
  await trx
    .insertInto("tier_prices")
    .values(prices.map((price) => ({ tier_id: tierId, ...price })))
    .execute();
}
