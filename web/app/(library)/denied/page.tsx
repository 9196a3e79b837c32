import { ApiError } from "@vaulture/sdk";
import type { Metadata } from "next";
import { DenialPage } from "@/components/denial/denial-page";
import { EndedOn } from "@/components/denial/ended-on";
import { type Denial, denialOf, notSoldHere, tooFast } from "@/lib/denials";
import { localPath } from "@/lib/local-path";
import { oneParam, type SearchParams } from "@/lib/search-params";
import { serverApi } from "@/lib/server-api";
import { findSession } from "@/lib/session";

export const metadata: Metadata = { title: "Not open to you", robots: { index: false } };

type Props = { searchParams: Promise<SearchParams> };

/** Refusals of a link, not of its file: what is known of the file now says nothing about them. */
const ofTheLink = new Set(["link_expired", "rate_limited", "invalid_link", "wrong_viewer", "not_viewable"]);

const open: Denial = {
  title: "This is open to you",
  text: "Nothing stands in the way any more. Get the file with a new link.",
  action: "newLink",
};

export default async function DeniedPage({ searchParams }: Props) {
  const search = await searchParams;
  const code = oneParam(search, "code") ?? "";
  const fileId = /^[0-9a-f-]{36}$/.exec(oneParam(search, "file") ?? "")?.[0] ?? null;
  const slug = /^[a-z0-9-]{1,100}$/.exec(oneParam(search, "product") ?? "")?.[0] ?? null;
  const session = await findSession();
  if (code === "country_not_allowed" && slug)
    return (
      <DenialPage
        denial={notSoldHere}
        session={session}
        product={await askAboutProduct(slug)}
        back={`/p/${slug}`}
      />
    );
  const page = oneParam(search, "page");
  if (code === "rate_limited" && page)
    return <DenialPage denial={tooFast} session={session} back={localPath(page)} />;
  const known = session && fileId ? await askAbout(fileId) : null;
  const allowed = known?.access.allowed ?? false;
  const denial =
    known && !ofTheLink.has(code)
      ? allowed
        ? open
        : denialOf(known.access.reason ?? code, known.endedReason)
      : code === "link_expired" && !allowed
        ? {
            ...denialOf(code),
            text: "Links are short-lived, so a leaked one is worth nothing. Your library gives you a new one.",
          }
        : denialOf(code);
  return (
    <DenialPage
      denial={denial}
      session={session}
      file={allowed ? known?.file : null}
      product={known?.product}
      creator={known?.creator}
      purchaseId={known?.purchaseId}
      back={fileId ? `/denied?code=${encodeURIComponent(code)}&file=${fileId}` : "/library"}
    >
      {known && !allowed ? <EndedOn at={known.endedAt} title={known.product?.title} /> : null}
    </DenialPage>
  );
}

async function askAbout(fileId: string) {
  return orNull((await serverApi()).get("/api/v1/files/{id}/access", { path: { id: fileId } }));
}

async function askAboutProduct(slug: string) {
  return orNull((await serverApi()).get("/api/v1/products/{idOrSlug}", { path: { idOrSlug: slug } }));
}

/** What may be known: null where nothing may, or the answer does not come. */
async function orNull<Known>(asked: Promise<Known>): Promise<Known | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ApiError) return null;
    throw error;
  }
}
