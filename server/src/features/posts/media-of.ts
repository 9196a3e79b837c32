import type { Minted } from "../delivery/index.ts";
import type { MediaFile, Post } from "./schemas.ts";

/** A file of a post with what is known of its picture, film or sound. */
export type MediaRow = {
  id: string;
  name: string;
  contentType: string;
  sizeBytes: number;
  alt: string;
  kind: "image" | "video" | "audio" | null;
  /** Shown or played in a page, by what its bytes are. */
  isShown: boolean;
  width: number | null;
  height: number | null;
  durationMs: number | null;
  placeholder: string | null;
};

/** What everybody may know of it: how large, how long, and a few pixels. */
export function toMedia(row: MediaRow): Post["media"][number] {
  return {
    kind: row.kind ?? "file",
    width: row.width,
    height: row.height,
    durationSeconds: row.durationMs === null ? null : row.durationMs / 1000,
    placeholder: placeholderOf(row),
  };
}

/** The media of an opened post, with links for this viewer; what cannot be shown can only be downloaded. */
export function toMediaFiles(
  post: { media: MediaRow[]; offers_originals: boolean },
  views: Map<string, Minted>,
  linkTo: (url: string) => string,
): MediaFile[] {
  return post.media.map((row) => {
    const minted = views.get(row.id);
    const view = minted?.ok ? minted.view : null;
    return {
      id: row.id,
      name: row.name,
      kind: row.kind ?? "file",
      url: view && linkTo(view.url),
      posterUrl: view?.posterUrl ? linkTo(view.posterUrl) : null,
      contentType: view?.contentType ?? row.contentType,
      sizeBytes: row.sizeBytes,
      ...(row.width !== null && { width: row.width }),
      ...(row.height !== null && { height: row.height }),
      ...(row.durationMs !== null && { durationSeconds: row.durationMs / 1000 }),
      alt: row.alt,
      placeholder: placeholderOf(row),
      canDownload: !row.isShown || post.offers_originals,
      expiresAt: view?.expiresAt ?? null,
    };
  });
}

function placeholderOf({ placeholder }: MediaRow): string | null {
  return placeholder && `data:image/webp;base64,${placeholder.replaceAll("\n", "")}`;
}
