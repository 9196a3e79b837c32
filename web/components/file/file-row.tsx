import type { ProductFile } from "@vaulture/sdk";
import type { ReactNode } from "react";
import { FileSize } from "@/components/ui/file-size";
import { fileKind } from "@/lib/file-kind";
import { FileIcon } from "./file-icon";

interface FileRowProps {
  file: ProductFile;
  /** Actions at the end of the row. */
  children?: ReactNode;
  /** Below the name: hash, progress. */
  below?: ReactNode;
}

const notReady = {
  uploading: "Not uploaded yet",
  checking: "Being checked",
  failed: "Failed: take it out and upload it again",
};

export function FileRow({ file, children, below }: FileRowProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3">
      <FileIcon name={file.name} contentType={file.contentType} />
      <div className="min-w-0 flex-1 basis-28">
        <p className="line-clamp-2 text-sm font-medium wrap-anywhere" title={file.name}>
          {file.name}
        </p>
        <p className="figures text-sm text-soft">
          {fileKind(file.name, file.contentType).label} · <FileSize bytes={file.sizeBytes} />
          {file.status ? (
            <span className={file.status === "failed" ? "text-danger" : ""}> · {notReady[file.status]}</span>
          ) : null}
        </p>
        {below}
      </div>
      {children}
    </div>
  );
}
