import { symmetricDecrypt } from "better-auth/crypto";
import type { z } from "zod";
import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import type { security } from "./schemas.ts";

/** What the user's account is opened with beside the password. No secret is in it. */
export async function describeSecurity(deps: Deps, user: User): Promise<z.input<typeof security>> {
  const factor = await deps.db
    .selectFrom("two_factors")
    .select("backup_codes")
    .where("user_id", "=", user.userId)
    .executeTakeFirst();
  const passkeys = await deps.db
    .selectFrom("passkeys")
    .select(["id", "name", "created_at", "last_used_at"])
    .where("user_id", "=", user.userId)
    .orderBy("created_at")
    .execute();
  return {
    twoFactor: user.hasSecondFactor,
    backupCodesLeft: user.hasSecondFactor && factor ? await countCodes(deps, factor.backup_codes) : 0,
    passkeys: passkeys.map((passkey) => ({
      id: passkey.id,
      name: passkey.name ?? "Passkey",
      addedAt: passkey.created_at.toISOString(),
      lastUsedAt: passkey.last_used_at?.toISOString() ?? null,
    })),
  };
}

async function countCodes({ secrets }: Deps, encrypted: string): Promise<number> {
  try {
    const codes: unknown = JSON.parse(await symmetricDecrypt({ key: secrets.authSecret, data: encrypted }));
    return Array.isArray(codes) ? codes.length : 0;
  } catch {
    // Written with another secret: none of them opens anything.
    return 0;
  }
}
