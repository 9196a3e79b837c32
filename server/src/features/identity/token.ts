import { createHash, randomBytes } from "node:crypto";

/** A secret that cannot be guessed: 256 bits, fit for cookies and addresses. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What the database knows of a secret, or a counter of an address. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
