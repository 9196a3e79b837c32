import { createHash } from "node:crypto";
import type { Deps } from "../../deps.ts";
import { recordEvent } from "../../events/record-event.ts";

/**
 * Notes a wrong password, or a wrong code after it (`step` 2), for the alerts on guessing. The account is named by its id if there is one; an address that belongs to
 * nobody, which may be a password typed into the wrong field, is kept as a short digest only.
 */
export async function recordRefusedSignIn(
  deps: Pick<Deps, "db" | "clock">,
  email: string,
  network: string | null,
  step: 1 | 2 = 1,
): Promise<void> {
  const user = await deps.db.selectFrom("users").select("id").where("email", "=", email).executeTakeFirst();
  await recordEvent(deps.db, deps.clock, {
    type: "session.refused",
    subject: user && { type: "user", id: user.id },
    address: network,
    data: {
      account: createHash("sha256").update(email).digest("base64url").slice(0, 12),
      ...(step === 2 ? { step } : {}),
    },
  });
}
