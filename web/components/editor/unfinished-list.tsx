"use client";

import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { formatBytes } from "@/lib/format";
import {
  discardUnfinishedUpload,
  findUnfinishedUploads,
  forgetUpload,
  isPartOf,
  type UnfinishedUpload,
} from "@/lib/uploads/unfinished-uploads";

interface UnfinishedListProps {
  scope: string;
  /** Names with sizes that are being sent again by now. */
  resumed: { name: string; sizeBytes: number }[];
  /** Ids of the files that are part of it already. */
  held: string[];
  onChoose: () => void;
}

/** Uploads that a closed page cut off: choosing the same file again finishes them. */
export function UnfinishedList({ scope, resumed, held, onChoose }: UnfinishedListProps) {
  const [found, setFound] = useState<UnfinishedUpload[]>([]);

  useEffect(() => {
    let current = true;
    findUnfinishedUploads(scope).then((list) => {
      if (current) setFound(list);
    });
    return () => {
      current = false;
    };
  }, [scope]);

  const goesOn = (upload: UnfinishedUpload) =>
    resumed.some(({ name, sizeBytes }) => name === upload.name && sizeBytes === upload.sizeBytes);
  const over = found.filter((upload) => goesOn(upload) || isPartOf(upload, held));
  useEffect(() => {
    if (over.length === 0) return;
    // What goes on is shown by its own row, and is over once that is gone.
    setFound((list) => list.filter((upload) => !over.includes(upload)));
    for (const upload of over) if (isPartOf(upload, held)) forgetUpload(upload);
  });
  const open = found.filter((upload) => !over.includes(upload));
  if (open.length === 0) return null;
  return (
    <section aria-labelledby="unfinished" className="rounded-md bg-warning-wash px-4 py-3 text-sm">
      <h3 id="unfinished" className="font-medium">
        Not finished
      </h3>
      <p>Choose the same file again and its upload goes on where it stopped.</p>
      <ul className="mt-2 grid gap-2">
        {open.map((upload) => (
          <li key={upload.fingerprint} className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <span className="figures min-w-0 flex-1 basis-48 truncate">
              {upload.name},{" "}
              {upload.sentBytes < upload.sizeBytes
                ? `${formatBytes(upload.sentBytes)} of ${formatBytes(upload.sizeBytes)}`
                : "sent whole; choose it again to add it"}
            </span>
            <span className="flex gap-2">
              <Button size="small" onClick={onChoose} aria-label={`Choose ${upload.name} again`}>
                Choose file
              </Button>
              <Button
                size="small"
                variant="quiet"
                aria-label={`Discard ${upload.name}`}
                onClick={() => {
                  setFound((list) => list.filter((other) => other !== upload));
                  void discardUnfinishedUpload(upload);
                }}
              >
                Discard
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
