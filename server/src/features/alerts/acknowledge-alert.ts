import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { addSeconds } from "../../lib/clock.ts";

/** Somebody has looked at it: it leaves the inbox and is not raised again for its rule's cool-down. Twice changes nothing. */
export async function acknowledgeAlert(deps: Deps, operator: User, id: string): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const changed = await trx
      .updateTable("alerts")
      .set({ state: "acknowledged", acknowledged_at: deps.clock.now(), acknowledged_by: operator.userId })
      .where("id", "=", id)
      .where("state", "=", "open")
      .returning("id")
      .executeTakeFirst();
    if (!changed) {
      const known = await trx.selectFrom("alerts").select("id").where("id", "=", id).executeTakeFirst();
      if (!known) throw new AppError("not_found");
      return;
    }
    await recordEvent(trx, deps.clock, {
      type: "alert.acknowledged",
      actorId: operator.userId,
      subject: { type: "alert", id },
    });
  });
}

/** The same about the same is not raised for so many hours; what is open is acknowledged with it. */
export async function muteAlert(
  deps: Deps,
  operator: User,
  input: { id: string; hours: number },
): Promise<void> {
  const alert = await deps.db
    .selectFrom("alerts")
    .select(["rule", "about"])
    .where("id", "=", input.id)
    .executeTakeFirst();
  if (!alert) throw new AppError("not_found");
  const until = addSeconds(deps.clock.now(), input.hours * 3600);
  await acknowledgeAlert(deps, operator, input.id);
  await deps.db.transaction().execute(async (trx) => {
    await trx
      .insertInto("alert_mutes")
      .values({ ...alert, until, muted_by: operator.userId })
      .onConflict((conflict) =>
        conflict.columns(["rule", "about"]).doUpdateSet({ until, muted_by: operator.userId }),
      )
      .execute();
    await recordEvent(trx, deps.clock, {
      type: "alert.muted",
      actorId: operator.userId,
      subject: { type: "alert", id: input.id },
      data: { ...alert, until: until.toISOString() },
    });
  });
}

/** What was muted is told of again when it next happens, once the rule has cooled down. Not muted: changes nothing. */
export async function unmuteAlert(deps: Deps, operator: User, id: string): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const alert = await trx
      .selectFrom("alerts")
      .select(["rule", "about"])
      .where("id", "=", id)
      .executeTakeFirst();
    if (!alert) throw new AppError("not_found");
    const { numDeletedRows } = await trx
      .deleteFrom("alert_mutes")
      .where("rule", "=", alert.rule)
      .where("about", "=", alert.about)
      .executeTakeFirst();
    if (numDeletedRows === 0n) return;
    await recordEvent(trx, deps.clock, {
      type: "alert.unmuted",
      actorId: operator.userId,
      subject: { type: "alert", id },
      data: alert,
    });
  });
}
