import type { Metadata } from "next";
import { MembershipsHead } from "@/components/membership/memberships-head";
import { TiersEditor } from "@/components/membership/tiers-editor";
import { serverApi } from "@/lib/server-api";
import { requireMembership } from "@/lib/session";

export const metadata: Metadata = { title: "Memberships", robots: { index: false } };

type Props = { params: Promise<{ handle: string }> };

export default async function TiersPage({ params }: Props) {
  const { handle } = await params;
  const { role } = await requireMembership(handle, `/studio/${handle}/memberships`);
  const api = await serverApi();
  const [creator, { items }] = await Promise.all([
    api.get("/api/v1/creators/{handle}", { path: { handle } }),
    api.get("/api/v1/creators/{handle}/tiers", { path: { handle } }),
  ]);
  return (
    <div className="grid grid-cols-1 gap-6">
      <MembershipsHead handle={handle} current="tiers" />
      <TiersEditor handle={handle} creatorId={creator.id} tiers={items} canEdit={role !== "analyst"} />
    </div>
  );
}
