import type { Metadata } from "next";
import { OperationsPage } from "@/components/operations/operations-page";
import Link from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import { serverApi } from "@/lib/server-api";
import { requireOperator } from "@/lib/session";

export const metadata: Metadata = { title: "Pages" };

export default async function PagesPage() {
  await requireOperator("/operations/pages");
  const { items } = await (await serverApi()).get("/api/v1/operations/pages");
  return (
    <OperationsPage title="Pages">
      <ul className="divide-y divide-line border-y border-line text-sm">
        {items.map(({ slug, title, updatedAt, body }) => (
          <li key={slug} className="flex flex-wrap items-baseline gap-x-6 gap-y-1 py-3">
            <Link
              href={`/operations/pages/${slug}`}
              className="w-24 font-medium underline underline-offset-2"
            >
              {title}
            </Link>
            <span className="min-w-0 flex-1 basis-64 text-soft">
              {updatedAt ? (
                <>
                  Changed <Time at={updatedAt} exact />
                </>
              ) : (
                "As it comes with the program"
              )}
              {/\*\*\[/.test(body) ? ". Has places in brackets that only you can fill in." : "."}
            </span>
            <Link href={`/${slug}`} className="text-soft underline underline-offset-2 hover:text-ink">
              View {title.toLowerCase()}
            </Link>
          </li>
        ))}
      </ul>
    </OperationsPage>
  );
}
