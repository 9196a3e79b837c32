"use client";

import type { Category, ProductEditing } from "@vaulture/sdk";
import { useEffect, useRef, useState } from "react";
import { Tabs } from "@/components/ui/tabs";
import { productUploads } from "@/lib/uploads/product-uploads";
import { AccessTab } from "./access-tab";
import { ConflictNotice } from "./conflict-notice";
import { ContentTab } from "./content-tab";
import { DropSheet } from "./drop-sheet";
import { EditorBar } from "./editor-bar";
import { ProductPreview } from "./product-preview";
import { ProductTab } from "./product-tab";
import { RestoredNotice } from "./restored-notice";
import { ShareTab } from "./share-tab";
import { useEditing } from "./use-editing";
import { useLimits } from "./use-limits";
import { useUploads } from "./use-uploads";

export type EditorTab = "product" | "content" | "access" | "share";
const tabs: EditorTab[] = ["product", "content", "access", "share"];

interface ProductEditorProps {
  initial: ProductEditing;
  categories: Category[];
  /** Devices from which one buyer may download what the creator sells; null: any. */
  creatorDevices: number | null;
  person: { id: string; emailVerified: boolean };
  /** Where the site is, for links to share. */
  origin: string;
  /** The picture that the link is shown with as it is published now. */
  picture: string | null;
}

/** A product in four parts, beside the page that comes of it. */
export function ProductEditor({
  initial,
  categories,
  creatorDevices,
  person,
  origin,
  picture,
}: ProductEditorProps) {
  const editing = useEditing(initial, categories, person.id);
  const limits = useLimits(editing);
  const { id, creator } = editing.product;
  const { queue, uploads } = useUploads(() => productUploads(id, creator.id), editing.adoptProduct);
  const [tab, setTab] = useState<EditorTab>("product");
  const [previewing, setPreviewing] = useState(false);
  const form = useRef<HTMLDivElement>(null);

  // The address keeps the tab, so a reload comes back to it.
  useEffect(() => {
    const follow = () => {
      const named = tabs.find((name) => window.location.hash === `#${name}`);
      if (named) setTab(named);
    };
    follow();
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, []);

  function show(next: EditorTab) {
    setTab(next);
    setPreviewing(false);
    window.history.replaceState(null, "", `#${next}`);
  }

  /** Leads to something that is missing: its tab, and the focus into it. */
  function lead(next: EditorTab, field: string) {
    show(next);
    requestAnimationFrame(() =>
      form.current?.querySelector<HTMLElement>(`[name="${field}"], [data-lead="${field}"]`)?.focus(),
    );
  }

  const waiting = uploads.items.length;
  return (
    <div>
      <EditorBar
        editing={editing}
        emailVerified={person.emailVerified}
        uploading={waiting}
        unsavedLimits={limits.changed}
        previewing={previewing}
        onPreview={() => setPreviewing((shown) => !shown)}
        onLead={lead}
      />
      <div className="mt-6 grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_22rem] xl:grid-cols-[minmax(0,1fr)_25rem]">
        <div ref={form} className={previewing ? "hidden min-w-0 lg:block" : "min-w-0"}>
          <ConflictNotice editing={editing} categories={categories} />
          <RestoredNotice editing={editing} />
          <Tabs
            label="Parts of the product"
            value={tab}
            onChange={(value) => show(value as EditorTab)}
            tabs={[
              {
                value: "product",
                title: "Product",
                panel: <ProductTab editing={editing} categories={categories} />,
              },
              {
                value: "content",
                title: waiting > 0 ? `Content (${waiting} to go)` : "Content",
                panel: <ContentTab editing={editing} queue={queue} uploads={uploads} />,
              },
              {
                value: "access",
                title: (
                  <>
                    Access
                    {limits.changed ? (
                      <>
                        <span
                          aria-hidden
                          className="ml-1.5 inline-block size-1.5 rounded-full bg-warning align-middle"
                        />
                        <span className="sr-only"> (not saved)</span>
                      </>
                    ) : null}
                  </>
                ),
                panel: <AccessTab editing={editing} limits={limits} creatorDevices={creatorDevices} />,
              },
              {
                value: "share",
                title: "Share",
                panel: (
                  <ShareTab
                    editing={editing}
                    origin={origin}
                    picture={editing.product.updatedAt === initial.product.updatedAt ? picture : null}
                    emailVerified={person.emailVerified}
                    uploading={waiting}
                    unsavedLimits={limits.changed}
                    onLead={lead}
                  />
                ),
              },
            ]}
          />
        </div>
        <div className={previewing ? "min-w-0" : "hidden min-w-0 lg:block"}>
          <ProductPreview product={editing.preview} />
        </div>
      </div>
      <DropSheet
        onFiles={(files) => {
          show("content");
          queue().add(files);
        }}
      />
    </div>
  );
}
