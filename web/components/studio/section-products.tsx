"use client";

import { GripVertical, X } from "lucide-react";
import { ReorderGrip } from "@/components/editor/reorder-grip";
import { useReorder } from "@/components/editor/use-reorder";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";

export interface SectionProduct {
  id: string;
  title: string;
  onSale: boolean;
}

interface SectionProductsProps {
  /** The section's name for screen readers. */
  section: string;
  products: SectionProduct[];
  /** Products in no section. */
  rest: SectionProduct[];
  onChange: (ids: string[]) => void;
}

/** The products of one section: put in order by dragging or by keys, taken out, added from those in none. */
export function SectionProducts({ section, products, rest, onChange }: SectionProductsProps) {
  const ids = products.map(({ id }) => id);
  const { row, said, place } = useReorder(ids, onChange);
  return (
    <>
      {products.length > 0 ? (
        <ul aria-label={`Products in ${section}`} className="divide-y divide-line">
          {products.map(({ id, title, onSale }, index) => (
            <li
              key={id}
              {...row(id, title)}
              className="flex items-center gap-2 py-1 data-dragged:opacity-40 data-target:bg-sunken"
            >
              <ReorderGrip
                id={id}
                name={title}
                index={index}
                count={products.length}
                onMove={(to) => place(id, to, title)}
              >
                <GripVertical aria-hidden className="size-4" />
              </ReorderGrip>
              <span className="min-w-0 flex-1 truncate text-sm">
                {title}
                {onSale ? null : <span className="text-soft">, not on sale</span>}
              </span>
              <Button
                variant="quiet"
                size="iconSmall"
                aria-label={`Take ${title} out of ${section}`}
                onClick={() => onChange(ids.filter((other) => other !== id))}
              >
                <X aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      {rest.length > 0 ? (
        <Select
          aria-label={`Add a product to ${section}`}
          value=""
          onChange={(event) => onChange([...ids, event.target.value])}
          className="mt-2 sm:max-w-72"
        >
          <option value="" disabled>
            Add a product
          </option>
          {rest.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </Select>
      ) : products.length === 0 ? (
        <p className="text-sm text-soft">
          Every product is in a section. Take one out of another to put it here.
        </p>
      ) : null}
      <p role="status" className="sr-only">
        {said}
      </p>
    </>
  );
}
