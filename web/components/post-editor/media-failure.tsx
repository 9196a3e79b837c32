import type { PostMediaFile, StudioPost } from "@vaulture/sdk";
import { mediaKind } from "@/components/post/media-kind";

type Failure = StudioPost["mediaFailures"][string];

const again = "Then remove this one and add the new one.";
const nouns = { video: "video", audio: "sound" };

/** Says at a file of a post what readers will not see of it, and what its author can do. */
export function MediaFailure({ file, failure }: { file: PostMediaFile; failure: Failure | undefined }) {
  const words = wordsFor(file, failure);
  return words ? <span className="text-sm break-words text-danger">{words}</span> : null;
}

function wordsFor(file: PostMediaFile, failure: Failure | undefined): string | null {
  const kind = mediaKind(file);
  if (kind === "image") {
    if (failure === "too_large")
      return `Readers cannot be shown this picture: it is too large. Save it with at most 20 million pixels, 16,000 on a side and 64 MB. ${again}`;
    if (failure === "gave_up")
      return `Readers cannot be shown this picture: it could not be read. Save it again as JPEG or PNG. ${again}`;
    if (failure)
      return `Readers cannot be shown this picture: it is damaged. Save it again as JPEG or PNG. ${again}`;
    return file.url === null
      ? `A page cannot show this kind of picture; readers can only download it. To show it, save it as JPEG, PNG or WebP. ${again}`
      : null;
  }
  if (kind === "file" || !failure) return null;
  return failure === "gave_up"
    ? `This ${nouns[kind]} could not be looked into, so it shows ${kind === "video" ? "no length and no picture" : "no length"}. It plays all the same.`
    : `This ${nouns[kind]} seems damaged, and may not play. Try it in the preview; if it does not, save it again as ${kind === "video" ? "MP4 (H.264)" : "MP3"}. ${again}`;
}
