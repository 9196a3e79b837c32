import type { Post, PostMediaFile } from "@vaulture/sdk";
import { mediaKind } from "@/components/post/media-kind";
import { plainBeginning } from "./post-words";

/** A post as lists show it: its beginning and first picture in place of the whole. */
export type PostCardData = Omit<Post, "body" | "mediaFiles" | "media_url"> & {
  excerpt: string;
  picture: { url: string; alt: string; width: number | undefined; height: number | undefined } | null;
};

/** What lists show of a post, so that pages and their kept copies do not carry whole ones. */
export function toPostCard({ body, mediaFiles, media_url: _, ...post }: Post): PostCardData {
  const first = mediaFiles.find((file) => pictureUrl(file) !== null);
  const url = first ? pictureUrl(first) : null;
  return {
    ...post,
    excerpt: post.teaser || plainBeginning(body ?? ""),
    picture: first && url ? { url, alt: first.alt, width: first.width, height: first.height } : null,
  };
}

/** A picture, or a frame of a film. */
function pictureUrl(file: PostMediaFile): string | null {
  return mediaKind(file) === "image" ? file.url : file.posterUrl;
}

export function toPostCards({ items, nextCursor }: { items: Post[]; nextCursor: string | null }) {
  return { items: items.map(toPostCard), nextCursor };
}
