import type { Metadata } from "next";
import { notFound } from "next/navigation";
import NotFound from "@/app/not-found";
import { PostEditor } from "@/components/post-editor/post-editor";
import { foundPage } from "@/lib/found";
import { orNotFound } from "@/lib/or-not-found";
import { isId } from "@/lib/search-params";
import { serverApi } from "@/lib/server-api";
import { requireMembership, requireSession } from "@/lib/session";

export const metadata: Metadata = { title: "Edit post", robots: { index: false } };

type Props = { params: Promise<{ handle: string; id: string }> };

export default foundPage(EditPostPage, NotFound);

async function EditPostPage({ params }: Props) {
  const { handle, id } = await params;
  const here = `/studio/${handle}/posts/${encodeURIComponent(id)}`;
  const { role } = await requireMembership(handle, here);
  if (role === "analyst" || !isId(id)) notFound();
  const { user } = await requireSession(here);
  const api = await serverApi();
  const [studio, tiers] = await Promise.all([
    orNotFound(api.get("/api/v1/posts/{id}/editing", { path: { id } })),
    api.get("/api/v1/creators/{handle}/tiers", { path: { handle } }),
  ]);
  if (studio.post.creator.handle !== handle) notFound();
  return <PostEditor initial={studio} tiers={tiers.items} person={user.id} />;
}
