import { randomInt } from "node:crypto";
import type { Deps } from "../../deps.ts";

/** No letter that looks like a digit (Crockford's base 32): codes are read off pictures. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 8;

/**
 * What stands for a person in the pictures of one creator: eight characters, made at random when the first picture is shown and the same
 * ever after. Nobody can work out whose it is, or that two codes at two creators are one person's.
 */
export async function codeFor(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { creatorId, userId }: { creatorId: string; userId: string },
): Promise<string> {
  const { code } = await db
    .insertInto("watermark_codes")
    .values({ creator_id: creatorId, user_id: userId, code: newCode(), created_at: clock.now() })
    // Another request of theirs was first: its code is theirs.
    .onConflict((conflict) =>
      conflict
        .columns(["creator_id", "user_id"])
        .doUpdateSet((eb) => ({ code: eb.ref("watermark_codes.code") })),
    )
    .returning("code")
    .executeTakeFirstOrThrow();
  return code;
}

/** `K7QM2F9X` as it is shown: `K7QM-2F9X`. */
export function spellCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** The code that somebody read off a picture, whatever they took its zeros and ones for; null when it can be none. */
export function readCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
  return code.length === LENGTH && [...code].every((letter) => ALPHABET.includes(letter)) ? code : null;
}

function newCode(): string {
  return Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
}
