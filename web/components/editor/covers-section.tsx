"use client";

import { ChevronLeft, ChevronRight, ImagePlus, X } from "lucide-react";
import { useRef, useState } from "react";
import { Cover } from "@/components/product/cover";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Progress } from "@/components/ui/progress";
import { api } from "@/lib/browser-api";
import { toProblem } from "@/lib/problem";
import type { ProductState } from "./use-product";
import { useReorder } from "./use-reorder";

const tenMegabytes = 10 * 1024 * 1024;

/** Pictures of the product; the first one stands for it everywhere. */
export function CoversSection({ state }: { state: ProductState }) {
  const { product, change, show, restore } = state;
  const picker = useRef<HTMLInputElement>(null);
  const [alt, setAlt] = useState("");
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const path = { id: product.id };

  async function attempt(work: () => Promise<unknown>) {
    setProblem(null);
    try {
      await work();
    } catch (error) {
      restore();
      setProblem(toProblem(error).message);
    }
  }

  async function add(file: File | undefined) {
    if (!file) return;
    if (file.size > tenMegabytes)
      return setProblem("Pictures may be up to 10 MB. Make it smaller and try again.");
    setBusy(file.name);
    await attempt(async () => {
      await change(() =>
        api.post("/api/v1/products/{id}/covers", { path, query: { alt: alt.trim() }, raw: file }),
      );
      setAlt("");
    });
    setBusy(null);
  }

  const name = (index: number) => product.covers[index]?.alt || `Picture ${index + 1}`;
  const { row, said, moveBy } = useReorder(
    product.covers.map(({ id }) => id),
    (coverIds) => {
      show({ covers: coverIds.flatMap((id) => product.covers.find((cover) => cover.id === id) ?? []) });
      void attempt(() => change(() => api.put("/api/v1/products/{id}/covers", { path, body: { coverIds } })));
    },
  );

  return (
    <section aria-labelledby="covers-heading" className="grid gap-4">
      <h2 id="covers-heading" className="text-lg">
        Pictures
      </h2>
      {problem ? <Notice tone="danger">{problem}</Notice> : null}
      {product.covers.length > 0 ? (
        <ul className="grid grid-cols-2 gap-4 sm:grid-cols-3">
          {product.covers.map((cover, index) => (
            <li key={cover.id} {...row(cover.id, name(index))} className="data-dragged:opacity-40">
              <div className="overflow-hidden rounded-md border border-line">
                <Cover cover={cover} alt={cover.alt || name(index)} sizes="240px" />
              </div>
              <div className="mt-1 flex items-center justify-between text-sm text-soft">
                <span className="truncate">{index === 0 ? "Shown first" : null}</span>
                <span className="flex">
                  <Button
                    variant="quiet"
                    size="iconSmall"
                    aria-label={`Move ${name(index)} forward`}
                    disabled={index === 0}
                    onClick={() => moveBy(cover.id, -1, name(index))}
                  >
                    <ChevronLeft aria-hidden />
                  </Button>
                  <Button
                    variant="quiet"
                    size="iconSmall"
                    aria-label={`Move ${name(index)} back`}
                    disabled={index === product.covers.length - 1}
                    onClick={() => moveBy(cover.id, 1, name(index))}
                  >
                    <ChevronRight aria-hidden />
                  </Button>
                  <Button
                    variant="quiet"
                    size="iconSmall"
                    aria-label={`Remove ${name(index)}`}
                    onClick={() =>
                      attempt(() =>
                        change(() =>
                          api.delete("/api/v1/products/{id}/covers/{coverId}", {
                            path: { ...path, coverId: cover.id },
                          }),
                        ),
                      )
                    }
                  >
                    <X aria-hidden />
                  </Button>
                </span>
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
      <div className="flex flex-wrap items-end gap-3">
        <Field label="What the next picture shows" name="alt" optional className="flex-1 basis-60">
          {(control) => (
            <Input
              {...control}
              value={alt}
              maxLength={300}
              placeholder="For people who cannot see it"
              onChange={(event) => setAlt(event.target.value)}
            />
          )}
        </Field>
        <Button onClick={() => picker.current?.click()} aria-disabled={busy !== null}>
          <ImagePlus aria-hidden />
          Add picture
        </Button>
        <input
          ref={picker}
          type="file"
          accept="image/png,image/jpeg,image/webp,image/avif,image/gif"
          hidden
          aria-label="Picture to add"
          onChange={(event) => {
            void add(event.target.files?.[0]);
            event.target.value = "";
          }}
        />
      </div>
    </section>
  );
}
