import type { Viewer } from "../../access/viewer.ts";
import type { Deps } from "../../deps.ts";

/** How many follow a creator, and whether the viewer is one of them. */
export async function findFollowing(
  { pool }: Pick<Deps, "pool">,
  viewer: Viewer,
  creatorId: string,
): Promise<{ followers: number; follows: boolean }> {
  const { rows } = await pool.query<{ followers: number; follows: boolean }>({
    name: "following-of-creator",
    text: `select (select count(*)::int from follows f where f.creator_id = $1) as followers,
      exists (select 1 from follows f where f.creator_id = $1 and f.user_id = $2) as follows`,
    values: [creatorId, viewer.kind === "user" ? viewer.userId : null],
  });
  return rows[0]!;
}
