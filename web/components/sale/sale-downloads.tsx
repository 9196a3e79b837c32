import type { SaleDetail } from "@vaulture/sdk";
import { FileSize } from "@/components/ui/file-size";
import { Time } from "@/components/ui/time";

/** Each download of a sale: which file, when, on what, from where, how much of it. */
export function SaleDownloads({ sale }: { sale: SaleDetail }) {
  const { downloads, downloadCount } = sale;
  if (downloads.length === 0)
    return (
      <p className="text-sm text-soft">
        {sale.completedAt ? "Nothing was downloaded yet." : "Nothing can be downloaded before it is paid."}
      </p>
    );
  return (
    <>
      <ul className="divide-y divide-line border-y border-line">
        {downloads.map((download) => (
          <li key={download.id} className="grid gap-0.5 py-3 text-sm">
            <p className="flex justify-between gap-4">
              <span className="min-w-0 truncate">{download.fileName ?? "A file that is gone"}</span>
              <span className="figures shrink-0 text-soft">
                <FileSize bytes={download.bytesSent} />
              </span>
            </p>
            <p className="text-soft">
              {download.device ?? "Unknown device"}
              {download.network ? `, network ${download.network}` : ""}
            </p>
            <p className="text-xs text-soft">
              <Time exact at={download.startedAt} />
              {download.completedAt ? "" : ", not finished"}
            </p>
          </li>
        ))}
      </ul>
      {downloadCount > downloads.length ? (
        <p className="mt-2 text-sm text-soft">
          The latest {downloads.length} of {downloadCount}.
        </p>
      ) : null}
    </>
  );
}
