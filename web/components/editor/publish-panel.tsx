"use client";

import type { Product } from "@vaulture/sdk";
import { Check, Circle } from "lucide-react";
import { useState } from "react";
import { ProductStatus } from "@/components/product/product-status";
import { Button } from "@/components/ui/button";
import Link from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser-api";
import { type Problem, toProblem } from "@/lib/problem";
import type { ProductState } from "./use-product";

interface PublishPanelProps {
  state: ProductState;
  /** Saves typed details first; false keeps the product as it is. */
  saveDetails: () => Promise<boolean>;
}

type Step = "publish" | "unpublish" | "archive";

/** Where the product stands, what it still needs, and the step to the next state. */
export function PublishPanel({ state, saveDetails }: PublishPanelProps) {
  const { product, change } = state;
  const [busy, setBusy] = useState<Step | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const needs = checklist(product);
  // What is for sale already only hears of what is missing.
  const open = needs.filter(({ done }) => !done || product.status !== "published");
  const ready = needs.every(({ done, required }) => done || !required);

  async function go(step: Step) {
    if (busy) return;
    setBusy(step);
    setProblem(null);
    try {
      if (await saveDetails()) {
        await change(() => api.post(`/api/v1/products/{id}/${step}`, { path: { id: product.id } }));
        toast({ publish: "Published", unpublish: "No longer for sale", archive: "Archived" }[step]);
      }
    } catch (error) {
      setProblem(toProblem(error));
    }
    setBusy(null);
  }

  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-center gap-3">
        <ProductStatus status={product.status} />
        <Link href={`/p/${product.slug}`} className="text-sm underline underline-offset-2">
          {product.status === "published" ? "View page" : "Preview page"}
        </Link>
      </div>
      {product.removal ? (
        <Notice tone="danger" title="The operators took this product down">
          {product.removal.reason}{" "}
          {product.removal.endsAccess
            ? "Those who bought it can no longer download it."
            : "Those who bought it keep it."}
        </Notice>
      ) : null}
      {open.length > 0 ? (
        <section aria-labelledby="needs-heading">
          <h2 id="needs-heading" className="text-sm font-medium">
            {product.status === "published" ? "Still advised" : "Before you publish"}
          </h2>
          <ul className="mt-2 grid gap-1.5 text-sm">
            {open.map(({ label, done, required }) => (
              <li key={label} className="flex items-center gap-2">
                {done ? (
                  <Check aria-hidden className="size-4 shrink-0 text-accent" />
                ) : (
                  <Circle aria-hidden className="size-4 shrink-0 text-soft" />
                )}
                <span className={done ? "text-soft" : ""}>
                  {label}
                  {done ? (
                    <span className="sr-only"> (done)</span>
                  ) : required ? null : (
                    <span className="text-soft"> (advised)</span>
                  )}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {problem ? (
        <Notice tone="danger" title={problem.message}>
          {Object.values(problem.fields).length > 0
            ? [...new Set(Object.values(problem.fields))].join(" ")
            : null}
        </Notice>
      ) : null}
      {product.status === "removed" ? null : product.status === "published" ? (
        <Button onClick={() => go("unpublish")} aria-busy={busy === "unpublish"}>
          {busy === "unpublish" ? "Taking it down…" : "Unpublish"}
        </Button>
      ) : (
        <Button
          variant="primary"
          size="large"
          disabled={!ready}
          aria-busy={busy === "publish"}
          onClick={() => go("publish")}
        >
          {busy === "publish" ? "Publishing…" : "Publish"}
        </Button>
      )}
      {["archived", "published", "removed"].includes(product.status) ? null : (
        <Button variant="quiet" onClick={() => go("archive")} aria-busy={busy === "archive"}>
          Archive
        </Button>
      )}
      <p className="text-sm text-soft">{meaning[product.status]}</p>
    </div>
  );
}

const meaning: Record<Product["status"], string> = {
  draft: "Only you and your team see it.",
  published: "Anybody can find and buy it. Changes show at once.",
  unpublished: "Nobody can buy it. Those who did keep their files.",
  archived: "Out of your way and not for sale. Those who bought it keep their files.",
  removed: "You can still change it. Only the operators can put it back.",
};

function checklist(product: Product) {
  return [
    { label: "A title", done: product.title.trim() !== "", required: true },
    { label: "At least one file", done: product.files.length > 0, required: true },
    { label: "A description", done: product.description.trim() !== "", required: false },
    { label: "A picture", done: product.covers.length > 0, required: false },
  ];
}
