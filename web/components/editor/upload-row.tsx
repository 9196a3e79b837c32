import { Check, Pause, Play, RotateCw, X } from "lucide-react";
import { FileIcon } from "@/components/file/file-icon";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import { Tooltip } from "@/components/ui/tooltip";
import { formatBytes, formatDuration } from "@/lib/format";
import type { UploadItem, UploadQueue } from "@/lib/uploads/upload-queue";

/** One upload: how far, how fast, how long still, and what can be done about it. */
export function UploadRow({ item, queue }: { item: UploadItem; queue: UploadQueue }) {
  const { key, name, state } = item;
  const actions: [label: string, icon: typeof Pause, act: () => void][] = [];
  if (state === "uploading" || state === "waiting")
    actions.push(["Pause", Pause, () => void queue.pause(key)]);
  if (state === "paused") actions.push(["Resume", Play, () => queue.resume(key)]);
  if (state === "failed") actions.push(["Retry", RotateCw, () => queue.resume(key)]);
  if (state !== "adding" && state !== "done") actions.push(["Cancel", X, () => void queue.discard(key)]);
  return (
    <div className="flex items-center gap-3 py-3">
      <FileIcon name={name} contentType="" />
      <div className="grid min-w-0 flex-1 gap-1.5">
        <p className="truncate text-sm font-medium">{name}</p>
        <Progress
          label={`Upload of ${name}`}
          value={item.sizeBytes === 0 ? 1 : item.sentBytes / item.sizeBytes}
          quiet={state === "paused" || state === "waiting" || state === "failed"}
        />
        <p className={`figures text-sm ${state === "failed" ? "text-danger" : "text-soft"}`}>{words(item)}</p>
      </div>
      {state === "done" ? <Check aria-label="Added" className="size-4 text-accent" /> : null}
      <div className="flex">
        {actions.map(([label, Icon, act]) => (
          <Tooltip key={label} label={label}>
            <Button variant="quiet" size="iconSmall" aria-label={`${label} ${name}`} onClick={act}>
              <Icon aria-hidden />
            </Button>
          </Tooltip>
        ))}
      </div>
    </div>
  );
}

function words({ state, sentBytes, sizeBytes, speed, problem }: UploadItem): string {
  const part = `${formatBytes(sentBytes)} of ${formatBytes(sizeBytes)}`;
  switch (state) {
    case "waiting":
      return `${part} · waiting for its turn`;
    case "paused":
      return `${part} · paused`;
    case "failed":
      return problem ?? "Failed";
    case "adding":
      return "Checking and adding…";
    case "done":
      return "Added";
    case "uploading":
      return speed === null || speed < 1
        ? part
        : `${part} · ${formatBytes(speed)}/s · ${formatDuration((sizeBytes - sentBytes) / speed)} left`;
  }
}
