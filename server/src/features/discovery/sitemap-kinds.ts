/** At most so many addresses in one sitemap; the protocol allows 50,000 (sitemaps.org), readers like smaller ones better. */
export const SITEMAP_SIZE = 10_000;

/** What has sitemaps of its own, cut by id: where to find the ids, and what stands in an entry. */
export const SITEMAP_KINDS = {
  products: {
    // Whoever is suspended is left out of the entries; to leave them out here as well would cost a look at every creator.
    ids: "select id from products where status = 'published'",
    entries: `select '/p/' || p.slug as path, p.updated_at as changed_at
      from products p join creators c on c.id = p.creator_id
      where p.status = 'published' and c.suspended_at is null and c.closed_at is null and not c.is_adult and p.id >= $1 and p.id < $2
      order by p.id limit ${SITEMAP_SIZE}`,
  },
  creators: {
    ids: "select id from creators where suspended_at is null and closed_at is null",
    entries: `select '/@' || c.handle as path, c.updated_at as changed_at
      from creators c
      where c.suspended_at is null and c.closed_at is null and not c.is_adult and c.id >= $1 and c.id < $2
        and exists (select 1 from products p where p.creator_id = c.id and p.status = 'published')
      order by c.id limit ${SITEMAP_SIZE}`,
  },
} as const;

export type SitemapKind = keyof typeof SITEMAP_KINDS;

export const FIRST_ID = "00000000-0000-0000-0000-000000000000";
export const AFTER_LAST_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff";
