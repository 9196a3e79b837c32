"use client";

import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import Link from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { denialOf, isDenial } from "@/lib/denials";
import { type Trouble, viewMedia } from "@/lib/view-media";

interface MediaViewerProps {
  fileId: string;
  name: string;
  kind: "audio" | "image" | "video";
}

/** Shows or plays a file with the browser's own means, and says what is in the way when it does not. */
export function MediaViewer({ fileId, name, kind }: MediaViewerProps) {
  const element = useRef<HTMLAudioElement & HTMLVideoElement & HTMLImageElement>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    setTrouble(null);
    return element.current ? viewMedia(element.current, fileId, setTrouble) : undefined;
  }, [fileId, attempt]);

  const shown = { ref: element, hidden: trouble !== null };
  return (
    <div className="relative grid gap-3 pt-1">
      {kind === "image" ? (
        <img
          {...shown}
          alt={name}
          className="max-h-[80vh] max-w-full justify-self-start rounded-md border border-line"
        />
      ) : kind === "video" ? (
        <video
          {...shown}
          controls
          playsInline
          aria-label={name}
          className="max-h-[80vh] w-full rounded-md bg-black"
        />
      ) : (
        <audio {...shown} controls aria-label={name} className="w-full" />
      )}
      {trouble ? (
        <TroubleNotice trouble={trouble} fileId={fileId} again={() => setAttempt(attempt + 1)} />
      ) : null}
    </div>
  );
}

function TroubleNotice({ trouble, fileId, again }: { trouble: Trouble; fileId: string; again: () => void }) {
  if (trouble.code !== null && isDenial(trouble.code))
    return (
      <Notice tone="danger">
        {denialOf(trouble.code).title}.{" "}
        <Link
          href={`/denied?code=${trouble.code}&file=${encodeURIComponent(fileId)}`}
          className="underline underline-offset-2"
        >
          Why, and what to do
        </Link>
      </Notice>
    );
  return (
    <Notice tone="warning">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p>{trouble.message}</p>
        <Button size="small" onClick={again}>
          Try again
        </Button>
      </div>
    </Notice>
  );
}
