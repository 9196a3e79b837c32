"use client";

import { useState } from "react";
import { useLocale } from "@/components/site/locale";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Progress } from "@/components/ui/progress";
import { ensureSignedIn } from "@/lib/ensure-signed-in";
import { formatBytes, formatDuration, plural } from "@/lib/format";
import type { UploadItem, UploadState, UploadView } from "@/lib/uploads/upload-queue";
import { UploadRow } from "./upload-row";
import type { FindQueue } from "./use-uploads";

/** Rows that are drawn unless all are asked for: those something happens to, then the next in turn. */
const shownRows = 20;

/** All uploads together, what can be done with all of them, and the rows of those that matter now. */
export function UploadPanel({ uploads, queue }: { uploads: UploadView; queue: FindQueue }) {
  const [all, setAll] = useState(false);
  const locale = useLocale();
  const { items, totals, active, signedOut } = uploads;
  if (items.length === 0)
    return totals.done > 0 ? (
      <p role="status" className="text-sm text-soft">
        {plural(totals.done, "file")} added. Everything has arrived; you can close this tab.
      </p>
    ) : null;
  const has = (...states: UploadState[]) => items.some(({ state }) => states.includes(state));
  const rows = all ? items : inOrderOfNeed(items).slice(0, shownRows);
  const left = totals.sizeBytes - totals.sentBytes;
  return (
    <section aria-labelledby="uploads-heading" className="grid gap-3 rounded-lg border border-line p-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h3 id="uploads-heading" className="flex-1 text-sm font-medium whitespace-nowrap">
          {totals.done} of {plural(totals.files, "file")} added
        </h3>
        <div className="flex gap-2">
          {has("uploading", "waiting", "stalled") ? (
            <Button size="small" onClick={() => queue().pauseAll()}>
              Pause all
            </Button>
          ) : null}
          {has("paused", "failed") ? (
            <Button size="small" onClick={() => queue().resumeAll()}>
              {has("paused") ? "Resume all" : "Retry all"}
            </Button>
          ) : null}
        </div>
      </div>
      <Progress
        label="All uploads"
        value={totals.sizeBytes === 0 ? 0 : totals.sentBytes / totals.sizeBytes}
        quiet={!active}
      />
      <p className="figures text-sm text-soft">
        {formatBytes(totals.sentBytes, locale)} of {formatBytes(totals.sizeBytes, locale)}
        {totals.speed !== null && totals.speed >= 1
          ? ` · ${formatBytes(totals.speed, locale)}/s · ${formatDuration(left / totals.speed)} left`
          : ""}
      </p>
      {signedOut ? (
        <Notice tone="warning" title="You are signed out">
          <p>Uploads go on by themselves once you are signed in.</p>
          <Button size="small" className="mt-2" onClick={() => void ensureSignedIn()}>
            Sign in
          </Button>
        </Notice>
      ) : has("stalled") ? (
        <Notice tone="warning" title="No connection to the server">
          Nothing is lost. Uploads go on by themselves, where they stopped.
        </Notice>
      ) : null}
      <ul aria-label="Uploads" className="divide-y divide-line border-t border-line">
        {rows.map((item) => (
          <UploadRow key={item.key} item={item} queue={queue} />
        ))}
      </ul>
      {items.length > shownRows ? (
        <div>
          <Button size="small" variant="quiet" onClick={() => setAll(!all)}>
            {all ? "Show fewer" : `Show ${items.length - shownRows} more`}
          </Button>
        </div>
      ) : null}
      <p className="text-sm text-soft">
        Keep this tab open while files are sent. Should it close, what has arrived is kept for seven days:
        choose the same files again and they go on where they stopped.
      </p>
      <p role="status" className="sr-only">
        {totals.done > 0 ? `${totals.done} of ${plural(totals.files, "file")} added.` : ""}
      </p>
    </section>
  );
}

const need: Record<UploadState, number> = {
  failed: 0,
  stalled: 1,
  uploading: 1,
  adding: 1,
  paused: 2,
  waiting: 3,
};

function inOrderOfNeed(items: UploadItem[]): UploadItem[] {
  if (items.length <= shownRows) return items;
  return items.toSorted((one, other) => need[one.state] - need[other.state]);
}
