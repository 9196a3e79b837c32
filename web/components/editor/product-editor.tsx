"use client";

import type { Category, Product } from "@vaulture/sdk";
import { useRef } from "react";
import { CoversSection } from "./covers-section";
import { DetailsForm, type DetailsHandle } from "./details-form";
import { FilesSection } from "./files-section";
import { PublishPanel } from "./publish-panel";
import { useProduct } from "./use-product";

interface ProductEditorProps {
  initial: Product;
  categories: Category[];
}

export function ProductEditor({ initial, categories }: ProductEditorProps) {
  const state = useProduct(initial);
  const details = useRef<DetailsHandle>(null);
  return (
    <div className="grid gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,1fr)_280px]">
      <div className="grid min-w-0 content-start gap-12">
        <h1 className="text-xl">{state.product.title}</h1>
        <FilesSection state={state} />
        <DetailsForm ref={details} state={state} categories={categories} />
        <CoversSection state={state} />
      </div>
      <aside aria-label="Publishing" className="lg:sticky lg:top-24 lg:self-start">
        <PublishPanel state={state} saveDetails={async () => (await details.current?.save()) ?? true} />
      </aside>
    </div>
  );
}
