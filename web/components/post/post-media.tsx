"use client";

import type { PostMediaFile } from "@vaulture/sdk";
import { type MouseEvent, type ReactNode, useState } from "react";
import { FileRow } from "@/components/file/file-row";
import { DownloadButton } from "@/components/library/download-button";
import { buttonStyle } from "@/components/ui/button-style";
import type { Lightbox } from "@/components/ui/lightbox";
import Link from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { plural } from "@/lib/format";
import { signInPath } from "@/lib/local-path";
import { mediaKind } from "./media-kind";
import { PostPicture } from "./post-picture";
import { PostPlayer } from "./post-player";
import { useFreshMedia } from "./use-fresh-media";

/** How many pixels wide a post is at most. */
const COLUMN = 656;

type Shown = PostMediaFile & { url: string };
const isShown = (file: PostMediaFile): file is Shown => file.url !== null;

interface PostMediaProps {
  postId: string;
  title: string;
  files: PostMediaFile[];
  signedIn: boolean;
}

/**
 * Pictures, films, sounds and files of an open post, in the creator's order: pictures open over the page, films and sounds play where
 * they stand, and what cannot be shown can be downloaded. Without scripts a picture opens by itself.
 */
export function PostMedia({ postId, title, files: given, signedIn }: PostMediaProps) {
  const { files, closed, renew } = useFreshMedia(postId, given);
  const [enlarged, setEnlarged] = useState<{ first: number; Viewer: typeof Lightbox } | null>(null);
  const pictures = files.filter((file): file is Shown => isShown(file) && mediaKind(file) === "image");
  const downloads = files.filter((file) => file.canDownload);
  const waiting = files.filter((file) => !file.canDownload && !isShown(file)).length;
  const altOf = (file: PostMediaFile) =>
    file.alt || `Picture ${pictures.findIndex(({ id }) => id === file.id) + 1} of ${title}`;

  /** Loaded when it is asked for. Where that fails the picture opens by itself. */
  async function enlarge(first: number, url: string) {
    try {
      const { Lightbox: Viewer } = await import("@/components/ui/lightbox");
      setEnlarged({ first, Viewer });
    } catch {
      window.location.assign(url);
    }
  }

  function show(file: Shown): ReactNode {
    const kind = mediaKind(file);
    if (kind === "video" || kind === "audio")
      return (
        <li key={file.id} className="col-span-full">
          <PostPlayer file={file} kind={kind} onFailed={renew} />
        </li>
      );
    if (kind !== "image") return null;
    const alone = pictures.length === 1;
    return (
      <li key={file.id} className={alone ? "col-span-full" : undefined}>
        <a
          href={file.url}
          onClick={(event: MouseEvent) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            void enlarge(pictures.indexOf(file), file.url);
          }}
          className="block cursor-zoom-in overflow-hidden rounded-md border border-line bg-sunken"
        >
          <PostPicture
            file={file}
            alt={altOf(file)}
            onFailed={renew}
            className={alone ? aloneStyle(file) : "aspect-square w-full object-cover"}
          />
        </a>
      </li>
    );
  }

  return (
    <div className="grid grid-cols-1 gap-6">
      {closed ? <Notice tone="danger">{closed}. Reload the page to see what you can do.</Notice> : null}
      {files.some(isShown) ? (
        <ul aria-label="Pictures, videos and sounds" className="grid grid-cols-2 gap-3">
          {files.filter(isShown).map(show)}
        </ul>
      ) : null}
      {waiting > 0 ? (
        <Notice>
          {plural(waiting, "picture")} cannot be shown. If the post is new, reload the page in a moment.
        </Notice>
      ) : null}
      {downloads.length > 0 ? (
        <section aria-labelledby="post-files">
          <h2 id="post-files" className="mb-2 text-lg">
            {downloads.length === 1 ? "File to keep" : "Files to keep"}
          </h2>
          <ul className="divide-y divide-line border-y border-line">
            {downloads.map((file) => (
              <li key={file.id}>
                <FileRow file={file}>
                  {signedIn ? <DownloadButton fileId={file.id} fileName={file.name} /> : null}
                </FileRow>
              </li>
            ))}
          </ul>
          {signedIn ? null : (
            <Link
              href={signInPath(`/posts/${postId}`)}
              className={`${buttonStyle({ variant: "secondary", size: "small" })} mt-4`}
            >
              Sign in to download
            </Link>
          )}
        </section>
      ) : null}
      {enlarged ? (
        <enlarged.Viewer
          label={`Pictures of ${title}`}
          first={enlarged.first}
          onClose={() => setEnlarged(null)}
          pictures={pictures.map((file) => ({
            id: file.id,
            alt: altOf(file),
            draw: (shape) => <PostPicture file={file} alt={altOf(file)} className={shape} onFailed={renew} />,
          }))}
        />
      ) : null}
    </div>
  );
}

/** A wide picture keeps its place from the first drawing on; a small one is not blown up, so its place is known only when it comes. */
function aloneStyle({ width }: PostMediaFile): string {
  return (width ?? 0) >= COLUMN
    ? "h-auto max-h-[80vh] w-full object-contain"
    : "mx-auto h-auto max-h-[80vh] w-auto max-w-full";
}
