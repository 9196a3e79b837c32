"use client";

import { GripVertical, ImagePlus, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { ReorderGrip } from "@/components/editor/reorder-grip";
import { UnfinishedList } from "@/components/editor/unfinished-list";
import { UploadPanel } from "@/components/editor/upload-panel";
import { useReorder } from "@/components/editor/use-reorder";
import type { FindQueue } from "@/components/editor/use-uploads";
import { FileIcon } from "@/components/file/file-icon";
import { mediaKind } from "@/components/post/media-kind";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { toProblem } from "@/lib/problem";
import type { UploadView } from "@/lib/uploads/upload-queue";
import { MediaFailure } from "./media-failure";
import type { PostEditing } from "./use-post-editing";

interface MediaSectionProps {
  editing: PostEditing;
  queue: FindQueue;
  uploads: UploadView;
}

/** Pictures, films, sounds and files of a post: dropped anywhere, put in order by dragging or by keys, each with words for those who cannot see it. */
export function MediaSection({ editing, queue, uploads }: MediaSectionProps) {
  const { studio, change, draft } = editing;
  const sold = studio.buyers > 0;
  const { mediaFileIds: saved, mediaAlt, mediaFailures: failures } = studio;
  const picker = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  /** The order as it was asked for, until the server has confirmed it. */
  const [ahead, setAhead] = useState<string[] | null>(null);
  const ids = ahead ?? saved;
  const files = ids.flatMap((id) => studio.post.mediaFiles.find((file) => file.id === id) ?? []);
  const reading = files.some(
    ({ id, url, width }) => url !== null && width === undefined && failures[id] === undefined,
  );
  useLookAgain(reading, change);
  const choose = () => picker.current?.click();

  async function put(mediaFileIds: string[], alt = mediaAlt) {
    setProblem(null);
    setAhead(mediaFileIds);
    try {
      await change({ mediaFileIds, mediaAlt: alt });
    } catch (error) {
      setProblem(toProblem(error).message);
    }
    setAhead(null);
  }

  const { row, said, place } = useReorder(ids, (next) => void put(next));
  return (
    <section aria-labelledby="media-heading" className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id="media-heading" className="text-lg">
          Pictures, videos, files
        </h2>
        <Button onClick={choose}>
          <ImagePlus aria-hidden />
          Add media
        </Button>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          aria-label="Media to add"
          onChange={(event) => {
            queue().add([...(event.target.files ?? [])]);
            event.target.value = "";
          }}
        />
      </div>
      <p className="text-sm text-soft">
        Drop them anywhere on this page. {draft ? "" : "Changes here show at once."}{" "}
        {sold ? "People have bought what is here: you can add to it, not take it away." : ""}
      </p>
      {problem ? <Notice tone="danger">{problem}</Notice> : null}
      <UnfinishedList scope={studio.post.id} resumed={uploads.items} held={ids} onChoose={choose} />
      <UploadPanel uploads={uploads} queue={queue} />
      {files.length > 0 ? (
        <ul aria-label="Media" className="divide-y divide-line border-y border-line">
          {files.map((file, index) => (
            <li
              key={file.id}
              {...row(file.id, file.name)}
              className="flex flex-wrap items-center gap-x-2 gap-y-1 py-3 data-dragged:opacity-40 data-target:bg-sunken"
            >
              <ReorderGrip
                id={file.id}
                name={file.name}
                index={index}
                count={files.length}
                onMove={(to) => place(file.id, to, file.name)}
              >
                <GripVertical aria-hidden className="size-4" />
              </ReorderGrip>
              <span className="grid size-12 shrink-0 place-items-center overflow-hidden rounded-sm border border-line bg-sunken">
                {file.url && mediaKind(file) === "image" ? (
                  <img src={file.url} alt="" className="size-full object-cover" />
                ) : (
                  <FileIcon name={file.name} contentType={file.contentType} />
                )}
              </span>
              <span className="grid min-w-0 flex-1 basis-40 gap-1">
                <span className="truncate text-sm" title={file.name}>
                  {file.name}
                </span>
                {mediaKind(file) === "file" ? null : (
                  <AltField
                    name={file.name}
                    isSound={mediaKind(file) === "audio"}
                    text={mediaAlt[file.id] ?? ""}
                    onSave={(text) => void put(saved, { ...mediaAlt, [file.id]: text })}
                  />
                )}
                <MediaFailure file={file} failure={failures[file.id]} />
              </span>
              {sold ? null : (
                <Button
                  variant="quiet"
                  size="iconSmall"
                  aria-label={`Remove ${file.name}`}
                  title="Remove"
                  onClick={() => void put(saved.filter((id) => id !== file.id))}
                >
                  <X aria-hidden />
                </Button>
              )}
            </li>
          ))}
        </ul>
      ) : null}
      <p role="status" className="sr-only">
        {said}
      </p>
    </section>
  );
}

/** What was just added is still being read: a few looks, further and further apart, show what came of it. */
function useLookAgain(reading: boolean, look: () => Promise<unknown>) {
  const [looks, setLooks] = useState(0);
  const latest = useRef(look);
  useEffect(() => {
    latest.current = look;
  });
  useEffect(() => {
    if (!reading) return setLooks(0);
    if (looks === 6) return;
    const timer = setTimeout(
      () => {
        void latest
          .current()
          .catch(() => undefined)
          .then(() => setLooks(looks + 1));
      },
      1500 * 2 ** looks,
    );
    return () => clearTimeout(timer);
  }, [reading, looks]);
}

/** Saves when the field is left, or with Enter. */
function AltField({
  name,
  isSound,
  text,
  onSave,
}: {
  name: string;
  isSound: boolean;
  text: string;
  onSave: (text: string) => void;
}) {
  const save = (typed: string) => {
    if (typed.trim() !== text) onSave(typed.trim());
  };
  return (
    <Input
      key={text}
      aria-label={isSound ? `What is heard in ${name}` : `What ${name} shows`}
      defaultValue={text}
      maxLength={300}
      placeholder={
        isSound
          ? "What is heard, for people who cannot hear it"
          : "What it shows, for people who cannot see it"
      }
      className="h-9!"
      onBlur={(event) => save(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === "Enter") save(event.currentTarget.value);
      }}
    />
  );
}
