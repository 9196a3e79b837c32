import { symmetricDecrypt } from "better-auth/crypto";
import type { Deps } from "../../deps.ts";

/**
 * Removes the key pairs that the present secret cannot decrypt, as after a change of `JWT_SECRET`: tokens signed with them are
 * void, and a new pair is made with the next token. Otherwise nobody could get a token again. Answers how many went.
 */
export async function forgetUnreadableKeys(deps: Pick<Deps, "db" | "secrets">): Promise<number> {
  const keys = await deps.db.selectFrom("signing_keys").select(["id", "private_key"]).execute();
  let removed = 0;
  for (const key of keys) {
    if (await isReadable(key.private_key, deps.secrets.authSecret)) continue;
    await deps.db.deleteFrom("signing_keys").where("id", "=", key.id).execute();
    removed++;
  }
  return removed;
}

async function isReadable(encrypted: string, secret: string): Promise<boolean> {
  try {
    await symmetricDecrypt({ key: secret, data: JSON.parse(encrypted) });
    return true;
  } catch {
    return false;
  }
}
