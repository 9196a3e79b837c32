import { sql } from "kysely";
import type { Deps } from "../../deps.ts";
import { addSeconds } from "../../lib/clock.ts";

/** A page can be left open for days, and asks again when its device wakes. */
const LEFT_OPEN_SECONDS = 7 * 86_400;

/** Whether this person was shown media of the post lately: then it may be a page that asks again, and no try. */
export async function wasShown(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { userId, postId }: { userId: string; postId: string },
): Promise<boolean> {
  const { rows } = await sql<{ shown: boolean }>`
    select exists (select from events
      where actor_id = ${userId}::uuid and type = 'view.created' and at > ${addSeconds(clock.now(), -LEFT_OPEN_SECONDS)}
        and data->'files' ?| array(select file_id::text from post_files where post_id = ${postId}::uuid)) as shown`.execute(
    db,
  );
  return rows[0]!.shown;
}
