import type { Creator } from "@vaulture/sdk";
import { Avatar } from "@/components/ui/avatar";
import Link from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { plural } from "@/lib/format";
import { sentenceOf } from "@/lib/problem";
import { safeHref } from "@/lib/safe-href";
import { findSession } from "@/lib/session";
import { viewerLocale } from "@/lib/viewer-locale";
import { Banner } from "./banner";
import { FollowButton } from "./follow-button";

export type StorefrontTab = "posts" | "products" | "membership";

interface StorefrontHeadProps {
  creator: Creator;
  current: StorefrontTab;
  /** The code of a refusal that led back here, where the page itself does not say it. */
  problem?: string | undefined;
}

/** What every page of a storefront begins with: who it is, and the ways to what there is. */
export async function StorefrontHead({ creator, current, problem }: StorefrontHeadProps) {
  const [session, locale] = await Promise.all([findSession(), viewerLocale()]);
  const links = [
    ...(creator.website
      ? [{ label: creator.website.replace(/^https?:\/\/(www\.)?|\/$/g, ""), url: creator.website }]
      : []),
    ...creator.socialLinks,
  ];
  return (
    <>
      {creator.banner ? (
        <div className="mb-6 overflow-hidden rounded-lg border border-line sm:mb-8">
          <Banner
            banner={creator.banner}
            sizes="(width >= 75rem) 1152px, 100vw"
            className="aspect-[3/1] sm:aspect-[4/1]"
          />
        </div>
      ) : null}
      <header className="flex flex-wrap items-start gap-x-6 gap-y-4">
        <Avatar name={creator.displayName} url={creator.avatarUrl} size="large" />
        <div className="min-w-0 flex-1 basis-64">
          <h1 className="text-xl">{creator.displayName}</h1>
          <p className="text-sm text-soft">
            @{creator.handle}
            {creator.followers > 0
              ? ` · ${plural(creator.followers, "follower", "followers", locale)}`
              : null}
          </p>
          {creator.bio ? <p className="measure mt-4 whitespace-pre-line">{creator.bio}</p> : null}
          {links.length > 0 ? (
            <ul className="mt-4 flex flex-wrap gap-x-5 gap-y-2 text-sm">
              {links.map((link) => {
                const href = safeHref(link.url);
                return href ? (
                  <li key={link.url}>
                    <a href={href} rel="nofollow ugc noopener" className="underline underline-offset-2">
                      {link.label}
                    </a>
                  </li>
                ) : null;
              })}
            </ul>
          ) : null}
        </div>
        {creator.viewer.isMember ? null : (
          <FollowButton
            creator={creator}
            followed={creator.viewer.follows}
            signedIn={session !== null}
            here={pathOf(creator.handle, current)}
          />
        )}
      </header>
      {problem ? (
        <Notice tone="danger" className="mt-6">
          {sentenceOf(problem)}
        </Notice>
      ) : null}
      <StorefrontTabs creator={creator} current={current} />
    </>
  );
}

/** Only where there is more than one place to go. */
function StorefrontTabs({ creator, current }: { creator: Creator; current: StorefrontTab }) {
  const tabs: [StorefrontTab, string, boolean][] = [
    ["posts", "Posts", creator.hasPosts],
    ["products", "Products", creator.productCount > 0],
    ["membership", "Membership", creator.hasTiers],
  ];
  const shown = tabs.filter(([, , has]) => has);
  if (shown.length < 2) return null;
  return (
    <nav aria-label="Storefront" className="mt-8 border-b border-line">
      <ul className="flex gap-7">
        {shown.map(([tab, label]) => (
          <li key={tab}>
            <Link
              href={pathOf(creator.handle, tab)}
              aria-current={tab === current ? "page" : undefined}
              className={`-mb-px flex h-11 items-center border-b-2 text-sm -outline-offset-2 ${
                tab === current ? "border-ink font-medium" : "border-transparent text-soft hover:text-ink"
              }`}
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function pathOf(handle: string, tab: StorefrontTab): string {
  return tab === "products" ? `/@${handle}` : `/@${handle}/${tab}`;
}
