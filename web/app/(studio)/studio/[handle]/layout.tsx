import type { ReactNode } from "react";
import { StudioNav } from "@/components/studio/studio-nav";
import Link from "@/components/ui/link";
import { Toaster } from "@/components/ui/toast";
import { requireMembership } from "@/lib/session";

type Props = { children: ReactNode; params: Promise<{ handle: string }> };

export default async function StudioLayout({ children, params }: Props) {
  const { handle } = await params;
  const creator = await requireMembership(handle, `/studio/${handle}`);
  return (
    <div className="page pt-6">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <p className="font-medium">{creator.displayName}</p>
        <Link href={`/@${handle}`} className="text-sm text-soft underline underline-offset-2 hover:text-ink">
          View storefront
        </Link>
      </div>
      <StudioNav handle={handle} />
      <div className="pt-8">{children}</div>
      <Toaster />
    </div>
  );
}
