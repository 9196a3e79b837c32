import { createHash, randomBytes } from "node:crypto";
import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { addSeconds } from "../../lib/clock.ts";

/** From one redirect to the next. */
const CODE_SECONDS = 30;

/** What a browser is given to show that it is the one that asked, and what may be said of it in an address. */
export function newBrowserSecret(): { secret: string; hash: string } {
  const secret = randomBytes(24).toString("base64url");
  return { secret, hash: hashOf(secret).toString("hex") };
}

/** Makes a code that lets the browser of `browserHash` in at the delivery origin as this user's session: once, within 30 seconds. */
export async function createDeliveryCode(
  { db, clock }: Pick<Deps, "db" | "clock">,
  user: User,
  browserHash: string,
): Promise<string> {
  const code = randomBytes(32).toString("base64url");
  const row = {
    code_hash: hashOf(code),
    browser_hash: Buffer.from(browserHash, "hex"),
    session_id: user.sessionId,
    expires_at: addSeconds(clock.now(), CODE_SECONDS),
  };
  await db.insertInto("delivery_codes").values(row).execute();
  return code;
}

/** Uses a code up, whoever brings it; answers its session to the browser that it was made for, else null. */
export async function useDeliveryCode(
  { db, clock }: Pick<Deps, "db" | "clock">,
  code: string,
  browserSecret: string | null,
): Promise<string | null> {
  const row = await db
    .deleteFrom("delivery_codes")
    .where("code_hash", "=", hashOf(code))
    .returning(["session_id", "browser_hash", "expires_at"])
    .executeTakeFirst();
  if (!row || browserSecret === null || row.expires_at < clock.now()) return null;
  return hashOf(browserSecret).equals(row.browser_hash) ? row.session_id : null;
}

/** Removes codes that nobody came with. */
export async function sweepDeliveryCodes({ db, clock }: Pick<Deps, "db" | "clock">): Promise<void> {
  await db.deleteFrom("delivery_codes").where("expires_at", "<", clock.now()).execute();
}

const hashOf = (text: string) => createHash("sha256").update(text).digest();
