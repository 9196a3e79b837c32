import { createHmac, timingSafeEqual } from "node:crypto";
import type { Deps } from "../../deps.ts";
import { isId } from "../../lib/ids.ts";
import type { SigningKey, SigningKeys } from "../../lib/signing.ts";
import { isKind, type Kind } from "./kinds.ts";

export type Unsubscribing = { userId: string; kind: Kind };

/** The address where one click ends mails of this kind to this person, and which is good for nothing else. It does not expire: mails are old when they are read. */
export function unsubscribeUrl(deps: Pick<Deps, "config" | "unsubscribeKeys">, to: Unsubscribing): string {
  return `${deps.config.BASE_URL}/unsubscribe?token=${seal(deps.unsubscribeKeys.current, to)}`;
}

/** Whom and what a token was made for; null unless it is, to the last character, what one of these keys signs. */
export function openUnsubscribeToken(keys: SigningKeys, token: string): Unsubscribing | null {
  const [kind = "", userId = ""] = token.split(".", 2);
  if (!isKind(kind) || !isId(userId)) return null;
  const given = Buffer.from(token);
  const fits = (key: SigningKey) => {
    const wanted = Buffer.from(seal(key, { userId, kind }));
    return wanted.length === given.length && timingSafeEqual(wanted, given);
  };
  return [keys.current, ...keys.previous].some(fits) ? { userId, kind } : null;
}

function seal({ key }: SigningKey, { userId, kind }: Unsubscribing): string {
  const said = `${kind}.${userId}`;
  return `${said}.${createHmac("sha256", key).update(said).digest("base64url")}`;
}
