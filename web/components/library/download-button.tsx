"use client";

import { ApiError } from "@vaulture/sdk";
import { Download } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { toProblem } from "@/lib/problem";
import { startDownload } from "@/lib/start-download";

interface DownloadButtonProps {
  fileId: string;
  fileName: string;
  /** The page's main action, when there is only one file to get. */
  primary?: boolean;
}

const denials = new Set([
  "purchase_required",
  "access_ended",
  "wrong_viewer",
  "creator_suspended",
  "sign_in_required",
]);

export function DownloadButton({ fileId, fileName, primary = false }: DownloadButtonProps) {
  const [state, setState] = useState<"idle" | "asking" | "started">("idle");
  const [problem, setProblem] = useState<string | null>(null);

  async function download() {
    if (state === "asking") return;
    setState("asking");
    setProblem(null);
    try {
      await startDownload(fileId);
      setState("started");
    } catch (error) {
      setState("idle");
      if (error instanceof ApiError && denials.has(error.code))
        window.location.assign(`/denied?code=${error.code}&file=${encodeURIComponent(fileId)}`);
      else setProblem(toProblem(error).message);
    }
  }

  return (
    <>
      <Button
        variant={primary ? "primary" : "secondary"}
        size="small"
        onClick={download}
        aria-busy={state === "asking"}
        aria-label={`Download ${fileName}`}
      >
        <Download aria-hidden />
        {state === "asking" ? "Starting…" : state === "started" ? "Download again" : "Download"}
      </Button>
      <p role="status" className="basis-full text-sm text-soft empty:hidden">
        {state === "started"
          ? "Started. If it stops, choose Resume in your browser's downloads, or press Download again."
          : null}
        {problem ? <span className="text-danger">{problem}</span> : null}
      </p>
    </>
  );
}
