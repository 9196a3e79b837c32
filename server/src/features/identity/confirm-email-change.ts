import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { queueMail } from "../mail/index.ts";
import { addressChangedMail } from "./mails.ts";
import { hashToken } from "./token.ts";

/**
 * Moves an account to the address whose owner brings the link's token, which proves the address and works once. Links to choose a
 * password that lie in the old mailbox stop working; the payment provider is told. Refuses with `link_expired` whatever the reason, an address taken meanwhile
 * included.
 */
export async function confirmEmailChange(deps: Deps, token: string): Promise<{ email: string }> {
  const now = deps.clock.now();
  return deps.db.transaction().execute(async (trx) => {
    const change = await trx
      .deleteFrom("email_changes")
      .where("token_hash", "=", hashToken(token))
      .where("expires_at", ">", now)
      .returning(["user_id", "new_email"])
      .executeTakeFirst();
    if (!change) throw new AppError("link_expired");
    const before = await trx
      .selectFrom("users")
      .select(["id", "email", "name"])
      .where("id", "=", change.user_id)
      .where("suspended_at", "is", null)
      .forUpdate()
      .executeTakeFirst();
    if (!before) throw new AppError("link_expired");
    await trx
      .updateTable("users")
      .set({ email: change.new_email, email_verified: true, updated_at: now })
      .where("id", "=", before.id)
      .execute()
      .catch((error: { code?: string }) => {
        throw error.code === UNIQUE_VIOLATION ? new AppError("link_expired") : error;
      });
    await trx.deleteFrom("verifications").where("value", "=", before.id).execute();
    await recordEvent(trx, deps.clock, {
      type: "user.email_changed",
      actorId: before.id,
      subject: { type: "user", id: before.id },
    });
    // One after the other, so that the last of several changes is the last that the payment provider hears of.
    const queue = "change-customer-email";
    await deps.jobs.add(trx, "change-customer-email", { userId: before.id }, { queue });
    await queueMail(
      { ...deps, db: trx },
      addressChangedMail(deps.config.BASE_URL, before, change.new_email, now),
    );
    return { email: change.new_email };
  });
}

/** PostgreSQL, appendix A: the address belongs to another account by now. */
const UNIQUE_VIOLATION = "23505";
