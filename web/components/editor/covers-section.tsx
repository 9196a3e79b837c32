"use client";

import type { Cover as CoverData } from "@vaulture/sdk";
import { GripHorizontal, ImagePlus, X } from "lucide-react";
import { type DragEvent, useEffect, useRef, useState } from "react";
import { Cover } from "@/components/product/cover";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Progress } from "@/components/ui/progress";
import { api } from "@/lib/browser-api";
import { toProblem } from "@/lib/problem";
import { type RefusedPicture, RefusedPictures, whyRefused } from "./refused-pictures";
import { ReorderGrip } from "./reorder-grip";
import type { Editing } from "./use-editing";
import { useReorder } from "./use-reorder";

const tenMegabytes = 10 * 1024 * 1024;
const undoMs = 8000;

/** Pictures of the product; the first one stands for it everywhere. */
export function CoversSection({ editing }: { editing: Editing }) {
  const { product, change, show } = editing;
  const picker = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [refused, setRefused] = useState<RefusedPicture[]>([]);
  const [removing, setRemoving] = useState<CoverData | null>(null);
  const path = { id: product.id };
  const covers = product.covers.filter(({ id }) => id !== removing?.id);

  async function attempt(work: Parameters<typeof change>[0]) {
    setProblem(null);
    try {
      await change(work);
    } catch (error) {
      setProblem(toProblem(error).message);
    }
  }

  async function add(files: File[]) {
    setProblem(null);
    // Another try with the same picture is about that one alone.
    setRefused((before) => before.filter(({ name }) => !files.some((file) => file.name === name)));
    const refuse = (file: File, why: string) => setRefused((before) => [...before, { name: file.name, why }]);
    for (const file of files) {
      if (!file.type.startsWith("image/"))
        refuse(file, "This is no picture. Use a PNG, JPEG, WebP, AVIF or GIF.");
      else if (file.size > tenMegabytes)
        refuse(file, "This is larger than 10 MB. Make it smaller and add it again.");
      else {
        setBusy(file.name);
        await change(() => api.post("/api/v1/products/{id}/covers", { path, raw: file })).catch(
          (error: unknown) => refuse(file, whyRefused(error)),
        );
      }
    }
    setBusy(null);
  }

  const remove = (coverId: string) =>
    attempt(() => api.delete("/api/v1/products/{id}/covers/{coverId}", { path: { ...path, coverId } }));
  const commit = useRef(remove);
  useEffect(() => {
    commit.current = remove;
  });
  // A picture that is removed is gone for good, so there is a while to think again first.
  useEffect(() => {
    if (!removing) return;
    const timer = setTimeout(() => {
      void commit.current(removing.id).then(() => setRemoving(null));
    }, undoMs);
    return () => clearTimeout(timer);
  }, [removing]);

  const name = (cover: CoverData) => cover.alt || `Picture ${product.covers.indexOf(cover) + 1}`;
  const { row, said, place } = useReorder(
    covers.map(({ id }) => id),
    (ids) => {
      const coverIds = removing ? [...ids, removing.id] : ids;
      show({ covers: coverIds.flatMap((id) => product.covers.find((cover) => cover.id === id) ?? []) });
      void attempt(() => api.put("/api/v1/products/{id}/covers", { path, body: { coverIds } }));
    },
  );

  return (
    <section
      aria-labelledby="covers-heading"
      data-own-drop
      onDrop={(event: DragEvent) => {
        if (event.dataTransfer.files.length > 0) void add([...event.dataTransfer.files]);
      }}
      className="grid gap-4"
    >
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id="covers-heading" className="text-lg">
          Pictures
        </h2>
        <Button onClick={() => picker.current?.click()} aria-disabled={busy !== null} data-lead="covers">
          <ImagePlus aria-hidden />
          Add picture
        </Button>
        <input
          ref={picker}
          type="file"
          multiple
          accept="image/png,image/jpeg,image/webp,image/avif,image/gif"
          hidden
          aria-label="Picture to add"
          onChange={(event) => {
            void add([...(event.target.files ?? [])]);
            event.target.value = "";
          }}
        />
      </div>
      <p className="text-sm text-soft">
        The first one is shown in the marketplace. Wide pictures of 1280 pixels or more look best.
        {product.status === "published" ? " Changes to pictures show at once." : ""}
      </p>
      {problem ? <Notice tone="danger">{problem}</Notice> : null}
      {removing ? (
        <Notice>
          <div className="flex flex-wrap items-center gap-3">
            <span>{name(removing)} is being removed.</span>
            <Button size="small" onClick={() => setRemoving(null)}>
              Undo
            </Button>
          </div>
        </Notice>
      ) : null}
      <RefusedPictures
        pictures={refused}
        onForget={(picture) => setRefused(refused.filter((other) => other !== picture))}
      />
      {covers.length > 0 ? (
        <ul className="grid grid-cols-1 gap-x-4 gap-y-6 sm:grid-cols-2">
          {covers.map((cover, index) => (
            <li key={cover.id} {...row(cover.id, name(cover))} className="data-dragged:opacity-40">
              <div className="overflow-hidden rounded-md border border-line">
                <Cover cover={cover} alt={cover.alt || name(cover)} sizes="(width >= 40rem) 340px, 100vw" />
              </div>
              <div className="mt-2 flex items-center gap-1">
                <ReorderGrip
                  id={cover.id}
                  name={name(cover)}
                  index={index}
                  count={covers.length}
                  onMove={(to) => place(cover.id, to, name(cover))}
                >
                  <GripHorizontal aria-hidden className="size-4" />
                </ReorderGrip>
                <AltField
                  cover={cover}
                  label={`What picture ${index + 1} shows`}
                  onSave={(alt) =>
                    void attempt(() =>
                      api.patch("/api/v1/products/{id}/covers/{coverId}", {
                        path: { ...path, coverId: cover.id },
                        body: { alt },
                      }),
                    )
                  }
                />
                <Button
                  variant="quiet"
                  size="iconSmall"
                  aria-label={`Remove ${name(cover)}`}
                  title="Remove"
                  onClick={() => {
                    if (removing) void remove(removing.id);
                    setRemoving(cover);
                  }}
                >
                  <X aria-hidden />
                </Button>
              </div>
            </li>
          ))}
        </ul>
      ) : null}
      <p role="status" className="sr-only">
        {said}
        {busy ? `Adding ${busy}` : ""}
      </p>
      {busy ? <Progress label={`Adding ${busy}`} /> : null}
    </section>
  );
}

/** Saves when the field is left, or with Enter. */
function AltField({
  cover,
  label,
  onSave,
}: {
  cover: CoverData;
  label: string;
  onSave: (alt: string) => void;
}) {
  const save = (text: string) => {
    if (text.trim() !== cover.alt) onSave(text.trim());
  };
  return (
    <Input
      key={cover.alt}
      aria-label={label}
      defaultValue={cover.alt}
      maxLength={300}
      placeholder="What it shows, for people who cannot see it"
      className="h-9! min-w-0 flex-1"
      onBlur={(event) => save(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === "Enter") save(event.currentTarget.value);
      }}
    />
  );
}
