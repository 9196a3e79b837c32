import type { User } from "../../access/index.ts";
import type { Database } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { eraseDetailsOf } from "../../events/erase-details.ts";
import { recordEvent } from "../../events/record-event.ts";
import { queueMail } from "../mail/index.ts";
import { hasOtherOperator } from "./has-other-operator.ts";
import { accountDeletedMail } from "./mails.ts";

/**
 * Takes a person out of the tables of this feature, within the caller's transaction: every session, password, browser and open link
 * goes, and the row that purchases point to says nothing about anybody. Their address is free at once. A last mail goes there.
 * Refuses the last operator with `wrong_state`.
 */
export async function eraseUser(deps: Deps, trx: Database, user: User): Promise<void> {
  const now = deps.clock.now();
  if ((user.isOperator || user.operatorWaits) && !(await hasOtherOperator(trx, user.userId)))
    throw new AppError(
      "wrong_state",
      "You are the last operator. Make somebody else one first, then delete.",
    );
  for (const table of [
    "sessions",
    "accounts",
    "devices",
    "email_changes",
    "two_factors",
    "passkeys",
    "tried_codes",
  ] as const)
    await trx.deleteFrom(table).where("user_id", "=", user.userId).execute();
  await trx.deleteFrom("verifications").where("value", "=", user.userId).execute();
  await trx
    .updateTable("users")
    .set({
      name: "Deleted account",
      // RFC 2606, section 2: leads nowhere, and cannot be signed up with.
      email: `${user.userId}@deleted.invalid`,
      email_verified: false,
      image: null,
      two_factor_enabled: false,
      operator_since: null,
      suspended_reason: null,
      deleted_at: now,
      updated_at: now,
    })
    .where("id", "=", user.userId)
    .execute();
  await eraseDetailsOf(trx, deps.clock, user.userId);
  await recordEvent(trx, deps.clock, {
    type: "user.deleted",
    actorId: user.userId,
    subject: { type: "user", id: user.userId },
  });
  await queueMail({ ...deps, db: trx }, accountDeletedMail(user, now));
}
