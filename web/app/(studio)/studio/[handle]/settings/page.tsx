import type { Metadata } from "next";
import { PictureForms } from "@/components/studio/picture-form";
import { ProfileForm } from "@/components/studio/profile-form";
import { serverApi } from "@/lib/server-api";
import { requireMembership } from "@/lib/session";

export const metadata: Metadata = { title: "Settings", robots: { index: false } };

type Props = { params: Promise<{ handle: string }> };

export default async function SettingsPage({ params }: Props) {
  const { handle } = await params;
  await requireMembership(handle, `/studio/${handle}/settings`);
  const creator = await (await serverApi()).get("/api/v1/creators/{handle}", { path: { handle } });
  return (
    <div className="grid max-w-[40rem] gap-10">
      <h1 className="text-xl">Settings</h1>
      <PictureForms creator={creator} />
      <ProfileForm creator={creator} />
    </div>
  );
}
