import type { Deps } from "../../deps.ts";
import { defaultBody, TITLES } from "./default-pages.ts";
import { type SitePage, SLUGS, type Slug } from "./schemas.ts";

/** One of the site's own pages: as an operator wrote it, else as it comes with the program. */
export async function getPage(deps: Pick<Deps, "db" | "config">, slug: Slug): Promise<SitePage> {
  const row = await deps.db
    .selectFrom("site_pages")
    .select(["body", "version", "updated_at"])
    .where("slug", "=", slug)
    .executeTakeFirst();
  const site = { name: deps.config.SITE_NAME, url: deps.config.BASE_URL };
  return {
    slug,
    title: TITLES[slug],
    body: row?.body ?? defaultBody(slug, site),
    version: row?.version ?? 0,
    updatedAt: row?.updated_at.toISOString() ?? null,
  };
}

/** All of them. */
export function listPages(deps: Pick<Deps, "db" | "config">): Promise<SitePage[]> {
  return Promise.all(SLUGS.map((slug) => getPage(deps, slug)));
}
