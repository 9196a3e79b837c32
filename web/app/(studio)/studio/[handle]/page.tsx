import { Check } from "lucide-react";
import type { Metadata } from "next";
import { SalesTable } from "@/components/studio/sales-table";
import { SumStrip } from "@/components/studio/sum-strip";
import { buttonStyle } from "@/components/ui/button-style";
import Link from "@/components/ui/link";
import { serverApi } from "@/lib/server-api";
import { requireMembership } from "@/lib/session";

export const metadata: Metadata = { title: "Studio", robots: { index: false } };

type Props = { params: Promise<{ handle: string }> };

export default async function StudioHomePage({ params }: Props) {
  const { handle } = await params;
  const { role } = await requireMembership(handle, `/studio/${handle}`);
  const api = await serverApi();
  const path = { handle };
  const [creator, products, sales] = await Promise.all([
    api.get("/api/v1/creators/{handle}", { path }),
    api.get("/api/v1/creators/{handle}/products", { path, query: { limit: 20 } }),
    api.get("/api/v1/creators/{handle}/sales", { path, query: { limit: 5 } }),
  ]);
  const steps: [done: boolean, label: string, href: string][] = [
    [creator.avatarUrl !== null, "Add a picture of you", `/studio/${handle}/settings`],
    [creator.bio !== "", "Say who you are", `/studio/${handle}/settings`],
    [products.items.length > 0, "Create a product", `/studio/${handle}/products/new`],
    [products.items.some(({ status }) => status === "published"), "Publish it", `/studio/${handle}/products`],
    [sales.items.length > 0, "Make the first sale: share your storefront", `/@${handle}`],
  ];
  const open = steps.filter(([done]) => !done).length;
  return (
    <div className="grid grid-cols-1 gap-12">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <h1 className="text-xl">Home</h1>
        {role === "analyst" ? null : (
          <Link href={`/studio/${handle}/products/new`} className={buttonStyle({ variant: "primary" })}>
            New product
          </Link>
        )}
      </div>
      <SumStrip totals={sales.totals} />
      {open > 0 ? (
        <section aria-labelledby="steps">
          <h2 id="steps" className="text-lg">
            Set up
          </h2>
          <ol className="mt-3 max-w-[40rem] divide-y divide-line border-y border-line">
            {steps.map(([done, label, href]) => (
              <li key={label} className="flex h-12 items-center gap-3 text-sm">
                <span
                  className={`grid size-5 place-items-center rounded-full border ${done ? "border-accent bg-accent text-on-accent" : "border-line-strong"}`}
                >
                  {done ? <Check aria-hidden className="size-3" strokeWidth={3} /> : null}
                </span>
                {done ? (
                  <span className="text-soft">
                    {label} <span className="sr-only">(done)</span>
                  </span>
                ) : (
                  <Link href={href} className="underline underline-offset-2">
                    {label}
                  </Link>
                )}
              </li>
            ))}
          </ol>
        </section>
      ) : null}
      {sales.items.length > 0 ? (
        <section aria-labelledby="latest" className="min-w-0">
          <div className="mb-3 flex items-baseline justify-between">
            <h2 id="latest" className="text-lg">
              Latest sales
            </h2>
            <Link href={`/studio/${handle}/sales`} className="text-sm underline underline-offset-2">
              All sales
            </Link>
          </div>
          <SalesTable sales={sales.items.map((sale) => ({ ...sale, refunded: sale.returned }))} />
        </section>
      ) : null}
    </div>
  );
}
