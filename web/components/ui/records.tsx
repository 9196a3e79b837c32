import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

export interface Column<Item> {
  title: string;
  cell: (item: Item) => ReactNode;
  /** Figures stand at the right, digit under digit. */
  figures?: boolean;
  /** Left out on phones, where the row says enough without it. */
  wide?: boolean;
}

interface RecordsProps<Item> {
  label: string;
  /** The first names the record; on phones the others follow it with their titles. */
  columns: Column<Item>[];
  items: Item[];
  keyOf: (item: Item) => string | number;
}

/**
 * Records as a table, and on phones as a list: one record under the other, each value with its name. The roles are written out,
 * since a table that is not laid out as one loses its own.
 */
export function Records<Item>({ label, columns, items, keyOf }: RecordsProps<Item>) {
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: see above
    <table role="table" aria-label={label} className="w-full border-collapse text-left text-sm max-md:block">
      <thead role="rowgroup" className="max-md:sr-only">
        <tr role="row">
          {columns.map(({ title, figures }) => (
            <th
              key={title}
              role="columnheader"
              scope="col"
              className={cn(
                "h-10 border-b border-line px-3 font-medium whitespace-nowrap text-soft first:pl-0 last:pr-0",
                figures && "text-right",
              )}
            >
              {title || <span className="sr-only">Actions</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className="max-md:block max-md:border-t max-md:border-line">
        {items.map((item) => (
          <tr
            key={keyOf(item)}
            role="row"
            className="border-b border-line max-md:flex max-md:flex-wrap max-md:items-center max-md:gap-x-4 max-md:gap-y-1 max-md:py-3"
          >
            {columns.map(({ title, cell, figures, wide }, index) => (
              <td
                key={title}
                role="cell"
                className={cn(
                  "min-w-0 py-3 align-middle max-md:p-0 md:px-3 md:first:pl-0 md:last:pr-0",
                  index > 0 && "max-md:flex max-md:items-center",
                  figures && "figures md:text-right",
                  index === 0 && "max-md:basis-full",
                  wide && "max-md:hidden",
                )}
              >
                {index > 0 && title ? (
                  <span aria-hidden className="mr-1.5 text-soft md:hidden">
                    {title}
                  </span>
                ) : null}
                {cell(item)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
    // biome-ignore-end lint/a11y/noRedundantRoles: see above
  );
}
