import { randomBytes } from "node:crypto";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** A new id in Stripe's style: a prefix such as `pi` and random letters, 24 unless told otherwise. */
export function newId(prefix: string, length = 24): string {
  return `${prefix}_${randomLetters(length)}`;
}

/** Evenly distributed letters and digits; bytes that would favour the first letters are thrown away. */
export function randomLetters(length: number): string {
  let letters = "";
  while (letters.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < 248 && letters.length < length) letters += alphabet[byte % 62];
    }
  }
  return letters;
}
