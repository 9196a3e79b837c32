import type { LibraryContent } from "@vaulture/sdk";
import { Checksum } from "@/components/file/checksum";
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
          <FileRow file={file} below={file.sha256 ? <Checksum sha256={file.sha256} /> : null}>
            <DownloadButton fileId={file.id} fileName={file.name} primary={main && files.length === 1} />
          </FileRow>
        </li>
      ))}
    </ul>
  );
}
