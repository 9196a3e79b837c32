import type { User } from "../../access/index.ts";
import type { Database } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { recordEvent } from "../../events/record-event.ts";
import type { Place } from "../../http/place.ts";
import { queueMail } from "../mail/index.ts";
import { endTrust } from "./end-trust.ts";
import * as mails from "./second-factor-mails.ts";

/**
 * What follows the confirmation of an app: sessions that were opened by the password alone end, all but the present one (by its
 * secret), and the person is told.
 */
export async function switchedOn(
  deps: Deps,
  user: User,
  session: string | null,
  place: Place,
): Promise<void> {
  await tell(deps, user, place, "two_factor.enabled", mails.twoFactorOnMail, async (trx) => {
    await trx
      .deleteFrom("sessions")
      .where("user_id", "=", user.userId)
      .where("token", "<>", session ?? "")
      .execute();
    await endTrust(trx, deps.clock, user.userId);
  });
}

/** What follows new backup codes: the old ones are void already. */
export async function backupCodesReplaced(deps: Deps, user: User, place: Place): Promise<void> {
  await tell(deps, user, place, "two_factor.backup_codes_replaced", mails.backupCodesMail);
}

/** What follows a new passkey. */
export async function passkeyAdded(
  deps: Deps,
  user: User,
  passkey: { id: string; name: string },
  place: Place,
): Promise<void> {
  await tell(deps, user, place, "passkey.added", (base, person, at) =>
    mails.passkeyAddedMail(base, person, passkey.name, at),
  );
}

async function tell(
  deps: Deps,
  user: User,
  place: Place,
  type: "two_factor.enabled" | "two_factor.backup_codes_replaced" | "passkey.added",
  mail: (base: string, person: mails.Person, place: Place) => ReturnType<typeof mails.twoFactorOnMail>,
  also: (trx: Database) => Promise<void> = async () => undefined,
): Promise<void> {
  const person = { id: user.userId, email: user.email, name: user.name };
  await deps.db.transaction().execute(async (trx) => {
    await also(trx);
    await recordEvent(trx, deps.clock, {
      type,
      actorId: user.userId,
      subject: { type: "user", id: user.userId },
      address: place.network,
    });
    await queueMail({ ...deps, db: trx }, mail(deps.config.BASE_URL, person, place));
  });
}
