import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";

/** Gives one of the user's own devices a name they know it by; null: as it describes itself. */
export async function renameDevice(
  deps: Deps,
  user: User,
  device: { id: string; name: string | null },
): Promise<void> {
  const { numUpdatedRows } = await deps.db
    .updateTable("devices")
    .set({ name: device.name })
    .where("id", "=", device.id)
    .where("user_id", "=", user.userId)
    .executeTakeFirst();
  if (!numUpdatedRows) throw new AppError("not_found");
}

/**
 * Forgets one of the user's own devices: its sessions end with it, and so do their downloads under way, and the places it holds are
 * free for another.
 */
export async function removeDevice(deps: Deps, user: User, id: string): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const removed = await trx
      .deleteFrom("devices")
      .where("id", "=", id)
      .where("user_id", "=", user.userId)
      .returning("described")
      .executeTakeFirst();
    if (!removed) throw new AppError("not_found");
    await recordEvent(trx, deps.clock, {
      type: "device.removed",
      actorId: user.userId,
      subject: { type: "user", id: user.userId },
      data: { device: removed.described },
    });
  });
}
