import { readFile } from "node:fs/promises";
import { ImageResponse } from "next/og";
import type { ReactElement } from "react";
import sharp from "sharp";
import { cardSize } from "./card-style";

const KEPT = 200;
const WAITING = 40;

/**
 * A drawing as a JPEG answer that may be kept for ever, as its address names its content. One is drawn at a time and the last 200 are
 * remembered; while too many wait, whoever comes is asked to come back.
 */
export async function renderCard(path: string, draw: () => Promise<ReactElement>): Promise<Response> {
  const known = cards.get(path);
  if (!known && waiting >= WAITING)
    return new Response(null, { status: 503, headers: { "retry-after": "10" } });
  const card = known ?? begin(path, draw);
  return new Response(await card, {
    headers: { "content-type": "image/jpeg", "cache-control": "public, max-age=31536000, immutable" },
  });
}

const cards = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

function begin(path: string, draw: () => Promise<ReactElement>): Promise<Uint8Array<ArrayBuffer>> {
  waiting += 1;
  const card = last
    .then(async () => jpegOf(await draw()))
    .finally(() => {
      waiting -= 1;
    });
  last = card.catch(() => undefined);
  cards.set(path, card);
  card.catch(() => cards.delete(path));
  const oldest = cards.keys().next().value;
  if (cards.size > KEPT && oldest !== undefined) cards.delete(oldest);
  return card;
}

async function jpegOf(drawing: ReactElement): Promise<Uint8Array<ArrayBuffer>> {
  const [regular, semiBold] = await fonts();
  const png = await new ImageResponse(drawing, {
    ...cardSize,
    fonts: [
      { name: "Geist", data: regular, weight: 400 },
      { name: "Geist", data: semiBold, weight: 600 },
    ],
  }).arrayBuffer();
  const jpeg = await sharp(png).jpeg({ quality: 88, chromaSubsampling: "4:4:4", mozjpeg: true }).toBuffer();
  return new Uint8Array(jpeg);
}

let loaded: Promise<[Buffer, Buffer]> | null = null;

function fonts(): Promise<[Buffer, Buffer]> {
  loaded ??= Promise.all([
    readFile(new URL("../../../node_modules/geist/dist/fonts/geist-sans/Geist-Regular.ttf", import.meta.url)),
    readFile(
      new URL("../../../node_modules/geist/dist/fonts/geist-sans/Geist-SemiBold.ttf", import.meta.url),
    ),
  ]);
  return loaded;
}
