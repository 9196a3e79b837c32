import { open } from "node:fs/promises";
import { sniffImageFormat } from "../images/index.ts";

/** How much of a file's beginning is looked at: two frames of the longest audio format fit. */
export const HEAD_BYTES = 16 * 1024;

/**
 * The media type to show a file as in a page, from its first bytes; `none` for what is not an image, audio or video that browsers
 * show by themselves. SVG, HTML, XML and PDF, which can run or lead elsewhere, are `none` whatever they are called.
 */
export function sniffViewType(head: Uint8Array): string {
  const image = sniffImageFormat(head);
  if (image) return `image/${image}`;
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  const text = (start: number, end: number) => bytes.toString("latin1", start, end);
  if (text(4, 8) === "ftyp") return isoMediaType(text(8, 12));
  // WebM says so in its EBML header; other Matroska does not play everywhere.
  if (text(0, 4) === "\x1a\x45\xdf\xa3") return text(4, 64).includes("webm") ? "video/webm" : "none";
  if (text(0, 4) === "OggS") return OGG_AUDIO.includes(text(28, 33)) ? "audio/ogg" : "none";
  if (text(0, 4) === "fLaC") return "audio/flac";
  if (text(0, 4) === "RIFF" && text(8, 12) === "WAVE") return "audio/wav";
  if (text(0, 3) === "ID3" || startsFrames(bytes, mpegFrameLength)) return "audio/mpeg";
  if (startsFrames(bytes, adtsFrameLength)) return "audio/aac";
  return "none";
}

/** How the first packet of Vorbis, Opus and FLAC begins, in the first page of an Ogg file (RFC 3533 §6, RFC 7845 §5.1). */
const OGG_AUDIO = ["\x01vorb", "OpusH", "\x7fFLAC"];

/** The same of a file on this machine. */
export async function readViewType(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return sniffViewType(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

/** Brands of ISO media files that browsers play (https://mp4ra.org/registered-types/brands); HEIC and 3GP are not among them. */
function isoMediaType(brand: string): string {
  if (/^M4[AB] $/.test(brand)) return "audio/mp4";
  return /^(isom|iso[2-9]|mp4[12]|avc1|M4V |dash|msdh|f4v |qt {2})$/.test(brand) ? "video/mp4" : "none";
}

/** Formats without a mark at the beginning: a frame, and where it ends the next one. Two bytes alone are in any file. */
function startsFrames(bytes: Buffer, lengthAt: (bytes: Buffer, at: number) => number): boolean {
  const length = lengthAt(bytes, 0);
  return length > 0 && lengthAt(bytes, length) > 0;
}

const BIT_RATES = {
  1: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
};

/** Bytes of the MPEG layer III frame at `at`, or 0 when none begins there (ISO/IEC 11172-3 §2.4.1.3). */
function mpegFrameLength(bytes: Buffer, at: number): number {
  if (at + 4 > bytes.length) return 0;
  const [first, second, third] = [bytes[at]!, bytes[at + 1]!, bytes[at + 2]!];
  const version = (second >> 3) & 3;
  if (first !== 0xff || second >> 5 !== 7 || version === 1 || ((second >> 1) & 3) !== 1) return 0;
  const bitRate = BIT_RATES[version === 3 ? 1 : 2][third >> 4] ?? 0;
  const rate = [44_100, 48_000, 32_000][(third >> 2) & 3];
  if (bitRate === 0 || rate === undefined) return 0;
  const sampleRate = version === 3 ? rate : version === 2 ? rate / 2 : rate / 4;
  return Math.floor(((version === 3 ? 144_000 : 72_000) * bitRate) / sampleRate) + ((third >> 1) & 1);
}

/** Bytes of the ADTS frame at `at`, or 0 when none begins there (ISO/IEC 13818-7 §6.2). */
function adtsFrameLength(bytes: Buffer, at: number): number {
  if (at + 7 > bytes.length || bytes[at] !== 0xff || (bytes[at + 1]! & 0xf6) !== 0xf0) return 0;
  return ((bytes[at + 3]! & 3) << 11) | (bytes[at + 4]! << 3) | (bytes[at + 5]! >> 5);
}
