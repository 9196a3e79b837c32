import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import type { Place } from "../../http/place.ts";
import { queueMail } from "../mail/index.ts";
import { requirePassword } from "./require-password.ts";
import { passkeyRemovedMail } from "./second-factor-mails.ts";

/** Gives one of the user's own passkeys another name; anybody else's is not found. */
export async function renamePasskey(
  deps: Deps,
  user: User,
  input: { id: string; name: string },
): Promise<void> {
  const { numUpdatedRows } = await deps.db
    .updateTable("passkeys")
    .set({ name: input.name })
    .where("id", "=", input.id)
    .where("user_id", "=", user.userId)
    .executeTakeFirst();
  if (!numUpdatedRows) throw new AppError("not_found");
}

/** Takes one of the user's own passkeys away, for whoever gives the password. */
export async function removePasskey(
  deps: Deps,
  user: User,
  input: { id: string; password: string; place: Place },
): Promise<void> {
  await requirePassword(deps, user, input.password);
  await deps.db.transaction().execute(async (trx) => {
    const removed = await trx
      .deleteFrom("passkeys")
      .where("id", "=", input.id)
      .where("user_id", "=", user.userId)
      .returning("name")
      .executeTakeFirst();
    if (!removed) throw new AppError("not_found");
    await recordEvent(trx, deps.clock, {
      type: "passkey.removed",
      actorId: user.userId,
      subject: { type: "user", id: user.userId },
      address: input.place.network,
    });
    const person = { id: user.userId, email: user.email, name: user.name };
    await queueMail(
      { ...deps, db: trx },
      passkeyRemovedMail(deps.config.BASE_URL, person, removed.name ?? "Passkey", input.place),
    );
  });
}
