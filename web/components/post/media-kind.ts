import type { Post, PostMediaFile } from "@vaulture/sdk";
import { formatClock, plural } from "@/lib/format";

export type MediaKind = PostMediaFile["kind"];

/** How a file is shown: by what is known of it, else by its type as it is sent. */
export function mediaKind({ kind, contentType }: PostMediaFile): MediaKind {
  const family = contentType.split("/")[0];
  return kind === "file" && (family === "image" || family === "video" || family === "audio") ? family : kind;
}

const words: Record<MediaKind, string> = { image: "picture", video: "video", audio: "sound", file: "file" };

/** "3 pictures, 1 video of 2:05": how much there is, without any of it. */
export function mediaInWords(media: Post["media"]): string {
  const kinds = Object.keys(words) as MediaKind[];
  return kinds
    .flatMap((kind) => {
      const some = media.filter((one) => one.kind === kind);
      if (some.length === 0) return [];
      const seconds = some.reduce((sum, { durationSeconds }) => sum + (durationSeconds ?? 0), 0);
      return [plural(some.length, words[kind]) + (seconds > 0 ? ` of ${formatClock(seconds)}` : "")];
    })
    .join(", ");
}
