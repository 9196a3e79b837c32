import type { LibraryContent } from "@vaulture/sdk";
import { Checksum } from "@/components/file/checksum";
import { FileRow } from "@/components/file/file-row";
import { FileActions } from "./file-actions";

interface DownloadListProps {
  files: LibraryContent["files"];
  /** Whether a single file's button is the page's main action. */
  main?: boolean;
}

/** Files that may be downloaded, and seen or heard here where browsers can, each with its checksum on demand. */
export function DownloadList({ files, main = false }: DownloadListProps) {
  return (
    <ul className="divide-y divide-line border-y border-line">
      {files.map((file) => (
        <li key={file.id}>
          <FileRow file={file} below={file.sha256 ? <Checksum sha256={file.sha256} /> : null}>
            <FileActions file={file} primary={main && files.length === 1} />
          </FileRow>
        </li>
      ))}
    </ul>
  );
}
