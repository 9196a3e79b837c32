import type { Metadata } from "next";
import { BecomeCreatorForm } from "@/components/studio/become-creator-form";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import Link from "@/components/ui/link";
import { requireSession } from "@/lib/session";

export const metadata: Metadata = { title: "Studio", robots: { index: false } };

export default async function StudioPage() {
  const { creators } = await requireSession("/studio");
  if (creators.length === 0)
    return (
      <div className="mx-auto w-full max-w-[32rem] px-4 pt-12 sm:pt-20">
        <h1 className="text-xl">Start selling</h1>
        <p className="mt-2 text-soft">
          Choose the name people see. Then add a product, drop in your files and publish. It takes a few
          minutes.
        </p>
        <div className="mt-8">
          <BecomeCreatorForm />
        </div>
      </div>
    );
  return (
    <div className="mx-auto w-full max-w-[40rem] px-4 pt-12">
      <h1 className="text-xl">Studio</h1>
      <ul className="mt-6 divide-y divide-line border-y border-line">
        {creators.map((creator) => (
          <li key={creator.id}>
            <Link href={`/studio/${creator.handle}`} className="group flex items-center gap-4 py-4">
              <Avatar name={creator.displayName} url={creator.avatarUrl} />
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium group-hover:underline">
                  {creator.displayName}
                </span>
                <span className="block truncate text-sm text-soft">@{creator.handle}</span>
              </span>
              <Badge>{creator.role}</Badge>
            </Link>
          </li>
        ))}
      </ul>
      <details className="mt-8">
        <summary className="inline-flex rounded-sm text-sm underline underline-offset-2">
          Open another storefront
        </summary>
        <div className="mt-6">
          <BecomeCreatorForm />
        </div>
      </details>
    </div>
  );
}
