import { sql } from "kysely";
import { isOpenMembership } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";

/** How many follow a creator, and how many would hear of a new post: each follower and member once, as `tellAudience` tells them. */
export async function countAudience(
  deps: Pick<Deps, "db" | "clock">,
  creatorId: string,
): Promise<{ followers: number; heard: number }> {
  const { rows } = await sql<{ followers: number; heard: number }>`
    with audience as (
      select user_id from follows where creator_id = ${creatorId}
      union
      select user_id from subscriptions s
      where creator_id = ${creatorId} and status <> 'expired' and ${isOpenMembership("s", deps.clock.now())})
    select (select count(*)::int from follows where creator_id = ${creatorId}) as followers,
      (select count(*)::int from audience a join users u on u.id = a.user_id
        where u.deleted_at is null and u.suspended_at is null
          and not exists (select 1 from fan_blocks b where b.creator_id = ${creatorId} and b.user_id = u.id)
          and not exists (select 1 from creator_members m where m.creator_id = ${creatorId} and m.user_id = u.id)) as heard`.execute(
    deps.db,
  );
  return rows[0]!;
}
