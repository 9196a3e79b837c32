import { createHash } from "node:crypto";
import { availableParallelism } from "node:os";
import sharp from "sharp";
import type { Deps } from "../../deps.ts";
import { drawMark } from "./draw-mark.ts";
import { codeFor, spellCode } from "./mark-code.ts";
import { sizeKey } from "./size-key.ts";
import { openTurns } from "./turns.ts";

/** Who looks: a user, with the code that stands for them where they have one, or (null) nobody who is signed in. */
export type Looker = { userId: string; name: string; code: string | null } | null;
export type MarkedPicture = { bytes: Buffer; etag: string };

/** Longer names are cut: the code says who it is. */
const LONGEST_NAME = 24;
/** What a name may be drawn with; our typeface has nothing else. */
const DRAWABLE = /[^\p{Script=Latin}\p{Script=Cyrillic}\p{Nd}\p{Zs}.,'’_@&+-]/gu;
/** Say it was drawn otherwise, and what somebody has half of is asked for anew. */
const DRAWN_AS = `1 ${sharp.versions.vips}`;

/** For whom it is made: who takes turns with others, and the signal that they have left. */
export type Waiting = { whose: string; left: AbortSignal };

/** A page asks for all its pictures at once; by default no viewer has more under way than half of these (`STREAMS_PER_VIEWER`). */
export const WAITING_EACH = 12;
// sharp works on the threads that file reads share; at least half of them stay free.
export const RUNNING = availableParallelism() > 2 ? 2 : 1;
export const inTurn = openTurns({ running: RUNNING, each: WAITING_EACH, all: 600 });

/**
 * A size of a picture with the mark of whoever looks at it all over: their name and code, or the creator's handle where nobody is signed
 * in. Made whole in memory; the same for the same viewer, so that a part fits the rest. Few are made at a time; viewers take turns, and
 * too many are `rate_limited`. Null where nobody waits for it any more.
 */
export async function markPicture(
  deps: Pick<Deps, "db" | "clock" | "storage">,
  picture: {
    storageKey: string;
    sha256: string | null;
    width: number;
    creator: { id: string; handle: string };
  },
  looker: Looker,
  { whose, left }: Waiting,
): Promise<MarkedPicture | null> {
  const text = looker ? await textOf(deps, picture.creator.id, looker) : `@${picture.creator.handle}`;
  const key = sizeKey(picture.storageKey, picture.width);
  const size = (await deps.storage.size(key)) ?? 0;
  const bytes = await inTurn(whose, left, async () => {
    const chunks: Uint8Array[] = [];
    // Chunks are filled anew after the next one was asked for: what is kept is copied.
    for await (const chunk of deps.storage.read(key, { start: 0, end: size - 1 }))
      chunks.push(Uint8Array.from(chunk));
    return drawOver(Buffer.concat(chunks), text, picture.width);
  });
  if (bytes === null) return null;
  const drawing = createHash("sha256").update(`${DRAWN_AS} ${text}`).digest("hex").slice(0, 16);
  return { bytes, etag: `"${picture.sha256}-w${picture.width}-${drawing}"` };
}

/** A picture with `text` all over it, as WebP. */
export async function drawOver(picture: Uint8Array, text: string, width: number): Promise<Buffer> {
  const tile = await drawMark(text, width);
  const { height } = await sharp(picture).metadata();
  return sharp(picture)
    .composite([{ input: await fit(tile, width, height), tile: true, gravity: "northwest" }])
    .webp({ quality: 82, effort: 2 })
    .toBuffer();
}

/** A tile may not be larger than what it covers. */
async function fit(tile: Buffer, width: number, height: number): Promise<Buffer> {
  const { width: wide, height: high } = await sharp(tile).metadata();
  if (wide <= width && high <= height) return tile;
  return sharp(tile)
    .extract({ left: 0, top: 0, width: Math.min(wide, width), height: Math.min(high, height) })
    .png()
    .toBuffer();
}

async function textOf(
  deps: Pick<Deps, "db" | "clock">,
  creatorId: string,
  { userId, name, code }: NonNullable<Looker>,
): Promise<string> {
  const spelled = spellCode(code ?? (await codeFor(deps, { creatorId, userId })));
  const shown = name.normalize("NFC").replace(DRAWABLE, "").replace(/\s+/g, " ").trim();
  const short = shown.length > LONGEST_NAME ? `${shown.slice(0, LONGEST_NAME - 1).trimEnd()}…` : shown;
  return short === "" ? spelled : `${short} ${spelled}`;
}
