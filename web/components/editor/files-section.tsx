"use client";

import { ChevronDown, ChevronUp, GripVertical, Upload } from "lucide-react";
import { useRef, useState } from "react";
import { FileRow } from "@/components/file/file-row";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { api } from "@/lib/browser-api";
import { plural } from "@/lib/format";
import { toProblem } from "@/lib/problem";
import { FileMenu } from "./file-menu";
import { UnfinishedList } from "./unfinished-list";
import { UploadRow } from "./upload-row";
import { useFileDrop } from "./use-file-drop";
import type { ProductState } from "./use-product";
import { useReorder } from "./use-reorder";
import { useUploadQueue } from "./use-upload-queue";

/** What buyers get: added by dropping anywhere or by choosing, put in order by hand or by buttons. */
export function FilesSection({ state }: { state: ProductState }) {
  const { product, change, show, restore } = state;
  const picker = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const path = { id: product.id };

  const save = (fileIds: (ids: string[]) => string[]) =>
    change((current) =>
      api.patch("/api/v1/products/{id}", {
        path,
        body: { fileIds: fileIds(current.files.map(({ id }) => id)) },
      }),
    );

  async function attempt(work: () => Promise<unknown>) {
    setProblem(null);
    try {
      await work();
    } catch (error) {
      restore();
      setProblem(toProblem(error).message);
    }
  }

  const { queue, items } = useUploadQueue({
    creatorId: product.creator.id,
    scope: product.id,
    onArrived: async (fileId) => {
      await save((ids) => [...ids.filter((id) => id !== fileId), fileId]);
    },
  });
  const over = useFileDrop((files) => queue.add(files));
  const ids = product.files.map(({ id }) => id);
  const { row, said, moveBy } = useReorder(ids, (order) => {
    show({ files: order.flatMap((id) => product.files.find((file) => file.id === id) ?? []) });
    void attempt(() => save(() => order));
  });
  const pending = items.filter(({ state: step }) => step !== "done");
  const arrived = items.length - pending.length;

  return (
    <section aria-labelledby="files-heading" className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id="files-heading" className="text-lg">
          Files
        </h2>
        <Button onClick={() => picker.current?.click()}>
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
            queue.add([...(event.target.files ?? [])]);
            event.target.value = "";
          }}
        />
      </div>
      {problem ? <Notice tone="danger">{problem}</Notice> : null}
      <UnfinishedList scope={product.id} resumed={items} onChoose={() => picker.current?.click()} />
      {product.files.length > 0 ? (
        <ul className="divide-y divide-line border-y border-line">
          {product.files.map((file, index) => (
            <li
              key={file.id}
              {...row(file.id, file.name)}
              className="flex items-center gap-2 data-dragged:opacity-40 data-target:bg-sunken"
            >
              <GripVertical aria-hidden className="size-4 shrink-0 cursor-grab text-soft" />
              <div className="min-w-0 flex-1">
                <FileRow file={file}>
                  <div className="flex">
                    <Button
                      variant="quiet"
                      size="iconSmall"
                      aria-label={`Move ${file.name} up`}
                      disabled={index === 0}
                      onClick={() => moveBy(file.id, -1, file.name)}
                    >
                      <ChevronUp aria-hidden />
                    </Button>
                    <Button
                      variant="quiet"
                      size="iconSmall"
                      aria-label={`Move ${file.name} down`}
                      disabled={index === product.files.length - 1}
                      onClick={() => moveBy(file.id, 1, file.name)}
                    >
                      <ChevronDown aria-hidden />
                    </Button>
                    <FileMenu
                      name={file.name}
                      onRename={(name) =>
                        attempt(() =>
                          change(async () => {
                            await api.patch("/api/v1/files/{id}", { path: { id: file.id }, body: { name } });
                            return api.get("/api/v1/products/{idOrSlug}", { path: { idOrSlug: product.id } });
                          }),
                        )
                      }
                      onRemove={() => attempt(() => save((all) => all.filter((id) => id !== file.id)))}
                    />
                  </div>
                </FileRow>
              </div>
            </li>
          ))}
        </ul>
      ) : null}
      {pending.length > 0 ? (
        <ul aria-label="Uploads" className="divide-y divide-line border-y border-line">
          {pending.map((item) => (
            <li key={item.key}>
              <UploadRow item={item} queue={queue} />
            </li>
          ))}
        </ul>
      ) : null}
      <p role="status" className="sr-only">
        {said}
        {arrived > 0 ? ` ${plural(arrived, "file")} added.` : ""}
      </p>
      <button
        type="button"
        onClick={() => picker.current?.click()}
        data-over={over || undefined}
        className="grid justify-items-center gap-1 rounded-lg border border-dashed border-line-strong px-4 py-8 text-sm text-soft hover:bg-sunken data-over:border-accent data-over:bg-accent-wash data-over:text-ink"
      >
        <span className="font-medium text-ink">
          {over ? "Let go to add them" : "Drop files anywhere, or choose them"}
        </span>
        <span>Any kind of file. An interrupted upload goes on when you choose the same file again.</span>
      </button>
    </section>
  );
}
