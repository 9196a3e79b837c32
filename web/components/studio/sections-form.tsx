"use client";

import type { Arrangement } from "@vaulture/sdk";
import { GripVertical, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { ReorderGrip } from "@/components/editor/reorder-grip";
import { useReorder } from "@/components/editor/use-reorder";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser-api";
import { useUnsavedWarning } from "@/lib/unsaved-warning";
import { useForm } from "@/lib/use-form";
import { type SectionProduct, SectionProducts } from "./section-products";

const MOST = 12;

interface SectionsFormProps {
  handle: string;
  arrangement: Arrangement;
  /** Those on sale, and those that have a place already. */
  products: SectionProduct[];
}

type Section = { key: string; title: string; productIds: string[] };

/** Named groups of products on the storefront, in order. What is in none stands behind them. */
export function SectionsForm({ handle, arrangement, products }: SectionsFormProps) {
  const [stored, setStored] = useState(arrangement);
  const [sections, setSections] = useState(() => withKeys(arrangement.sections));
  const [added, setAdded] = useState<string | null>(null);
  const path = { handle };
  const changed = JSON.stringify(withoutKeys(sections)) !== JSON.stringify(stored.sections);
  useUnsavedWarning(changed);

  const { pending, problem, submit, fieldError } = useForm(async () => {
    const body = { seen: stored.version, sections: withoutKeys(sections) };
    show(await api.put("/api/v1/creators/{handle}/storefront", { path, body }));
    toast("Sections saved");
    return undefined;
  });

  function show(next: Arrangement) {
    setStored(next);
    setSections(withKeys(next.sections));
  }

  const keys = sections.map(({ key }) => key);
  const { row, said, place } = useReorder(keys, (next) =>
    setSections(next.map((key) => sections.find((section) => section.key === key)!)),
  );
  const edit = (key: string, part: Partial<Section>) =>
    setSections((all) => all.map((section) => (section.key === key ? { ...section, ...part } : section)));
  const placed = new Set(sections.flatMap(({ productIds }) => productIds));
  const rest = products.filter(({ id, onSale }) => onSale && !placed.has(id));

  return (
    <form method="post" onSubmit={submit} aria-labelledby="sections" className="grid gap-5">
      <div className="grid gap-1">
        <h2 id="sections" className="text-lg">
          Sections
        </h2>
        <p className="text-sm text-soft">
          Group products under headings on your storefront. Those in no section come after them, the newest
          first.
        </p>
      </div>
      {problem ? <Notice tone="danger">{problem.message}</Notice> : null}
      {fieldError("sections") ? <p className="text-sm text-danger">{fieldError("sections")}</p> : null}
      {sections.length > 0 ? (
        <ol aria-label="Sections" className="divide-y divide-line border-y border-line">
          {sections.map(({ key, title, productIds }, index) => {
            const name = title || `section ${index + 1}`;
            return (
              <li key={key} className="grid gap-2 py-4">
                <div
                  {...row(key, name)}
                  className="flex items-center gap-2 data-dragged:opacity-40 data-target:bg-sunken"
                >
                  <ReorderGrip
                    id={key}
                    name={name}
                    index={index}
                    count={sections.length}
                    onMove={(to) => place(key, to, name)}
                  >
                    <GripVertical aria-hidden className="size-4" />
                  </ReorderGrip>
                  <Input
                    aria-label={`Name of section ${index + 1}`}
                    value={title}
                    onChange={(event) => edit(key, { title: event.target.value })}
                    autoFocus={added === key}
                    maxLength={60}
                    required
                    placeholder="Begin here"
                    className="min-w-0 flex-1"
                  />
                  <Button
                    variant="quiet"
                    size="icon"
                    aria-label={`Remove ${name}`}
                    onClick={() => setSections(sections.filter((section) => section.key !== key))}
                  >
                    <Trash2 aria-hidden />
                  </Button>
                </div>
                <div className="pl-10">
                  <SectionProducts
                    section={name}
                    products={productIds.flatMap((id) => products.find((product) => product.id === id) ?? [])}
                    rest={rest}
                    onChange={(ids) => edit(key, { productIds: ids })}
                  />
                </div>
              </li>
            );
          })}
        </ol>
      ) : null}
      <p role="status" className="sr-only">
        {said}
      </p>
      <div className="flex flex-wrap items-center gap-3">
        {changed || pending ? (
          <Button type="submit" variant="primary" aria-busy={pending} aria-disabled={pending}>
            {pending ? "Saving…" : "Save sections"}
          </Button>
        ) : null}
        {sections.length < MOST ? (
          <Button
            onClick={() => {
              const key = newKey();
              setAdded(key);
              setSections([...sections, { key, title: "", productIds: [] }]);
            }}
          >
            <Plus aria-hidden />
            Add section
          </Button>
        ) : null}
        {problem ? (
          <Button
            variant="quiet"
            onClick={async () => show(await api.get("/api/v1/creators/{handle}/storefront", { path }))}
          >
            Show what is saved
          </Button>
        ) : null}
      </div>
    </form>
  );
}

let count = 0;
function newKey(): string {
  count += 1;
  return `section-${count}`;
}

function withKeys(sections: Arrangement["sections"]): Section[] {
  return sections.map((section) => ({ key: newKey(), ...section }));
}

function withoutKeys(sections: Section[]): Arrangement["sections"] {
  return sections.map(({ title, productIds }) => ({ title: title.trim(), productIds }));
}
