"use client";

import type { Category } from "@vaulture/sdk";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { CoversSection } from "./covers-section";
import { PriceFields } from "./price-fields";
import { splitPrice } from "./product-text";
import type { Editing } from "./use-editing";

/** What buyers read and see. Text saves itself; of a product for sale it waits to be published. */
export function ProductTab({ editing, categories }: { editing: Editing; categories: Category[] }) {
  const { autosave, view } = editing;
  const { typed } = view.state;
  const { amount, currency } = splitPrice(typed.price ?? "");
  return (
    <div className="grid gap-12">
      <section aria-label="Details" className="grid gap-5">
        <Field label="Title" name="title" error={view.errors.title}>
          {(control) => (
            <Input
              {...control}
              value={typed.title}
              maxLength={120}
              autoComplete="off"
              onChange={(event) => autosave.type("title", event.target.value)}
            />
          )}
        </Field>
        <PriceFields
          amount={amount}
          currency={currency}
          error={view.errors.price}
          onChange={(next) => autosave.type("price", `${next.amount} ${next.currency}`)}
        />
        <Field
          label="Description"
          name="description"
          optional
          hint="In Markdown: **bold**, *italic*, # heading, - list, > quote, [link](https://…)"
          error={view.errors.description}
        >
          {(control) => (
            <Textarea
              {...control}
              value={typed.description}
              maxLength={20_000}
              rows={12}
              onChange={(event) => autosave.type("description", event.target.value)}
            />
          )}
        </Field>
        <div className="grid gap-5 sm:grid-cols-2">
          <Field label="Category" name="categoryId" optional error={view.errors.categoryId}>
            {(control) => (
              <Select
                {...control}
                value={typed.categoryId}
                onChange={(event) => autosave.type("categoryId", event.target.value)}
              >
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
            error={view.errors.tags}
          >
            {(control) => (
              <Input
                {...control}
                value={typed.tags}
                maxLength={330}
                onChange={(event) => autosave.type("tags", event.target.value)}
              />
            )}
          </Field>
        </div>
      </section>
      <CoversSection editing={editing} />
    </div>
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
