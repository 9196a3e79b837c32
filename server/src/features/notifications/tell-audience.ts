import { sql } from "kysely";
import { isOpenMembership } from "../../access/index.ts";
import type { Database } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { newId } from "../../lib/ids.ts";
import { queueMails } from "../mail/index.ts";
import { newPostMail, type PostNews } from "./mails.ts";
import { unsubscribeUrl } from "./unsubscribe-link.ts";

/** People at a time; the caller pauses in between. */
const AT_ONCE = 100;

type Reached = { id: string; email: string; name: string; page: boolean; mail: boolean; reached: boolean };

/**
 * Tells the next of a post's audience, in the order of their ids: whoever follows its creator or has an open membership of theirs,
 * each once, without the creator's own people and those shut out. Answers after whom to go on, null at the end. Twice tells nobody twice.
 */
export async function tellAudience(
  deps: Pick<Deps, "clock" | "jobs" | "config" | "unsubscribeKeys">,
  trx: Database,
  post: PostNews,
  after: string | null,
): Promise<string | null> {
  const now = deps.clock.now();
  const people = await nextPeople(trx, post.creatorId, after, now);
  const told = people.filter(({ reached }) => reached);
  const inPage = told.filter(({ page }) => page);
  if (inPage.length > 0)
    await trx
      .insertInto("notifications")
      .values(
        inPage.map(({ id }) => ({
          id: newId(),
          user_id: id,
          kind: "new_post",
          occasion: post.id,
          creator_id: post.creatorId,
          post_id: post.id,
          created_at: now,
        })),
      )
      .onConflict((conflict) => conflict.columns(["user_id", "kind", "occasion"]).doNothing())
      .execute();
  const mails = told
    .filter(({ mail }) => mail)
    .map((person) => ({
      ...newPostMail(deps.config.BASE_URL, post, {
        ...person,
        unsubscribeUrl: unsubscribeUrl(deps, { userId: person.id, kind: "new_post" }),
      }),
      dedupeKey: `new_post:${post.id}:${person.id}`,
    }));
  await queueMails({ ...deps, db: trx }, mails, { waits: true });
  return people.length === AT_ONCE ? people.at(-1)!.id : null;
}

/** Mail goes to addresses that somebody proved to be theirs: to follow costs nothing, and an address may be anybody's. */
async function nextPeople(
  trx: Database,
  creatorId: string,
  after: string | null,
  now: Date,
): Promise<Reached[]> {
  const further = after === null ? sql`true` : sql`user_id > ${after}::uuid`;
  const muted = (way: string) => sql`exists (
    select 1 from notification_mutes m where m.user_id = u.id and m.kind = 'new_post' and m.way = ${way})`;
  const { rows } = await sql<Reached>`
    with audience as (
      (select user_id from follows where creator_id = ${creatorId} and ${further} order by user_id limit ${AT_ONCE})
      union
      (select user_id from subscriptions s
        where creator_id = ${creatorId} and status <> 'expired' and ${isOpenMembership("s", now)} and ${further}
        order by user_id limit ${AT_ONCE})
      order by user_id limit ${AT_ONCE})
    select u.id, u.email, u.name, not ${muted("page")} as page, u.email_verified and not ${muted("mail")} as mail,
      u.deleted_at is null and u.suspended_at is null
        and not exists (select 1 from fan_blocks b where b.creator_id = ${creatorId} and b.user_id = u.id)
        and not exists (select 1 from creator_members m where m.creator_id = ${creatorId} and m.user_id = u.id) as reached
    from audience a join users u on u.id = a.user_id order by u.id`.execute(trx);
  return rows;
}
