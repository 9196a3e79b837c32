import type { User } from "../../access/index.ts";
import type { Database } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import type { Place } from "../../http/place.ts";
import { queueMail } from "../mail/index.ts";
import { forgetTrustedBrowsers } from "./end-trust.ts";
import { requirePassword } from "./require-password.ts";
import { twoFactorOffMail } from "./second-factor-mails.ts";

/** Lets the password alone open the account again, for whoever gives it. Passkeys stay. Refuses where it is off already. */
export async function switchOffTwoFactor(
  deps: Deps,
  user: User,
  input: { password: string; place: Place },
): Promise<void> {
  await requirePassword(deps, user, input.password);
  await deps.db.transaction().execute(async (trx) => {
    if (!(await removeTwoFactor(trx, user.userId)))
      throw new AppError("wrong_state", "Two-factor sign-in is off already.");
    await recordEvent(trx, deps.clock, {
      type: "two_factor.disabled",
      actorId: user.userId,
      subject: { type: "user", id: user.userId },
      address: input.place.network,
    });
    const person = { id: user.userId, email: user.email, name: user.name };
    await queueMail({ ...deps, db: trx }, twoFactorOffMail(deps.config.BASE_URL, person, input.place));
  });
}

/** Takes the app, its backup codes and all trust in browsers away; whether there was any. */
export async function removeTwoFactor(trx: Database, userId: string): Promise<boolean> {
  const changed = await trx
    .updateTable("users")
    .set({ two_factor_enabled: false })
    .where("id", "=", userId)
    .where("two_factor_enabled", "=", true)
    .executeTakeFirst();
  await trx.deleteFrom("two_factors").where("user_id", "=", userId).execute();
  await forgetTrustedBrowsers(trx, userId);
  return changed.numUpdatedRows > 0n;
}
