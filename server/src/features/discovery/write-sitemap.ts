import type { Deps } from "../../deps.ts";
import { xmlText } from "../../lib/xml.ts";
import { AFTER_LAST_ID, SITEMAP_KINDS, type SitemapKind } from "./sitemap-kinds.ts";

const NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

type Entry = { path: string; changedAt?: Date };

/** The index of all sitemaps (sitemaps.org protocol 0.9); `starts` are the first ids of each kind's sitemaps. */
export function writeSitemapIndex(baseUrl: string, starts: Record<SitemapKind, string[]>): string {
  const paths = Object.entries(starts).flatMap(([kind, ids]) =>
    ids.map((id) => `/sitemaps/${kind}/${id}.xml`),
  );
  const maps = ["/sitemaps/pages.xml", ...paths].map(
    (path) => `<sitemap><loc>${xmlText(baseUrl + path)}</loc></sitemap>`,
  );
  return documentOf("sitemapindex", maps);
}

/** What of a kind is public from the id `start` up to the next start, one query of a bounded range. */
export async function writeSitemap(
  deps: Pick<Deps, "pool" | "config">,
  kind: SitemapKind,
  { start, next = AFTER_LAST_ID }: { start: string; next?: string },
): Promise<string> {
  const { rows } = await deps.pool.query<{ path: string; changed_at: Date }>({
    name: `sitemap-${kind}`,
    text: SITEMAP_KINDS[kind].entries,
    values: [start, next],
  });
  const entries = rows.map(({ path, changed_at }) => ({ path, changedAt: changed_at }));
  return writeEntries(deps.config.BASE_URL, entries);
}

/** The marketplace and its categories that hold something. */
export async function writePagesSitemap(deps: Pick<Deps, "pool" | "config">): Promise<string> {
  const { rows } = await deps.pool.query<{ slug: string }>(
    `select slug from categories g
      where exists (select 1 from products p where p.category_id = g.id and p.status = 'published')
      order by position, slug limit 1000`,
  );
  return writeEntries(deps.config.BASE_URL, [
    { path: "/" },
    ...rows.map(({ slug }) => ({ path: `/?category=${slug}` })),
  ]);
}

function writeEntries(baseUrl: string, entries: Entry[]): string {
  const urls = entries.map(({ path, changedAt }) => {
    const changed = changedAt ? `<lastmod>${changedAt.toISOString()}</lastmod>` : "";
    return `<url><loc>${xmlText(baseUrl + path)}</loc>${changed}</url>`;
  });
  return documentOf("urlset", urls);
}

function documentOf(root: string, children: string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} ${NAMESPACE}>\n${children.join("\n")}\n</${root}>\n`;
}
