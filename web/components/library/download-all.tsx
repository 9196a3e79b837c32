"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { toProblem } from "@/lib/problem";
import { startDownload } from "@/lib/start-download";

/** Browsers ask their owner once before they let a page start a second download; time to see that question. */
const PAUSE_MS = 700;

/** Starts the download of each file, one after the other; none waits for another to end. */
export function DownloadAll({ files }: { files: { id: string; name: string }[] }) {
  const [started, setStarted] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const running = started !== null && started < files.length && problem === null;

  async function all() {
    if (running) return;
    setProblem(null);
    for (const [index, { id, name }] of files.entries()) {
      setStarted(index);
      try {
        await startDownload(id);
      } catch (error) {
        return setProblem(`${name}: ${toProblem(error).message}`);
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    setStarted(files.length);
  }

  return (
    <div className="flex flex-wrap items-center justify-end gap-x-4 gap-y-1">
      <p role="status" className="text-sm text-soft empty:hidden">
        {problem ? <span className="text-danger">{problem}</span> : null}
        {running ? `Starting ${(started ?? 0) + 1} of ${files.length}…` : null}
        {started === files.length && !problem
          ? "All started. Allow several downloads if your browser asks."
          : null}
      </p>
      <Button size="small" variant="primary" onClick={all} aria-busy={running}>
        <Download aria-hidden />
        Download all
      </Button>
    </div>
  );
}
