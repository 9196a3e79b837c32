import type { Config } from "../../config.ts";
import type { Database } from "../../db/client.ts";
import { recordEvent } from "../../events/record-event.ts";
import type { Place } from "../../http/place.ts";
import type { Jobs } from "../../jobs/jobs.ts";
import type { Clock } from "../../lib/clock.ts";
import { queueMail } from "../mail/index.ts";
import { endTrust } from "./end-trust.ts";
import { type Person, passwordChangedMail } from "./mails.ts";
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
    if (type === "user.password_reset") await prove(trx, parts.clock, user.id);
    await recordEvent(trx, parts.clock, {
      type,
      actorId: user.id,
      subject: { type: "user", id: user.id },
      address: place.network,
    });
    await queueMail({ ...parts, db: trx }, passwordChangedMail(parts.config.BASE_URL, user, place));
  });
}

async function prove(trx: Database, clock: Clock, userId: string): Promise<void> {
  const proved = await trx
    .updateTable("users")
    .set({ email_verified: true, updated_at: clock.now() })
    .where("id", "=", userId)
    .where("email_verified", "=", false)
    .executeTakeFirst();
  if (!proved.numUpdatedRows) return;
  await removeTwoFactor(trx, userId);
  await trx.deleteFrom("passkeys").where("user_id", "=", userId).execute();
}
