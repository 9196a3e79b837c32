import type { Deps } from "../../deps.ts";
import { FIRST_ID, SITEMAP_KINDS, SITEMAP_SIZE, type SitemapKind } from "./sitemap-kinds.ts";

const FRESH_MS = 10 * 60_000;

/**
 * The id that each sitemap of a kind begins with, in order; the first begins before everything, none when there is nothing. To find them means to walk an index
 * from end to end, so they are remembered for ten minutes; what has come since is in the last one, which is open at its end.
 */
export function makeSitemapStarts(deps: Pick<Deps, "pool" | "clock">, size = SITEMAP_SIZE) {
  const known = new Map<SitemapKind, { until: number; starts: Promise<string[]> }>();

  return function sitemapStarts(kind: SitemapKind): Promise<string[]> {
    const now = deps.clock.now().getTime();
    const found = known.get(kind);
    if (found && found.until > now) return found.starts;
    const starts = findStarts(deps, kind, size);
    known.set(kind, { until: now + FRESH_MS, starts });
    starts.catch(() => known.delete(kind));
    return starts;
  };
}

async function findStarts(deps: Pick<Deps, "pool">, kind: SitemapKind, size: number): Promise<string[]> {
  const { rows } = await deps.pool.query<{ id: string }>(
    `select id from (select id, row_number() over (order by id) as place from (${SITEMAP_KINDS[kind].ids}) all_ids) numbered
      where place % $1 = 1 order by id`,
    [size],
  );
  return rows.map((row, index) => (index === 0 ? FIRST_ID : row.id));
}
