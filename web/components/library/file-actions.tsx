"use client";

import type { LibraryContent } from "@vaulture/sdk";
import { Eye, Play, X } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { DownloadButton } from "./download-button";
import { MediaViewer } from "./media-viewer";

interface FileActionsProps {
  file: LibraryContent["files"][number];
  /** Whether downloading it is the page's main action. */
  primary?: boolean;
}

/** What can be done with a file one has: to see or hear it here, where browsers can, and to download it. */
export function FileActions({ file, primary = false }: FileActionsProps) {
  const [open, setOpen] = useState(false);
  const panel = useId();
  const [verb, Icon] = file.view === "image" ? ["View", Eye] : ["Play", Play];
  return (
    <>
      {file.view ? (
        <Button
          size="small"
          aria-expanded={open}
          aria-controls={panel}
          aria-label={`${open ? "Close" : verb} ${file.name}`}
          onClick={() => setOpen(!open)}
        >
          {open ? <X aria-hidden /> : <Icon aria-hidden />}
          {open ? "Close" : verb}
        </Button>
      ) : null}
      {file.access.allowed ? (
        <DownloadButton fileId={file.id} fileName={file.name} primary={primary} />
      ) : null}
      <div id={panel} className="basis-full empty:hidden">
        {open && file.view ? <MediaViewer fileId={file.id} name={file.name} kind={file.view} /> : null}
      </div>
    </>
  );
}
