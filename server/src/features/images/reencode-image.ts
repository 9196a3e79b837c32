import { availableParallelism } from "node:os";
import sharp from "sharp";
import { AppError } from "../../errors.ts";
import { type ImageFormat, sniffImageFormat } from "./image-format.ts";
import { makeSlots } from "./slots.ts";

export type ImageOptions = { widths: readonly number[]; ratio?: number; quick?: boolean };
export type EncodedSize = { width: number; height: number; avif: Uint8Array; webp: Uint8Array };

/** Pixels a picture may have. Decoding takes memory for each, several times as much in some formats: these all stay below 400 MB. */
const MAX_PIXELS = 50_000_000;
const MAX_PIXELS_AVIF = 20_000_000;
const MAX_PIXELS_16_BIT = 25_000_000;
/** The longest side that WebP can hold. */
const MAX_SIDE = 16_383;
/** Pixels of the largest size that is shown: it may be drawn anew for each viewer, and a long strip shall cost no more than a large page. */
export const MOST_SHOWN = 2048 * 4096;

/** Within a square: by its width alone, a narrow strip's few pixels would be many, and more than WebP can hold. */
const PLACEHOLDER = { width: 16, height: 16, fit: "inside" } as const;

// Every decoded picture is used once: a cache would only hold memory.
sharp.cache(false);

// sharp works on the threads that file reads share; at least half of them stay free.
const inSlot = makeSlots({ running: availableParallelism() > 2 ? 2 : 1, waiting: 24 });
// Pictures of our own making come before anybody is served.
const inOwnSlot = makeSlots({ running: 2, waiting: 500 });

/**
 * The encoders' effort; the quick one takes a quarter of the time for about a tenth more bytes, and for half as many more in AVIF's
 * `large` sizes, which only a page about one thing shows.
 */
const EFFORT = { usual: { avif: 3, large: 3, webp: 4 }, quick: { avif: 1, large: 0, webp: 2 } };
const LARGE = 640;

/**
 * Makes harmless, small pictures of untrusted bytes: the first frame, turned as EXIF says, in sRGB, without any metadata, as AVIF
 * and WebP in each of `widths` that it reaches and never enlarged (see {@link sizesOf}); with `ratio` (width by height) the middle
 * is cut out in that shape and scaled to exactly `widths`. Sizes come in ascending order. Few pictures are worked on at a time, the
 * others wait; `quick` is for pictures of our own making, which wait for each other only.
 *
 * Refuses what is not PNG, JPEG, WebP, AVIF or GIF by its own bytes with `unsupported_media`, before any decoder sees it; more
 * than 50 million pixels (AVIF 20, with 16 bits a channel 25) or a side above 16 383 with `too_large`, judged by the header
 * before decoding; damaged pictures with `invalid_input`.
 */
export async function reencodeImage(bytes: Uint8Array, options: ImageOptions): Promise<EncodedSize[]> {
  const format = sniffImageFormat(bytes);
  if (!format) throw new AppError("unsupported_media", "Use a PNG, JPEG, WebP, AVIF or GIF picture.");
  return (options.quick ? inOwnSlot : inSlot)(async () => {
    await checkHeader(bytes, format);
    const frame = await decodeFrame(bytes, options);
    const effort = options.quick ? EFFORT.quick : EFFORT.usual;
    const sizes: EncodedSize[] = [];
    for (const width of sizesOf(frame.width, options.widths)) sizes.push(await encode(frame, width, effort));
    return sizes;
  });
}

export type ViewPicture = {
  width: number;
  height: number;
  /** A WebP of a few pixels, which says what colours there are and nothing more. */
  placeholder: Buffer;
  sizes: { width: number; webp: Uint8Array }[];
};

/**
 * The same for pictures that only some may see: as WebP alone, with a placeholder that everybody may. What is so high that it would have
 * more than {@link MOST_SHOWN} pixels is made narrower. Refuses what {@link reencodeImage} refuses.
 */
