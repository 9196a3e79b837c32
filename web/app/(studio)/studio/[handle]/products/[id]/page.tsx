import type { Metadata } from "next";
import { notFound } from "next/navigation";
import NotFound from "@/app/not-found";
import { productCardPath } from "@/components/cards/card-version";
import { ProductEditor } from "@/components/editor/product-editor";
import { publicUrl } from "@/lib/config";
import { foundPage } from "@/lib/found";
import { orNotFound } from "@/lib/or-not-found";
import { serverApi } from "@/lib/server-api";
import { requireMembership, requireSession } from "@/lib/session";

export const metadata: Metadata = { title: "Edit product", robots: { index: false } };

type Props = { params: Promise<{ handle: string; id: string }> };

export default foundPage(EditProductPage, NotFound);

async function EditProductPage({ params }: Props) {
  const { handle, id } = await params;
  const here = `/studio/${handle}/products/${encodeURIComponent(id)}`;
  const { role } = await requireMembership(handle, here);
  if (role === "analyst" || !/^[0-9a-f-]{36}$/.test(id)) notFound();
  const { user } = await requireSession(here);
  const api = await serverApi();
  const [editing, categories, creator] = await Promise.all([
    orNotFound(api.get("/api/v1/products/{id}/edits", { path: { id } })),
    api.get("/api/v1/categories"),
    api.get("/api/v1/creators/{handle}", { path: { handle } }),
  ]);
  if (editing.product.creator.handle !== handle) notFound();
  return (
    <ProductEditor
      initial={editing}
      categories={categories.items}
      creatorDevices={creator.deviceLimit}
      person={{ id: user.id, emailVerified: user.emailVerified }}
      origin={publicUrl}
      picture={editing.product.status === "published" ? productCardPath(editing.product) : null}
    />
  );
}
