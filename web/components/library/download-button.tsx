"use client";

import { ApiError } from "@vaulture/sdk";
import { Download } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { isDenial } from "@/lib/denials";
import { toProblem } from "@/lib/problem";
import { startDownload } from "@/lib/start-download";

interface DownloadButtonProps {
  fileId: string;
  fileName: string;
  /** The page's main action, when there is only one file to get. */
  primary?: boolean;
  size?: "small" | "medium";
  /** What the button says instead of "Download". */
  label?: string;
}

/** Gets a fresh link and starts it; a plain form that does the same by itself until the page's scripts are there. */
export function DownloadButton({
  fileId,
  fileName,
  primary = false,
  size = "small",
  label,
}: DownloadButtonProps) {
  const [state, setState] = useState<"idle" | "asking" | "started">("idle");
  const [problem, setProblem] = useState<string | null>(null);

  async function download(event: FormEvent) {
    event.preventDefault();
    if (state === "asking") return;
    setState("asking");
    setProblem(null);
    try {
      await startDownload(fileId);
      setState("started");
    } catch (error) {
      setState("idle");
      if (error instanceof ApiError && isDenial(error.code))
        window.location.assign(`/denied?code=${error.code}&file=${encodeURIComponent(fileId)}`);
      else setProblem(toProblem(error).message);
    }
  }

  const words = { idle: label ?? "Download", asking: "Starting…", started: "Download again" };
  return (
    <>
      <form method="post" action={`/api/v1/files/${fileId}/downloads`} onSubmit={download}>
        <Button
          wraps={label !== undefined}
          type="submit"
          variant={primary ? "primary" : "secondary"}
          size={size}
          aria-busy={state === "asking"}
          aria-label={label ? undefined : `Download ${fileName}`}
        >
          <Download aria-hidden />
          {words[state]}
        </Button>
      </form>
      <p role="status" className="basis-full text-sm text-soft empty:hidden">
        {state === "started"
          ? "Started. If it stops, choose Resume in your browser's downloads, or press Download again."
          : null}
        {problem ? <span className="text-danger">{problem}</span> : null}
      </p>
    </>
  );
}
