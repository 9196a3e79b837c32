import type { LibraryContent, Product } from "@vaulture/sdk";
import { Checksum } from "@/components/file/checksum";
import { FileRow } from "@/components/file/file-row";
import { FileSize } from "@/components/ui/file-size";
import { plural } from "@/lib/format";

/** How many are shown before the rest has to be asked for. */
const SHORT = 12;

interface FileListProps {
  files: Product["files"];
  /** The same files with their hashes, for those who may download them. */
  content: LibraryContent | null;
}

/** Everything a product gives: format and size of each file, and all together. */
export function FileList({ files, content }: FileListProps) {
  const size = files.reduce((sum, file) => sum + file.sizeBytes, 0);
  const hashes = new Map(content?.files.map((file) => [file.id, file.sha256]));
  const rows = (some: typeof files) => (
    <ul className="divide-y divide-line">
      {some.map((file) => {
        const sha256 = hashes.get(file.id);
        return (
          <li key={file.id}>
            <FileRow file={file} below={sha256 ? <Checksum sha256={sha256} /> : null} />
          </li>
        );
      })}
    </ul>
  );
  return (
    <section aria-labelledby="files" className="measure">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="files" className="text-lg">
          What you get
        </h2>
        <p className="figures text-sm text-soft">
          {plural(files.length, "file")}
          {files.length > 0 ? (
            <>
              , <FileSize bytes={size} />
            </>
          ) : null}
        </p>
      </div>
      {files.length > 0 ? (
        <div className="mt-3 divide-y divide-line border-y border-line">
          {rows(files.slice(0, SHORT))}
          {files.length > SHORT ? (
            <details className="group">
              <summary className="py-3 text-sm underline underline-offset-2 group-open:hidden">
                Show {plural(files.length - SHORT, "more file")}
              </summary>
              {rows(files.slice(SHORT))}
            </details>
          ) : null}
        </div>
      ) : (
        <p className="mt-3 text-sm text-soft">No files yet.</p>
      )}
    </section>
  );
}
