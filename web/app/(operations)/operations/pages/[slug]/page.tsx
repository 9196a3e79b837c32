import type { Metadata } from "next";
import { notFound } from "next/navigation";
import NotFound from "@/app/not-found";
import { OperationsPage } from "@/components/operations/operations-page";
import { PageEditor } from "@/components/operations/page-editor";
import Link from "@/components/ui/link";
import { foundPage } from "@/lib/found";
import { oneOf } from "@/lib/search-params";
import { serverApi } from "@/lib/server-api";
import { requireOperator } from "@/lib/session";

export const metadata: Metadata = { title: "Edit a page" };

export default foundPage(EditPagePage, NotFound);

async function EditPagePage({ params }: { params: Promise<{ slug: string }> }) {
  const slug = oneOf(["help", "terms", "privacy"], (await params).slug);
  if (!slug) notFound();
  await requireOperator(`/operations/pages/${slug}`);
  const page = await (await serverApi()).get("/api/v1/site/pages/{slug}", { path: { slug } });
  return (
    <OperationsPage
      title={page.title}
      back={["/operations/pages", "Pages"]}
      actions={
        <Link href={`/${slug}`} className="text-sm underline underline-offset-2">
          View page
        </Link>
      }
    >
      <PageEditor slug={slug} title={page.title} saved={{ body: page.body, version: page.version }} />
    </OperationsPage>
  );
}
