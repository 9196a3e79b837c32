import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ProductEditor } from "@/components/editor/product-editor";
import { orNotFound } from "@/lib/or-not-found";
import { serverApi } from "@/lib/server-api";
import { requireMembership } from "@/lib/session";

export const metadata: Metadata = { title: "Edit product", robots: { index: false } };

type Props = { params: Promise<{ handle: string; id: string }> };

export default async function EditProductPage({ params }: Props) {
  const { handle, id } = await params;
  await requireMembership(handle, `/studio/${handle}/products/${encodeURIComponent(id)}`);
  const api = await serverApi();
  const [product, categories] = await Promise.all([
    orNotFound(api.get("/api/v1/products/{idOrSlug}", { path: { idOrSlug: id } })),
    api.get("/api/v1/categories"),
  ]);
  if (product.creator.handle !== handle || !product.viewer.canEdit) notFound();
  return <ProductEditor initial={product} categories={categories.items} />;
}
