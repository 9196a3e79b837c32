import { sql } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../deps.ts";
import { avatarUrl } from "../creators/index.ts";
import type { creatorsQuery, foundCreator } from "./schemas.ts";
import { searchTerms } from "./search-terms.ts";

/** So many at most are shown; a word that begins thousands of names is looked no further into than `LOOKED_AT`. */
const SHOWN = 6;
const LOOKED_AT = 500;

/** Creators whose name or handle has these words, who have something to show: not suspended, not closed, not for adults unless asked for. */
export async function findCreators(
  deps: Pick<Deps, "db" | "clock">,
  { query, adult }: z.output<typeof creatorsQuery>,
): Promise<{ items: z.input<typeof foundCreator>[] }> {
  if (!query) return { items: [] };
  const names = sql`to_tsvector('simple'::regconfig, c.display_name || ' ' || c.handle)`;
  const terms = searchTerms(query);
  const { rows } = await sql<{
    id: string;
    handle: string;
    display_name: string;
    avatar_key: string | null;
    bio: string;
  }>`
    select c.id, c.handle, c.display_name, c.avatar_key, c.bio
    from (select * from creators c
      where ${names} @@ ${terms} and c.suspended_at is null and c.closed_at is null
        ${adult ? sql`` : sql`and not c.is_adult`}
      limit ${LOOKED_AT}) c
    where exists (select 1 from products p where p.creator_id = c.id and p.status = 'published')
      or exists (select 1 from posts o
        where o.creator_id = c.id and o.status = 'published' and o.published_at <= ${deps.clock.now()})
    order by lower(${query}) in (c.handle, lower(c.display_name)) desc, ts_rank(${names}, ${terms}) desc,
      lower(c.display_name), c.id
    limit ${SHOWN}`.execute(deps.db);
  return {
    items: rows.map((row) => ({
      id: row.id,
      handle: row.handle,
      displayName: row.display_name,
      avatarUrl: avatarUrl(row.avatar_key),
      bio: row.bio.slice(0, 200),
    })),
  };
}
