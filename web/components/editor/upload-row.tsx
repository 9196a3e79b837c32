import { Pause, Play, RotateCw, X } from "lucide-react";
import { memo } from "react";
import { FileIcon } from "@/components/file/file-icon";
import { useLocale } from "@/components/site/locale";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import { Tooltip } from "@/components/ui/tooltip";
import { formatBytes, formatDuration } from "@/lib/format";
import type { UploadItem } from "@/lib/uploads/upload-queue";
import type { FindQueue } from "./use-uploads";

/** One upload: how far, how fast, how long still, and what can be done about it. Drawn again only when it changed. */
export const UploadRow = memo(function UploadRow({ item, queue }: { item: UploadItem; queue: FindQueue }) {
  const locale = useLocale();
  const { key, name, state } = item;
  const actions: [label: string, icon: typeof Pause, act: () => void][] = [];
  if (state === "uploading" || state === "waiting" || state === "stalled")
    actions.push(["Pause", Pause, () => queue().pause(key)]);
  if (state === "paused") actions.push(["Resume", Play, () => queue().resume(key)]);
  if (state === "failed") actions.push(["Retry", RotateCw, () => queue().resume(key)]);
  if (state !== "adding") actions.push(["Cancel", X, () => queue().cancel(key)]);
  return (
    <li className="flex items-center gap-3 py-3">
      <FileIcon name={name} contentType="" />
      <div className="grid min-w-0 flex-1 gap-1.5">
        <p className="truncate text-sm font-medium" title={name}>
          {name}
        </p>
        <Progress
          label={`Upload of ${name}`}
          value={item.sizeBytes === 0 ? 1 : item.sentBytes / item.sizeBytes}
          quiet={state !== "uploading" && state !== "adding"}
        />
        <p className={`figures text-sm ${state === "failed" ? "text-danger" : "text-soft"}`}>
          {words(item, locale)}
        </p>
      </div>
      <div className="flex shrink-0">
        {actions.map(([label, Icon, act]) => (
          <Tooltip key={label} label={label}>
            <Button variant="quiet" size="iconSmall" aria-label={`${label} ${name}`} onClick={act}>
              <Icon aria-hidden />
            </Button>
          </Tooltip>
        ))}
      </div>
    </li>
  );
});

function words({ state, sentBytes, sizeBytes, speed, problem }: UploadItem, locale: string): string {
  const part = `${formatBytes(sentBytes, locale)} of ${formatBytes(sizeBytes, locale)}`;
  switch (state) {
    case "waiting":
      return sentBytes > 0 ? `${part} · waiting` : `${formatBytes(sizeBytes, locale)} · waiting for its turn`;
    case "paused":
      return `${part} · paused`;
    case "stalled":
      return `${part} · waiting for the connection`;
    case "failed":
      return problem ?? "Failed";
    case "adding":
      return "Arrived. Adding it…";
    case "uploading":
      return speed === null || speed < 1
        ? part
        : `${part} · ${formatBytes(speed, locale)}/s · ${formatDuration((sizeBytes - sentBytes) / speed)} left`;
  }
}
