import type { Config } from "../../config.ts";
import type { Database } from "../../db/client.ts";
import { recordEvent } from "../../events/record-event.ts";
import type { Place } from "../../http/place.ts";
import type { Jobs } from "../../jobs/jobs.ts";
import type { Clock } from "../../lib/clock.ts";
import { queueMail } from "../mail/index.ts";
import { endTrust } from "./end-trust.ts";
import { type Person, passwordChangedMail } from "./mails.ts";
import { passkeyRemovedMail, twoFactorOffMail } from "./second-factor-mails.ts";
import { removeTwoFactor } from "./switch-off-two-factor.ts";

type Parts = { config: Config; db: Database; clock: Clock; jobs: Jobs };

/**
 * What follows a new password: an event and a mail. What the old one had let in has ended with it already (migration 0090). Whoever got the
 * link of a reset has proved the address; if nobody had before, passkeys and an app may be somebody else's and go too.
 */
export async function passwordChanged(
  parts: Parts,
  type: "user.password_changed" | "user.password_reset",
  user: Person,
  place: Place,
): Promise<void> {
  await parts.db.transaction().execute(async (trx) => {
    await endTrust(trx, parts.clock, user.id);
    if (type === "user.password_reset") await prove({ ...parts, db: trx }, user, place);
    await recordEvent(trx, parts.clock, {
      type,
      actorId: user.id,
      subject: { type: "user", id: user.id },
      address: place.network,
    });
    await queueMail({ ...parts, db: trx }, passwordChangedMail(parts.config.BASE_URL, user, place));
  });
}

/** Tells of everything that goes: it was theirs if it was not somebody else's. */
async function prove(parts: Parts, user: Person, place: Place): Promise<void> {
  const { db: trx, clock, config } = parts;
  const proved = await trx
    .updateTable("users")
    .set({ email_verified: true, updated_at: clock.now() })
    .where("id", "=", user.id)
    .where("email_verified", "=", false)
    .executeTakeFirst();
  if (!proved.numUpdatedRows) return;
  const note = (type: "two_factor.disabled" | "passkey.removed") =>
    recordEvent(trx, clock, {
      type,
      actorId: user.id,
      subject: { type: "user", id: user.id },
      address: place.network,
    });
  if (await removeTwoFactor(trx, user.id)) {
    await note("two_factor.disabled");
    await queueMail(parts, twoFactorOffMail(config.BASE_URL, user, place));
  }
  const passkeys = await trx
    .deleteFrom("passkeys")
    .where("user_id", "=", user.id)
    .returning("name")
    .execute();
  for (const { name } of passkeys) {
    await note("passkey.removed");
    await queueMail(parts, passkeyRemovedMail(config.BASE_URL, user, name ?? "Passkey", place));
  }
}