export async function reencodeForViews(bytes: Uint8Array, widths: readonly number[]): Promise<ViewPicture> {
  const format = sniffImageFormat(bytes);
  if (!format) throw new AppError("unsupported_media");
  return inSlot(async () => {
    const { width, height } = await checkHeader(bytes, format);
    const largest = Math.min(Math.max(...widths), Math.floor(Math.sqrt((MOST_SHOWN * width) / height)));
    const frame = await decodeFrame(bytes, { widths: [largest] });
    const raw = () =>
      sharp(frame.pixels, { raw: { width: frame.width, height: frame.height, channels: frame.channels } });
    const sizes: ViewPicture["sizes"] = [];
    for (const width of sizesOf(frame.width, widths))
      sizes.push({ width, webp: await raw().resize({ width }).webp({ quality: 82, effort: 2 }).toBuffer() });
    const placeholder = await raw().resize(PLACEHOLDER).webp({ quality: 40, effort: 4 }).toBuffer();
    return { width: frame.width, height: frame.height, placeholder, sizes };
  });
}

/**
 * The widths kept of a picture that is `width` pixels wide: those of `widths` below it, and itself up to the largest of them.
 * From the largest kept width the same list follows again.
 */
export function sizesOf(width: number, widths: readonly number[]): number[] {
  const largest = Math.min(width, Math.max(...widths));
  return [...widths.filter((size) => size < largest).toSorted((a, b) => a - b), largest];
}

type Frame = { pixels: Uint8Array; width: number; height: number; channels: 1 | 2 | 3 | 4 };

// Decoded once, at the largest size needed; the other sizes are made from these few pixels.
async function decodeFrame(bytes: Uint8Array, { widths, ratio }: ImageOptions): Promise<Frame> {
  try {
    const largest = Math.max(...widths);
    const image = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: "error", pages: 1 })
      .autoOrient()
      .toColourspace("srgb")
      .resize(
        ratio
          ? { width: largest, height: Math.round(largest / ratio), fit: "cover" }
          : { width: largest, withoutEnlargement: true },
      );
    const { data, info } = await image
      .timeout({ seconds: 30 })
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true });
    return { pixels: data, width: info.width, height: info.height, channels: info.channels };
  } catch {
    throw damaged();
  }
}

/** Answers its width and height, turned as EXIF says. */
async function checkHeader(
  bytes: Uint8Array,
  expected: ImageFormat,
): Promise<{ width: number; height: number }> {
  const { format, width, height, depth, autoOrient } = await sharp(bytes, {
    limitInputPixels: false,
    pages: 1,
  })
    .metadata()
    .catch(() => {
      throw damaged();
    });
  // Bytes that the decoder takes for another format than we did are made to deceive.
  if (format !== (expected === "avif" ? "heif" : expected)) throw damaged();
  const most = format === "heif" ? MAX_PIXELS_AVIF : depth === "ushort" ? MAX_PIXELS_16_BIT : MAX_PIXELS;
  if (width * height > most || width > MAX_SIDE || height > MAX_SIDE) {
    throw new AppError(
      "too_large",
      `A picture of this kind may have up to ${most / 1_000_000} million pixels and ${MAX_SIDE} on a side.`,
    );
  }
  return autoOrient;
}

function damaged(): AppError {
  return new AppError("invalid_input", "The picture is damaged and cannot be read.");
}

async function encode(frame: Frame, width: number, effort: (typeof EFFORT)["usual"]): Promise<EncodedSize> {
  const { pixels, channels } = frame;
  const small = sharp(pixels, { raw: { width: frame.width, height: frame.height, channels } }).resize({
    width,
  });
  const webp = await small
    .clone()
    .webp({ quality: 82, effort: effort.webp })
    .toBuffer({ resolveWithObject: true });
  const avif = await small
    .clone()
    .avif({ quality: 60, effort: width > LARGE ? effort.large : effort.avif })
    .toBuffer();
  return { width, height: webp.info.height, avif, webp: webp.data };
}
