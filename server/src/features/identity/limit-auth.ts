import type { Deps } from "../../deps.ts";
import { forgiveRate, limitRate, type RateLimit } from "../../http/rate-limit.ts";
import { addressBlock, wideAddressBlock } from "../../lib/client-address.ts";
import { deviceCookie } from "./device-cookie.ts";
import { addressLimits, ownTries, strangersLimits } from "./limits.ts";
import { hashToken } from "./token.ts";

/** Who asks: their whole address, which is kept nowhere, and what their browser is known by. */
export type Asking = { method: string; address: string; cookies: string | undefined };
type Counted = { limit: RateLimit; who: string };

/** Counts what is asked of /api/auth, for the address block and for the account it names; refuses past any of their limits. */
export async function limitAuth(
  deps: Deps,
  asking: Asking,
  path: string,
  email: string | null,
): Promise<void> {
  const block = addressBlock(asking.address);
  for (const limit of addressLimits(asking.method, path)) await limitRate(deps, limit, block);
  if (email === null) return;
  for (const { limit, who } of await ofAccount(deps, asking, path, email)) await limitRate(deps, limit, who);
}

/** A sign-in that succeeded: whoever it was has all their tries again. What strangers tried stays counted when it was none of them. */
export async function forgiveSignIns(deps: Deps, asking: Asking, email: string): Promise<void> {
  for (const { limit, who } of await ofAccount(deps, asking, "/sign-in/email", email))
    await forgiveRate(deps, limit, who);
}

/** Accounts and browsers are counted by their hash: an address is not kept where nobody would look for it. */
async function ofAccount(deps: Deps, asking: Asking, path: string, email: string): Promise<Counted[]> {
  const strangers = strangersLimits(path);
  if (strangers.length === 0) return [];
  const account = hashToken(email);
  const own = ownTries(path);
  const browser = await knownBrowser(deps, asking, email);
  if (own && browser) return [{ limit: own, who: `${account} ${browser}` }];
  const { address } = asking;
  const counted = {
    block: `${account} ${addressBlock(address)}`,
    "wide block": `${account} ${wideAddressBlock(address)}`,
    anywhere: account,
  };
  return strangers.map(({ limit, from }) => ({ limit, who: counted[from] }));
}

/** The hash of the cookie of a browser that has signed in to this account; null for every other, of which nothing is asked without one. */
async function knownBrowser(deps: Deps, asking: Asking, email: string): Promise<string | null> {
  const token = deviceCookie(deps.config.BASE_URL.startsWith("https://")).read(asking.cookies);
  if (!token) return null;
  const hash = hashToken(token);
  const device = await deps.db
    .selectFrom("devices")
    .innerJoin("users", "users.id", "devices.user_id")
    .select("devices.id")
    .where("users.email", "=", email)
    .where("devices.token_hash", "=", hash)
    .executeTakeFirst();
  return device ? hash : null;
}
