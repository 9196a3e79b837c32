import type { LibraryContent } from "@vaulture/sdk";
import { FileRow } from "@/components/file/file-row";
import { DownloadButton } from "./download-button";

interface DownloadListProps {
  files: LibraryContent["files"];
  /** Whether a single file's button is the page's main action. */
  main?: boolean;
}

/** Files that may be downloaded, each with its checksum on demand. */
export function DownloadList({ files, main = false }: DownloadListProps) {
  return (
    <ul className="divide-y divide-line border-y border-line">
      {files.map((file) => (
        <li key={file.id}>
          <FileRow
            file={file}
            below={
              file.sha256 ? (
                <details className="mt-1 text-xs text-soft">
                  <summary className="inline rounded-sm underline underline-offset-2">SHA-256</summary>
                  <code className="mt-1 block font-mono break-all text-ink select-all">{file.sha256}</code>
                </details>
              ) : null
            }
          >
            <DownloadButton fileId={file.id} fileName={file.name} primary={main && files.length === 1} />
          </FileRow>
        </li>
      ))}
    </ul>
  );
}
