import { ArrowUpRight } from "lucide-react";
import type { ReactNode } from "react";
import NotFound from "@/app/not-found";
import { StudioNav } from "@/components/studio/studio-nav";
import { Avatar } from "@/components/ui/avatar";
import Link from "@/components/ui/link";
import { Toaster } from "@/components/ui/toast";
import { foundPage } from "@/lib/found";
import { requireMembership, requireSession } from "@/lib/session";

type Props = { children: ReactNode; params: Promise<{ handle: string }> };

export default foundPage(StudioLayout, NotFound);

async function StudioLayout({ children, params }: Props) {
  const { handle } = await params;
  const creator = await requireMembership(handle, `/studio/${handle}`);
  const { creators } = await requireSession(`/studio/${handle}`);
  return (
    <>
      <div className="border-b border-line bg-paper">
        <div className="page pt-4 sm:pt-6">
          <div className="flex items-center gap-3">
            <Avatar name={creator.displayName} url={creator.avatarUrl} />
            <p className="min-w-0 flex-1 leading-5">
              <span className="block truncate font-medium">{creator.displayName}</span>
              <span className="block truncate text-sm text-soft">
                @{handle}
                {creator.role === "owner" ? null : `, ${creator.role}`}
                {creators.length > 1 ? (
                  <>
                    {" · "}
                    <Link href="/studio" className="underline underline-offset-2 hover:text-ink">
                      switch
                    </Link>
                  </>
                ) : null}
              </span>
            </p>
            <Link
              href={`/@${handle}`}
              className="flex shrink-0 items-center gap-1 text-sm text-soft underline underline-offset-2 hover:text-ink"
            >
              <span className="sm:hidden">Storefront</span>
              <span className="hidden sm:inline">View storefront</span>
              <ArrowUpRight aria-hidden className="size-3.5" />
            </Link>
          </div>
          <StudioNav handle={handle} />
        </div>
      </div>
      <div className="page pt-6 sm:pt-8">
        {children}
        <Toaster />
      </div>
    </>
  );
}
