import type { Database } from "../../db/client.ts";
import type { Clock } from "../../lib/clock.ts";

/**
 * Ends with a person's sessions what was let in by them and asks for none: the trust in browsers, sign-ins that wait for their second
 * step, and by a trigger on `signed_out_at` their private feeds. For whatever ends all sessions at once.
 */
export async function endTrust(trx: Database, clock: Clock, userId: string): Promise<void> {
  await forgetTrustedBrowsers(trx, userId);
  await trx
    .deleteFrom("verifications")
    .where("value", "=", userId)
    .where("identifier", "like", "2fa-%")
    .execute();
  await trx.updateTable("users").set({ signed_out_at: clock.now() }).where("id", "=", userId).execute();
}

/** Ends the trust in every browser of a person: each asks for the second step again. */
export async function forgetTrustedBrowsers(db: Database, userId: string): Promise<void> {
  await db
    .deleteFrom("verifications")
    .where("value", "=", userId)
    .where("identifier", "like", "trust-device-%")
    .execute();
}
