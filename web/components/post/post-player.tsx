"use client";

import type { PostMediaFile } from "@vaulture/sdk";
import { useEffect, useRef, useState } from "react";
import { swapSource } from "@/lib/swap-source";

interface PostPlayerProps {
  file: PostMediaFile & { url: string };
  kind: "audio" | "video";
  onFailed: () => void;
}

/** The browser's own player. A newer link takes over where the older one stood, and plays on if it did. */
export function PostPlayer({ file, kind, onFailed }: PostPlayerProps) {
  const element = useRef<HTMLAudioElement & HTMLVideoElement>(null);
  const [first] = useState(file);
  const shown = useRef(file.url);

  useEffect(() => {
    if (!element.current || shown.current === file.url) return;
    shown.current = file.url;
    void swapSource(element.current, file.url);
  }, [file.url]);

  const common = {
    ref: element,
    src: first.url,
    controls: true,
    preload: "metadata",
    "aria-label": file.alt || file.name,
    onError: onFailed,
  };
  return kind === "video" ? (
    <div className="relative">
      <video
        {...common}
        playsInline
        poster={first.posterUrl ?? undefined}
        width={file.width}
        height={file.height}
        className="h-auto max-h-[80vh] w-full rounded-md bg-black"
      />
    </div>
  ) : (
    <div className="grid gap-2 rounded-md border border-line bg-raised p-4">
      <p className="truncate text-sm font-medium">{file.alt || file.name}</p>
      <audio {...common} className="w-full" />
    </div>
  );
}
