import type { TracedWatermark } from "@vaulture/sdk";
import { Fingerprint } from "lucide-react";
import type { Metadata } from "next";
import { OperationsPage } from "@/components/operations/operations-page";
import { WatermarkCode } from "@/components/post/watermark-code";
import { EmptyState } from "@/components/ui/empty-state";
import Link from "@/components/ui/link";
import { type Column, Records } from "@/components/ui/records";
import { Time } from "@/components/ui/time";
import { oneParam, type SearchParams } from "@/lib/search-params";
import { serverApi } from "@/lib/server-api";
import { requireOperator } from "@/lib/session";

export const metadata: Metadata = { title: "Watermarks" };

const here = "/operations/watermarks";

const columns: Column<TracedWatermark>[] = [
  {
    title: "Shown to",
    cell: ({ user }) => (
      <Link href={`/operations/users/${user.id}`} className="group block min-w-0">
        <span className="block truncate font-medium group-hover:underline">{user.name}</span>
        <span className="block truncate text-soft">{user.email}</span>
      </Link>
    ),
  },
  {
    title: "Pictures of",
    cell: ({ creator }) => (
      <Link href={`/operations/creators/${creator.id}`} className="group block min-w-0">
        <span className="block truncate font-medium group-hover:underline">{creator.displayName}</span>
        <span className="block truncate text-soft">@{creator.handle}</span>
      </Link>
    ),
  },
  { title: "Code", cell: ({ code }) => <span className="figures whitespace-nowrap">{code}</span> },
  { title: "Since", cell: ({ shownSince }) => <Time at={shownSince} className="whitespace-nowrap" /> },
];

export default async function WatermarksPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireOperator(here);
  const code =
    oneParam(await searchParams, "code")
      ?.trim()
      .slice(0, 40) ?? "";
  const found =
    code === "" ? null : await (await serverApi()).get("/api/v1/operations/watermarks", { query: { code } });
  return (
    <OperationsPage title="Watermarks">
      <WatermarkCode
        name="code"
        code={code}
        action={here}
        hint="The trail says that you were told whose it is."
      />
      {found === null ? null : found.items.length > 0 ? (
        <>
          <Records
            label="To whom it was shown"
            columns={columns}
            items={found.items}
            keyOf={({ user, creator }) => `${user.id} ${creator.id}`}
          />
          <p className="max-w-prose text-sm text-soft">
            It says who was shown the picture, not who passed it on: an account can be used by others.
          </p>
        </>
      ) : (
        <EmptyState icon={Fingerprint} title={`No picture was shown with the code “${code}”`}>
          Look again at letters that resemble each other. There is no letter I, L, O or U in a code: what
          looks like one is a 1, a 0 or a V.
        </EmptyState>
      )}
    </OperationsPage>
  );
}
