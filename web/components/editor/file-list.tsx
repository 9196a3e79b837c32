"use client";

import type { ProductFile } from "@vaulture/sdk";
import { useCallback, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { api } from "@/lib/browser-api";
import { toProblem } from "@/lib/problem";
import { type FileActions, FileItem } from "./file-item";
import type { Editing } from "./use-editing";
import { useReorder } from "./use-reorder";
import type { FindQueue } from "./use-uploads";

interface Removed {
  file: ProductFile;
  /** All files before it was taken out. */
  order: string[];
}

/** The product's files: put in order by dragging or by keys, renamed in place, replaced, taken out and brought back. */
export function FileList({ editing, queue }: { editing: Editing; queue: FindQueue }) {
  const { product, change, show } = editing;
  const replacement = useRef<{ input: HTMLInputElement | null; id: string }>({ input: null, id: "" });
  const [problem, setProblem] = useState<string | null>(null);
  const [removed, setRemoved] = useState<Removed | null>(null);
  const path = { id: product.id };
  const ids = product.files.map(({ id }) => id);

  async function attempt(work: Parameters<typeof change>[0]) {
    setProblem(null);
    try {
      await change(work);
    } catch (error) {
      setProblem(toProblem(error).message);
    }
  }

  const order = (fileIds: string[]) => api.put("/api/v1/products/{id}/files", { path, body: { fileIds } });
  const { row, said, place } = useReorder(ids, (next) => {
    show({ files: next.flatMap((id) => product.files.find((file) => file.id === id) ?? []) });
    void attempt(() => order(next));
  });

  const actions: FileActions = {
    move: (id, to, name) => place(id, to, name),
    rename: (id, name) =>
      void attempt(async () => {
        await api.patch("/api/v1/files/{id}", { path: { id }, body: { name } });
        return api.get("/api/v1/products/{idOrSlug}", { path: { idOrSlug: product.id } });
      }),
    replace(id) {
      replacement.current.id = id;
      replacement.current.input?.click();
    },
    remove(file) {
      show({ files: product.files.filter(({ id }) => id !== file.id) });
      void attempt(async () => {
        const answer = await api.delete("/api/v1/products/{id}/files/{fileId}", {
          path: { ...path, fileId: file.id },
        });
        setRemoved({ file, order: ids });
        return answer;
      });
    },
  };
  // One object for good: a row is drawn again only when its own file changed.
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  const act = useCallback(<K extends keyof FileActions>(name: K, ...given: Parameters<FileActions[K]>) => {
    (latest.current[name] as (...given: Parameters<FileActions[K]>) => void)(...given);
  }, []);

  return (
    <>
      {problem ? <Notice tone="danger">{problem}</Notice> : null}
      {removed ? (
        <Notice>
          <div className="flex flex-wrap items-center gap-3">
            <span>{removed.file.name} was taken out. The file stays in your storage.</span>
            <Button
              size="small"
              onClick={() => {
                void attempt(async () => {
                  await api.post("/api/v1/products/{id}/files", {
                    path,
                    body: { fileIds: [removed.file.id] },
                  });
                  return order(removed.order);
                });
                setRemoved(null);
              }}
            >
              Undo
            </Button>
          </div>
        </Notice>
      ) : null}
      {product.files.length > 0 ? (
        <ul aria-label="Files" className="divide-y divide-line border-y border-line">
          {product.files.map((file, index) => (
            <li
              key={file.id}
              {...row(file.id, file.name)}
              className="data-dragged:opacity-40 data-target:bg-sunken [contain-intrinsic-size:auto_4.25rem] [content-visibility:auto]"
            >
              <FileItem file={file} index={index} count={product.files.length} act={act} />
            </li>
          ))}
        </ul>
      ) : null}
      <p role="status" className="sr-only">
        {said}
      </p>
      <input
        ref={(input) => {
          replacement.current.input = input;
        }}
        type="file"
        hidden
        aria-label="Replacement"
        onChange={(event) => {
          queue().add([...(event.target.files ?? [])], { replaces: replacement.current.id });
          event.target.value = "";
        }}
      />
    </>
  );
}
