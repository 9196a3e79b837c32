import { ApiError } from "@vaulture/sdk";
import type { Metadata } from "next";
import { DenialPage } from "@/components/denial/denial-page";
import { EndedOn } from "@/components/denial/ended-on";
import { type Denial, denialOf } from "@/lib/denials";
import { oneParam, type SearchParams } from "@/lib/search-params";
import { serverApi } from "@/lib/server-api";
import { findSession } from "@/lib/session";

export const metadata: Metadata = { title: "Not open to you", robots: { index: false } };

type Props = { searchParams: Promise<SearchParams> };

/** Refusals of a link, not of its file: what is known of the file now says nothing about them. */
const ofTheLink = new Set(["link_expired", "rate_limited", "invalid_link", "wrong_viewer"]);

const open: Denial = {
  title: "This is open to you",
  text: "Nothing stands in the way any more. Get the file with a new link.",
  action: "newLink",
};

export default async function DeniedPage({ searchParams }: Props) {
  const search = await searchParams;
  const code = oneParam(search, "code") ?? "";
  const fileId = /^[0-9a-f-]{36}$/.exec(oneParam(search, "file") ?? "")?.[0] ?? null;
  const session = await findSession();
  const known = session && fileId ? await askAbout(fileId) : null;
  const allowed = known?.access.allowed ?? false;
  const denial =
    known && !ofTheLink.has(code)
      ? allowed
        ? open
        : denialOf(known.access.reason ?? code, known.endedReason)
      : denialOf(code);
  return (
    <DenialPage
      denial={denial}
      session={session}
      file={allowed ? known?.file : null}
      product={known?.product}
      purchaseId={known?.purchaseId}
      back={fileId ? `/denied?code=${encodeURIComponent(code)}&file=${fileId}` : "/library"}
    >
      {known && !allowed ? <EndedOn at={known.endedAt} title={known.product?.title} /> : null}
    </DenialPage>
  );
}

/** What may be known of a file: null where nothing may, or the answer does not come. */
async function askAbout(fileId: string) {
  try {
    return await (await serverApi()).get("/api/v1/files/{id}/access", { path: { id: fileId } });
  } catch (error) {
    if (error instanceof ApiError) return null;
    throw error;
  }
}
