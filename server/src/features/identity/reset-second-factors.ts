import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { queueMail } from "../mail/index.ts";
import { endTrust } from "./end-trust.ts";
import { twoFactorResetMail } from "./second-factor-mails.ts";
import { removeTwoFactor } from "./switch-off-two-factor.ts";

/**
 * For somebody who has lost everything: app, backup codes and passkeys no longer count, every session ends, and the person is told
 * why by mail. `operatorId` is null when the machine's owner does it from the command line. Refuses with `wrong_state` where there
 * is nothing to reset.
 */
export async function resetSecondFactors(
  deps: Deps,
  operatorId: string | null,
  input: { id: string; reason: string },
): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const person = await trx
      .selectFrom("users")
      .select(["id", "email", "name"])
      .where("id", "=", input.id)
      .forUpdate()
      .executeTakeFirst();
    if (!person) throw new AppError("not_found");
    const hadTwoFactor = await removeTwoFactor(trx, person.id);
    const { numDeletedRows } = await trx
      .deleteFrom("passkeys")
      .where("user_id", "=", person.id)
      .executeTakeFirstOrThrow();
    if (!hadTwoFactor && numDeletedRows === 0n)
      throw new AppError("wrong_state", "This account has no second factor.");
    await trx.deleteFrom("sessions").where("user_id", "=", person.id).execute();
    await endTrust(trx, deps.clock, person.id);
    await recordEvent(trx, deps.clock, {
      type: "two_factor.reset",
      actorId: operatorId,
      subject: { type: "user", id: person.id },
      data: { passkeys: Number(numDeletedRows), reason: input.reason },
    });
    await queueMail({ ...deps, db: trx }, twoFactorResetMail(deps.config.BASE_URL, person, input.reason));
  });
}
