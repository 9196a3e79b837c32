import { SlidersHorizontal, X } from "lucide-react";
import Form from "next/form";
import { Button } from "@/components/ui/button";
import { buttonStyle } from "@/components/ui/button-style";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import Link from "@/components/ui/link";
import { Select } from "@/components/ui/select";
import { SubmitOnChange } from "@/components/ui/submit-on-change";
import { listHref, type SalesQuery, saleSorts, saleStatuses } from "@/lib/sales-query";

interface SalesFiltersProps {
  path: string;
  filters: SalesQuery;
  products: { id: string; title: string }[];
  /** Name of the buyer whose sales alone are shown. */
  buyerName: string | undefined;
}

/** Search, status and order at hand, the rest one tap away; what narrows the list stands below, each to be taken off. */
export function SalesFilters({ path, filters, products, buyerName }: SalesFiltersProps) {
  const { cursor: _, sale: __, ...kept } = filters;
  return (
    <div className="grid gap-3">
      <Form
        key={listHref(path, kept)}
        prefetch={false}
        action={path}
        role="search"
        aria-label="Sales"
        className="grid gap-3"
      >
        {kept.buyer ? <input type="hidden" name="buyer" value={kept.buyer} /> : null}
        <div className="grid grid-cols-2 gap-3 sm:flex sm:flex-wrap">
          <Input
            type="search"
            name="query"
            aria-label="Search by buyer, product or order number"
            placeholder="Buyer, product or order number"
            defaultValue={kept.query}
            maxLength={200}
            className="col-span-2 sm:w-auto sm:min-w-64 sm:flex-1"
          />
          <SubmitOnChange>
            <Select name="status" aria-label="Status" defaultValue={kept.status ?? ""} className="sm:w-48">
              <option value="">All sales</option>
              {saleStatuses.map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
            <Select name="sort" aria-label="Order" defaultValue={kept.sort ?? "newest"} className="sm:w-40">
              {saleSorts.map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
          </SubmitOnChange>
          <Button type="submit" className="sr-only focus:not-sr-only focus:inline-flex">
            Search
          </Button>
        </div>
        <details className="group" open={Boolean(kept.item || kept.from || kept.to)}>
          <summary className={buttonStyle({ variant: "quiet", size: "small", className: "-ml-3 list-none" })}>
            <SlidersHorizontal aria-hidden />
            Product and dates
          </summary>
          <div className="mt-3 grid grid-cols-2 items-end gap-3 sm:flex sm:flex-wrap">
            <Field label="Product" name="item" className="col-span-2 sm:w-64">
              {(control) => (
                <Select {...control} defaultValue={kept.item ?? ""}>
                  <option value="">All products</option>
                  {products.map(({ id, title }) => (
                    <option key={id} value={id}>
                      {title}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <Field label="From" name="from">
              {(control) => <Input {...control} type="date" defaultValue={kept.from} />}
            </Field>
            <Field label="To" name="to">
              {(control) => <Input {...control} type="date" defaultValue={kept.to} />}
            </Field>
            <Button type="submit" className="col-span-2">
              Show
            </Button>
          </div>
        </details>
      </Form>
      {kept.buyer ? (
        <p className="flex flex-wrap gap-2 text-sm">
          <Link
            href={listHref(path, { ...kept, buyer: undefined })}
            className="inline-flex h-8 items-center gap-1.5 rounded-full border border-line-strong px-3 hover:bg-sunken"
          >
            Only {buyerName ?? "one buyer"}
            <X aria-hidden className="size-3.5" />
            <span className="sr-only">Show all buyers</span>
          </Link>
        </p>
      ) : null}
    </div>
  );
}
