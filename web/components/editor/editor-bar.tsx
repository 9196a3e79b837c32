"use client";

import { ChevronLeft, Eye, PencilLine } from "lucide-react";
import { useState } from "react";
import { ProductStatus } from "@/components/product/product-status";
import { Button } from "@/components/ui/button";
import { buttonStyle } from "@/components/ui/button-style";
import Link from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { checklist } from "./checklist";
import type { EditorTab } from "./product-editor";
import { PublishChecklist } from "./publish-checklist";
import { SaveState } from "./save-state";
import type { Editing } from "./use-editing";
import { usePublishing } from "./use-publishing";

interface EditorBarProps {
  editing: Editing;
  emailVerified: boolean;
  /** Files that are not taken up yet. */
  uploading: number;
  /** Whether access settings were changed and not saved. */
  unsavedLimits: boolean;
  previewing: boolean;
  onPreview: () => void;
  onLead: (tab: EditorTab, field: string) => void;
}

/** On telephones all buttons stand in one row. */
const narrow = "max-sm:h-9 max-sm:px-3";

/** Always in sight: what this is, whether it is saved, and the one step that comes next. */
export function EditorBar({
  editing,
  emailVerified,
  uploading,
  unsavedLimits,
  previewing,
  onPreview,
  onLead,
}: EditorBarProps) {
  const { product, preview, pendingSince, view } = editing;
  const { busy, problem, go } = usePublishing(editing);
  const [asked, setAsked] = useState(false);
  const needs = checklist(preview, { errors: view.errors, emailVerified, uploading, unsavedLimits });
  const missing = needs.filter(({ done, required }) => required && !done);
  const published = product.status === "published";
  return (
    <>
      <Link
        href={`/studio/${product.creator.handle}/products`}
        className="inline-flex items-center gap-1 text-sm text-soft hover:text-ink"
      >
        <ChevronLeft aria-hidden className="size-4" />
        Products
      </Link>
      <div className="sticky top-0 z-20 border-b border-line bg-paper py-3 sm:top-16">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <div className="min-w-0 flex-1 basis-full sm:basis-0">
            <div className="flex min-w-0 items-center gap-3">
              <h1 className="truncate text-lg">{preview.title}</h1>
              <ProductStatus status={product.status} />
            </div>
            <SaveState editing={editing} />
          </div>
          <div className="flex flex-1 flex-wrap justify-end gap-2 sm:flex-none">
            <Button className={`lg:hidden ${narrow}`} aria-pressed={previewing} onClick={onPreview}>
              {previewing ? <PencilLine aria-hidden /> : <Eye aria-hidden />}
              {previewing ? "Edit" : "Preview"}
            </Button>
            {published && pendingSince ? (
              <>
                <Button
                  variant="quiet"
                  className={narrow}
                  onClick={() => go("discardEdits")}
                  aria-busy={busy === "discardEdits"}
                >
                  {busy === "discardEdits" ? (
                    "Discarding…"
                  ) : (
                    <span>
                      Discard<span className="max-sm:sr-only"> changes</span>
                    </span>
                  )}
                </Button>
                <Button
                  variant="primary"
                  className={narrow}
                  onClick={() => go("publishEdits")}
                  aria-busy={busy === "publishEdits"}
                >
                  {busy === "publishEdits" ? "Publishing…" : "Publish changes"}
                </Button>
              </>
            ) : published ? (
              <Link href={`/p/${product.slug}`} className={buttonStyle({ className: narrow })}>
                View page
              </Link>
            ) : product.status === "removed" ? null : (
              <Button
                variant="primary"
                className={narrow}
                aria-busy={busy === "publish"}
                onClick={() => {
                  setAsked(missing.length > 0);
                  if (missing.length === 0) void go("publish");
                }}
              >
                {busy === "publish" ? "Publishing…" : "Publish"}
              </Button>
            )}
          </div>
        </div>
      </div>
      {published && pendingSince ? (
        <p className="mt-3 text-sm text-soft">
          Buyers still see the published text. Files and pictures change at once.
        </p>
      ) : null}
      {product.removal ? (
        <Notice tone="danger" title="The operators took this product down" className="mt-4">
          {product.removal.reason}{" "}
          {product.removal.endsAccess
            ? "Those who bought it can no longer download it."
            : "Those who bought it keep it."}
        </Notice>
      ) : null}
      {problem ? (
        <Notice tone="danger" title={problem.message} className="mt-4">
          {[...new Set(Object.values(problem.fields))].filter((words) => words !== problem.message).join(" ")}
        </Notice>
      ) : null}
      {asked && missing.length > 0 ? (
        <Notice tone="warning" title="Before you publish" className="mt-4">
          <PublishChecklist needs={missing} onLead={onLead} />
        </Notice>
      ) : null}
    </>
  );
}
