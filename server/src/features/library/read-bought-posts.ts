import type { z } from "zod";
import { decidePost, readPosts, type User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import type { boughtPost } from "./schemas.ts";

type BoughtPost = z.input<typeof boughtPost>;

/**
 * Posts that somebody has bought, as their library shows them. Each has the title that stood on the order; what else it says, and whether
 * its page is there for this reader at all, is decided anew.
 */
export async function readBoughtPosts(
  deps: Pick<Deps, "pool" | "clock">,
  { userId }: User,
  postIds: readonly string[],
): Promise<Map<string, BoughtPost>> {
  if (postIds.length === 0) return new Map();
  const found = await readPosts<{ title: string; teaser: string; handle: string; display_name: string }>(
    deps.pool,
    { userId, at: deps.clock.now() },
    {
      name: "bought-posts",
      posts: "select * from posts where id = any($3::uuid[])",
      columns: "p.title, p.teaser, pc.handle, pc.display_name",
      values: [postIds],
    },
  );
  return new Map(
    found.map(({ row, facts }): [string, BoughtPost] => {
      const decision = decidePost(facts, { signedIn: true });
      const known = decision.allowed || decision.reason !== "not_found";
      const creator = { handle: row.handle, displayName: row.display_name };
      return [
        facts.id,
        {
          id: facts.id,
          title: row.title,
          teaser: known ? row.teaser : "",
          creator,
          open: decision.allowed,
          known,
        },
      ];
    }),
  );
}
