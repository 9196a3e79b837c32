import type { Metadata } from "next";
import { NewProductForm } from "@/components/editor/new-product-form";
import { requireMembership } from "@/lib/session";

export const metadata: Metadata = { title: "New product", robots: { index: false } };

type Props = { params: Promise<{ handle: string }> };

export default async function NewProductPage({ params }: Props) {
  const { handle } = await params;
  const creator = await requireMembership(handle, `/studio/${handle}/products/new`);
  return (
    <div className="max-w-[32rem]">
      <h1 className="text-xl">New product</h1>
      <p className="mt-2 mb-8 text-soft">
        Start with a title and a price. You can change both later; files come next.
      </p>
      <NewProductForm creatorId={creator.id} handle={handle} />
    </div>
  );
}
