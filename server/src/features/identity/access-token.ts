import { createHash } from "node:crypto";
import { createLocalJWKSet, type JWK, type JWTPayload, jwtVerify } from "jose";
import type { Database } from "../../db/client.ts";
import type { Clock } from "../../lib/clock.ts";
import { isId } from "../../lib/ids.ts";
import type { AccessToken } from "../../ports/auth/port.ts";

const REMEMBERED_TOKENS = 10_000;
const KEYS_FRESH_MS = 60_000;

/**
 * A reader of EdDSA access tokens (RFC 7519, RFC 8037). Public-key verification costs more than everything else on the way to
 * a byte, so a verified token is remembered by its hash until it expires. Whether its session still lives is not remembered:
 * the database is asked each time.
 */
export function accessTokenReader(db: Database, clock: Clock, issuer: string) {
  const remembered = new Map<string, AccessToken>();
  const keys = keySet(db, clock);

  return async (token: string): Promise<AccessToken | null> => {
    const hash = createHash("sha256").update(token).digest("base64");
    const known = remembered.get(hash);
    if (known) {
      if (known.expiresAt > clock.now()) return known;
      remembered.delete(hash);
      return null;
    }
    const verified = await verifyToken(token, keys, clock, issuer);
    if (verified) {
      if (remembered.size >= REMEMBERED_TOKENS) remembered.delete(remembered.keys().next().value!);
      remembered.set(hash, verified);
    }
    return verified;
  };
}

type KeySet = { get(refresh: boolean): Promise<ReturnType<typeof createLocalJWKSet>>; stale(): boolean };

async function verifyToken(
  token: string,
  keys: KeySet,
  clock: Clock,
  issuer: string,
): Promise<AccessToken | null> {
  for (const refresh of [false, true]) {
    try {
      const { payload } = await jwtVerify(token, await keys.get(refresh), {
        algorithms: ["EdDSA"],
        issuer,
        audience: issuer,
        currentDate: clock.now(),
      });
      return toAccessToken(payload);
    } catch (error) {
      // Another node may have made a new key pair since we looked; ask again, but not for every forged token.
      if ((error as { code?: string }).code !== "ERR_JWKS_NO_MATCHING_KEY" || !keys.stale()) return null;
    }
  }
  return null;
}

function toAccessToken(payload: JWTPayload): AccessToken | null {
  const { sub, sid, scope, exp } = payload;
  if (scope !== "access_token" || typeof sid !== "string" || !sub || !exp || !isId(sid) || !isId(sub))
    return null;
  return { sessionId: sid, userId: sub, expiresAt: new Date(exp * 1000) };
}

function keySet(db: Database, clock: Clock): KeySet {
  let loaded: { set: ReturnType<typeof createLocalJWKSet>; at: number; empty: boolean } | null = null;
  const stale = () => loaded === null || loaded.empty || clock.now().getTime() - loaded.at > KEYS_FRESH_MS;
  return {
    stale,
    async get(refresh) {
      if (loaded === null || (refresh && stale())) {
        const rows = await db.selectFrom("signing_keys").select(["id", "public_key"]).execute();
        const keys = rows.map((row) => ({
          ...(JSON.parse(row.public_key) as JWK),
          kid: row.id,
          alg: "EdDSA",
        }));
        loaded = { set: createLocalJWKSet({ keys }), at: clock.now().getTime(), empty: keys.length === 0 };
      }
      return loaded.set;
    },
  };
}
