import type { LibraryContent } from "@vaulture/sdk";
import { Checksum } from "@/components/file/checksum";
import { FileRow } from "@/components/file/file-row";
import Link from "@/components/ui/link";
import { denialOf } from "@/lib/denials";
import { FileActions } from "./file-actions";

interface DownloadListProps {
  files: LibraryContent["files"];
  /** Whether a single file's button is the page's main action. */
  main?: boolean;
}

/** Files that may be downloaded, and seen or heard here where browsers can, each with its checksum on demand or why it is closed. */
export function DownloadList({ files, main = false }: DownloadListProps) {
  return (
    <ul className="divide-y divide-line border-y border-line">
      {files.map((file) => (
        <li key={file.id}>
          <FileRow file={file} below={<Below file={file} />}>
            <FileActions file={file} primary={main && files.length === 1} />
          </FileRow>
        </li>
      ))}
    </ul>
  );
}

function Below({ file }: { file: LibraryContent["files"][number] }) {
  const { reason } = file.access;
  if (reason)
    return (
      <p className="text-sm text-warning">
        {denialOf(reason).title}.{" "}
        <Link
          href={`/denied?${new URLSearchParams({ code: reason, file: file.id })}`}
          className="underline underline-offset-2"
        >
          What helps<span className="sr-only"> with {file.name}</span>
        </Link>
      </p>
    );
  return file.sha256 ? <Checksum sha256={file.sha256} /> : null;
}
