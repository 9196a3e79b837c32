"use client";

import { Upload } from "lucide-react";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import type { UploadView } from "@/lib/uploads/upload-queue";
import { FileList } from "./file-list";
import { UnfinishedList } from "./unfinished-list";
import { UploadPanel } from "./upload-panel";
import type { Editing } from "./use-editing";
import type { FindQueue } from "./use-uploads";

interface ContentTabProps {
  editing: Editing;
  queue: FindQueue;
  uploads: UploadView;
}

/** What buyers get. Files belong to the product the moment they have arrived. */
export function ContentTab({ editing, queue, uploads }: ContentTabProps) {
  const picker = useRef<HTMLInputElement>(null);
  const { product } = editing;
  const choose = () => picker.current?.click();
  const empty = product.files.length === 0 && uploads.items.length === 0;
  return (
    <section aria-labelledby="files-heading" className="grid gap-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id="files-heading" className="text-lg">
          Files
        </h2>
        <Button onClick={choose} data-lead="files">
          <Upload aria-hidden />
          Add files
        </Button>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          aria-label="Files to add"
          onChange={(event) => {
            queue().add([...(event.target.files ?? [])]);
            event.target.value = "";
          }}
        />
      </div>
      {product.status === "published" ? (
        <p className="text-sm text-soft">
          Changes to files take effect at once, for everybody who bought this too.
        </p>
      ) : null}
      <UnfinishedList
        scope={product.id}
        resumed={uploads.items}
        held={product.files.map(({ id }) => id)}
        onChoose={choose}
      />
      <UploadPanel uploads={uploads} queue={queue} />
      <FileList editing={editing} queue={queue} />
      {empty ? (
        <button
          type="button"
          onClick={choose}
          className="grid justify-items-center gap-1 rounded-lg border border-dashed border-line-strong px-4 py-14 text-sm text-soft hover:bg-sunken"
        >
          <span className="font-medium text-ink">Drop files anywhere, or choose them</span>
          <span>Any kind of file, as many as 200.</span>
        </button>
      ) : (
        <p className="text-sm text-soft">Drop more files anywhere on this page.</p>
      )}
    </section>
  );
}
