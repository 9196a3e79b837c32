"use client";

import type { Category, ProductChanges } from "@vaulture/sdk";
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { Tabs } from "@/components/ui/tabs";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser-api";
import { Markdown } from "@/lib/markdown";
import { editablePrice } from "@/lib/money";
import { textOf, useForm } from "@/lib/use-form";
import { PriceFields, readPrice } from "./price-fields";
import type { ProductState } from "./use-product";

export interface DetailsHandle {
  /** Saves what was typed; false when something in it is wrong, which the form then shows. */
  save: () => Promise<boolean>;
}

interface DetailsFormProps {
  ref: Ref<DetailsHandle>;
  state: ProductState;
  categories: Category[];
}

export function DetailsForm({ ref, state, categories }: DetailsFormProps) {
  const { product, change } = state;
  const form = useRef<HTMLFormElement>(null);
  const [dirty, setDirty] = useState(false);
  const [description, setDescription] = useState(product.description);
  const { pending, problem, submit, setProblem, fieldError } = useForm(async (data) => {
    const body = read(data, description);
    if (!body) return undefined;
    await send(body);
    toast("Saved");
    return undefined;
  });

  async function send(body: ProductChanges) {
    await change(() => api.patch("/api/v1/products/{id}", { path: { id: product.id }, body }));
    setDirty(false);
  }

  function read(data: FormData, text: string): ProductChanges | null {
    const price = readPrice(data);
    if (typeof price === "string") {
      setProblem({ message: "The price needs another look.", fields: { price } });
      return null;
    }
    return {
      title: textOf(data, "title"),
      price,
      description: text,
      categoryId: textOf(data, "categoryId") || null,
      tags: textOf(data, "tags")
        .split(",")
        .map((tag) => tag.trim())
        .filter(Boolean),
    };
  }

  useImperativeHandle(ref, () => ({
    save: async () => {
      if (!dirty) return true;
      const element = form.current;
      if (!element?.reportValidity()) return false;
      const body = read(new FormData(element), description);
      if (!body) return false;
      await send(body);
      return true;
    },
  }));

  useEffect(() => {
    if (!dirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [dirty]);

  return (
    <form
      ref={form}
      method="post"
      onSubmit={submit}
      onChange={() => setDirty(true)}
      aria-labelledby="details-heading"
      className="grid gap-5"
    >
      <h2 id="details-heading" className="text-lg">
        Details
      </h2>
      {problem ? <Notice tone="danger">{problem.message}</Notice> : null}
      <Field label="Title" name="title" error={fieldError("title")}>
        {(control) => <Input {...control} defaultValue={product.title} maxLength={120} required />}
      </Field>
      <PriceFields
        amount={editablePrice(product.price)}
        currency={product.price.currency}
        error={fieldError("price")}
      />
      <Tabs
        label="Description"
        tabs={[
          {
            value: "write",
            title: "Description",
            panel: (
              <Field
                label="Description in Markdown"
                name="description"
                optional
                hint="**bold**, *italic*, # heading, - list, > quote, [link](https://…)"
                error={fieldError("description")}
              >
                {(control) => (
                  <Textarea
                    {...control}
                    value={description}
                    maxLength={20_000}
                    rows={12}
                    onChange={(event) => setDescription(event.target.value)}
                  />
                )}
              </Field>
            ),
          },
          {
            value: "preview",
            title: "Preview",
            panel: description.trim() ? (
              <Markdown source={description} />
            ) : (
              <p className="text-soft">Nothing written yet.</p>
            ),
          },
        ]}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label="Category" name="categoryId" optional error={fieldError("categoryId")}>
          {(control) => (
            <Select {...control} defaultValue={product.category?.id ?? ""}>
              <option value="">None</option>
              {inTreeOrder(categories).map(({ category, depth }) => (
                <option key={category.id} value={category.id}>
                  {"\u2003".repeat(depth) + category.name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field
          label="Tags"
          name="tags"
          optional
          hint="Separated by commas, ten at most."
          error={fieldError("tags")}
        >
          {(control) => <Input {...control} defaultValue={product.tags.join(", ")} maxLength={330} />}
        </Field>
      </div>
      <div className="flex items-center gap-4">
        <Button type="submit" aria-busy={pending} aria-disabled={pending}>
          {pending ? "Saving…" : "Save details"}
        </Button>
        <span role="status" className="text-sm text-soft">
          {dirty ? "Not saved yet" : null}
        </span>
      </div>
    </form>
  );
}

function inTreeOrder(categories: Category[]) {
  const rows: { category: Category; depth: number }[] = [];
  const visit = (parentId: string | null, depth: number) => {
    for (const category of categories.filter((entry) => entry.parentId === parentId)) {
      rows.push({ category, depth });
      if (depth < 5) visit(category.id, depth + 1);
    }
  };
  visit(null, 0);
  return rows;
}
