import { randomInt } from "node:crypto";
import { isId } from "../../lib/ids.ts";
import { slugify } from "../../lib/slug.ts";

const ATTEMPTS = 5;

/**
 * Runs `write`, a whole transaction, with a slug made of the title; when that slug is taken, again with a random ending. The unique
 * index decides, so two who write the same title at the same time both get through.
 */
export async function withFreeSlug<T>(title: string, write: (slug: string) => Promise<T>): Promise<T> {
  const plain = slugify(title);
  for (let attempt = 1; ; attempt += 1) {
    // A slug that could be an id would be looked up as one.
    const slug = attempt === 1 && !isId(plain) ? plain : `${plain}-${randomEnding()}`;
    try {
      return await write(slug);
    } catch (error) {
      if (attempt === ATTEMPTS || !isSlugTaken(error)) throw error;
    }
  }
}

function randomEnding(): string {
  return randomInt(36 ** 5)
    .toString(36)
    .padStart(5, "0");
}

function isSlugTaken(error: unknown): boolean {
  const { code, constraint } = error as { code?: string; constraint?: string };
  return code === "23505" && constraint === "products_slug_key";
}
