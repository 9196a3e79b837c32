"use client";

import { useRef, useState } from "react";
import { ProductStatus } from "@/components/product/product-status";
import { Button } from "@/components/ui/button";
import { Dialog, type DialogHandle } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { api } from "@/lib/browser-api";
import { buyLink } from "@/lib/buy-link";
import { toProblem } from "@/lib/problem";
import { checklist } from "./checklist";
import { CopyField } from "./copy-field";
import type { EditorTab } from "./product-editor";
import { PublishChecklist } from "./publish-checklist";
import { SocialPreview } from "./social-preview";
import type { Editing } from "./use-editing";
import { usePublishing } from "./use-publishing";

interface ShareTabProps {
  editing: Editing;
  origin: string;
  /** The picture that the link is shown with as it is published. */
  picture: string | null;
  emailVerified: boolean;
  uploading: number;
  unsavedLimits: boolean;
  onLead: (tab: EditorTab, field: string) => void;
}

/** What is still missing, how others come to the page, and the ends of a product's life. */
export function ShareTab({
  editing,
  origin,
  picture,
  emailVerified,
  uploading,
  unsavedLimits,
  onLead,
}: ShareTabProps) {
  const { product, preview, view, pendingSince } = editing;
  const { busy, problem, go } = usePublishing(editing);
  const needs = checklist(preview, { errors: view.errors, emailVerified, uploading, unsavedLimits });
  const published = product.status === "published";
  const address = `${origin}/p/${product.slug}`;
  const open = needs.some(({ done }) => !done);
  return (
    <div className="grid gap-12">
      <section aria-labelledby="state-heading" className="grid gap-3">
        <h2 id="state-heading" className="flex items-center gap-3 text-lg">
          {published ? "For sale" : product.status === "removed" ? "Not for sale" : "Publish"}
          <ProductStatus status={product.status} />
        </h2>
        <p className="text-sm text-soft">
          {meaning[product.status]}
          {published && pendingSince ? " Your changes to the text wait until you publish them." : ""}
        </p>
        {open || !published ? <PublishChecklist needs={needs} onLead={onLead} /> : null}
      </section>
      <section aria-labelledby="link-heading" className="grid gap-4">
        <h2 id="link-heading" className="text-lg">
          Link
        </h2>
        {published ? null : (
          <p className="text-sm text-soft">It works for everybody once the product is published.</p>
        )}
        <CopyField label="Address of the page" value={address} />
        <CopyField
          label="Buy button for your own site"
          hint="HTML without scripts: a plain link, styled as a button."
          value={buyLink(address, product)}
          lines={4}
        />
      </section>
      <section aria-labelledby="social-heading" className="grid gap-3">
        <h2 id="social-heading" className="text-lg">
          When the link is shared
        </h2>
        <SocialPreview product={preview} origin={origin} picture={picture} />
      </section>
      <section aria-labelledby="life-heading" className="grid gap-4">
        <h2 id="life-heading" className="text-lg">
          More
        </h2>
        {problem ? <Notice tone="danger">{problem.message}</Notice> : null}
        <div className="flex flex-wrap gap-3">
          {product.status === "removed" ? null : <Duplicate editing={editing} />}
          {published || product.status === "archived" ? (
            <Button onClick={() => go("unpublish")} aria-busy={busy === "unpublish"}>
              {published ? "Unpublish" : "Take out of the archive"}
            </Button>
          ) : null}
          {published || product.status === "unpublished" ? (
            <Button onClick={() => go("archive")} aria-busy={busy === "archive"}>
              Archive
            </Button>
          ) : null}
          {product.status === "draft" ? <DeleteDraft editing={editing} /> : null}
        </div>
      </section>
    </div>
  );
}

const meaning = {
  draft: "Only you and your team see it.",
  published: "Anybody can find and buy it.",
  unpublished: "Nobody can buy it. Those who did keep their files.",
  archived: "Out of your way and not for sale. Those who bought it keep their files.",
  removed: "You can still change it. Only the operators can put it back.",
};

function Duplicate({ editing: { product, autosave } }: { editing: Editing }) {
  const running = useRef(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  async function duplicate() {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setProblem(null);
    try {
      await autosave.flush();
      const copy = await api.post("/api/v1/products/{id}/duplicate", { path: { id: product.id } });
      window.location.assign(`/studio/${product.creator.handle}/products/${copy.id}`);
    } catch (error) {
      setProblem(toProblem(error).message);
      running.current = false;
      setBusy(false);
    }
  }
  return (
    <>
      <Button onClick={duplicate} aria-busy={busy}>
        {busy ? "Duplicating…" : "Duplicate"}
      </Button>
      {problem ? <Notice tone="danger">{problem}</Notice> : null}
    </>
  );
}

function DeleteDraft({ editing: { product } }: { editing: Editing }) {
  const dialog = useRef<DialogHandle>(null);
  const [problem, setProblem] = useState<string | null>(null);
  return (
    <>
      <Button variant="danger" onClick={() => dialog.current?.open()}>
        Delete draft
      </Button>
      <Dialog ref={dialog} title="Delete this draft">
        <p className="text-sm text-soft">
          Its text and pictures are gone for good. Its files stay in your storage.
        </p>
        {problem ? (
          <Notice tone="danger" className="mt-4">
            {problem}
          </Notice>
        ) : null}
        <div className="mt-6 flex justify-end gap-3">
          <Button onClick={() => dialog.current?.close()}>Keep it</Button>
          <Button
            variant="danger"
            onClick={() =>
              void api.delete("/api/v1/products/{id}", { path: { id: product.id } }).then(
                () => window.location.assign(`/studio/${product.creator.handle}/products`),
                (error: unknown) => setProblem(toProblem(error).message),
              )
            }
          >
            Delete
          </Button>
        </div>
      </Dialog>
    </>
  );
}
