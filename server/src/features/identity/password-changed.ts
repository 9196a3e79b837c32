import type { Config } from "../../config.ts";
import type { Database } from "../../db/client.ts";
import { recordEvent } from "../../events/record-event.ts";
import type { Place } from "../../http/place.ts";
import type { Jobs } from "../../jobs/jobs.ts";
import type { Clock } from "../../lib/clock.ts";
import { queueMail } from "../mail/index.ts";
import { endTrust } from "./end-trust.ts";
import { type Person, passwordChangedMail } from "./mails.ts";

type Parts = { config: Config; db: Database; clock: Clock; jobs: Jobs };

/** What follows a new password: an event, a mail, the second step again in every browser, no private feed, and no change of address that the old one asked for. */
export async function passwordChanged(
  parts: Parts,
  type: "user.password_changed" | "user.password_reset",
  user: Person,
  place: Place,
): Promise<void> {
  await parts.db.transaction().execute(async (trx) => {
    await trx.deleteFrom("email_changes").where("user_id", "=", user.id).execute();
    await endTrust(trx, parts.clock, user.id);
    await recordEvent(trx, parts.clock, {
      type,
      actorId: user.id,
      subject: { type: "user", id: user.id },
      address: place.network,
    });
    await queueMail({ ...parts, db: trx }, passwordChangedMail(parts.config.BASE_URL, user, place));
  });
}
