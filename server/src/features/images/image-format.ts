/** Formats that are taken in; each is decoded by a different part of libvips. */
export type ImageFormat = "png" | "jpeg" | "webp" | "avif" | "gif";

/**
 * The format that the first bytes really are, whatever name or content type they came with; null for everything else, SVG and
 * PDF included, so that no other decoder is ever reached.
 */
export function sniffImageFormat(bytes: Uint8Array): ImageFormat | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 32)).toString("latin1");
  if (head.startsWith("\x89PNG\r\n\x1a\n")) return "png";
  if (head.startsWith("\xff\xd8\xff")) return "jpeg";
  if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) return "gif";
  if (head.startsWith("RIFF") && head.slice(8, 12) === "WEBP") return "webp";
  if (head.slice(4, 8) === "ftyp" && (head.slice(8, 12) === "avif" || head.slice(8, 12) === "avis"))
    return "avif";
  return null;
}
