import { randomBytes } from "node:crypto";

const CONTENT_TYPES = { avif: "image/avif", webp: "image/webp" } as const;
const KEY = /^(?:covers|avatars|banners)\/([0-9a-f]{32})\/([1-9]\d{0,3})\.(avif|webp)$/;

export type ImageKind = "covers" | "avatars" | "banners";

/** A new key prefix for the sizes of one picture: 128 random bits, so that pictures of drafts cannot be guessed. */
export function newImageKey(kind: ImageKind): string {
  return `${kind}/${randomBytes(16).toString("hex")}`;
}

/** What a path below `/images/` asks for; null for anything that we would not have written ourselves. */
export function parseImageKey(path: string): { key: string; contentType: string; etag: string } | null {
  const match = KEY.exec(path);
  if (!match) return null;
  const [key, name, width, extension] = match;
  return {
    key,
    contentType: CONTENT_TYPES[extension as keyof typeof CONTENT_TYPES],
    etag: `"${name}-${width}-${extension}"`,
  };
}
