import { AgeNotice } from "@/components/creator/age-notice";
import { NoSuchPage } from "@/components/creator/no-such-page";
import { StorefrontHead } from "@/components/creator/storefront-head";
import { StorefrontPosts } from "@/components/creator/storefront-posts";
import { JsonLd } from "@/components/site/json-ld";
import { behindAgeNotice } from "@/lib/adult-content";
import { findStorefront } from "@/lib/find-storefront";
import { foundMetadata, foundPage } from "@/lib/found";
import { creatorMetadata } from "@/lib/page-metadata";
import { oneParam, type SearchParams } from "@/lib/search-params";
import { creatorData } from "@/lib/structured-data";

type Props = { params: Promise<{ handle: string }>; searchParams: Promise<SearchParams> };

export const generateMetadata = foundMetadata(async ({ params }: Props) => {
  return creatorMetadata(await findStorefront((await params).handle), "posts");
});

export default foundPage(StorefrontPostsPage, NoSuchPage);

async function StorefrontPostsPage({ params, searchParams }: Props) {
  const creator = await findStorefront((await params).handle);
  const asked = await behindAgeNotice(creator);
  if (asked) return <AgeNotice creator={creator} next={asked} />;
  const query = await searchParams;
  return (
    <div className={`page ${creator.banner ? "pt-4 sm:pt-6" : "pt-10 sm:pt-16"}`}>
      <JsonLd data={creatorData(creator)} />
      <StorefrontHead creator={creator} current="posts" problem={oneParam(query, "problem")} />
      <StorefrontPosts creator={creator} cursor={oneParam(query, "cursor")} />
    </div>
  );
}
