import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { invalidField } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import type { Place } from "../../http/place.ts";
import { limitRate, type RateLimit } from "../../http/rate-limit.ts";
import { addSeconds } from "../../lib/clock.ts";
import { queueMail } from "../mail/index.ts";
import { addressChangeAskedMail, addressTakenMail, confirmAddressMail } from "./mails.ts";
import { requirePassword } from "./require-password.ts";
import { hashToken, newToken } from "./token.ts";

const GOOD_FOR_SECONDS = 86_400;
const CHANGES: RateLimit = { name: "email-change", max: 5, seconds: 3600 };

export type EmailChange = { newEmail: string; expiresAt: Date };

/**
 * Asks to move the account to another address: a link goes there, a notice to the present one, and nothing changes before the link
 * is used. An address that has an account already gets another mail and no link, and whoever asks sees no difference. A second
 * change replaces the first.
 */
export async function askEmailChange(
  deps: Deps,
  user: User,
  input: { newEmail: string; password: string; place: Place },
): Promise<EmailChange> {
  const { newEmail, place } = input;
  if (newEmail === user.email) throw invalidField("newEmail", "This is your address already.");
  await requirePassword(deps, user, input.password);
  await limitRate(deps, CHANGES, user.userId);
  await limitRate(deps, CHANGES, hashToken(newEmail));

  const token = newToken();
  const change = { newEmail, expiresAt: addSeconds(place.at, GOOD_FOR_SECONDS) };
  const row = {
    new_email: newEmail,
    token_hash: hashToken(token),
    created_at: place.at,
    expires_at: change.expiresAt,
  };
  const base = deps.config.BASE_URL;
  const person = { id: user.userId, email: user.email, name: user.name };
  await deps.db.transaction().execute(async (trx) => {
    const holder = await trx
      .selectFrom("users")
      .select(["id", "email", "name"])
      .where("email", "=", newEmail)
      .executeTakeFirst();
    await trx
      .insertInto("email_changes")
      .values({ user_id: user.userId, ...row })
      .onConflict((conflict) => conflict.column("user_id").doUpdateSet(row))
      .execute();
    const mails = { ...deps, db: trx };
    await queueMail(
      mails,
      holder ? addressTakenMail(base, holder) : confirmAddressMail(base, user.userId, newEmail, token),
    );
    await queueMail(mails, addressChangeAskedMail(base, person, newEmail, place));
    await recordEvent(trx, deps.clock, {
      type: "user.email_change_asked",
      actorId: user.userId,
      subject: { type: "user", id: user.userId },
      address: place.network,
    });
  });
  return change;
}
