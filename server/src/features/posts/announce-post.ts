import type { Database } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { addSeconds } from "../../lib/clock.ts";
import { tellAudience } from "../notifications/index.ts";

/** Between one part of the audience and the next, so that whoever reads meanwhile does not wait for those who are told. */
const PAUSE_SECONDS = 1;
/** While a creator is suspended nobody hears of them; whether that has been lifted is looked at as often as this. */
const SUSPENDED_SECONDS = 3600;
/** What was published longer ago is no news: a post that was given a date of the past, or a queue that stood still. */
const NEWS_SECONDS = 3 * 86_400;

type Announced = { id: string; publishedAt: Date; after?: string };

/** Queues the telling of a post for when it can be seen, in place of what was queued for it before. */
export async function queueAnnouncement(
  deps: Pick<Deps, "jobs">,
  trx: Database,
  { id, publishedAt, after }: Announced,
): Promise<void> {
  await deps.jobs.add(
    trx,
    "announce-post",
    { postId: id, ...(after && { after }) },
    { key: `announce:${id}`, runAt: publishedAt },
  );
}

/**
 * Job: tells a part of a post's audience and queues the next, in one transaction. A post that was taken back, or put off, meanwhile is
 * told of no further; once all have heard of it, it is not told again. It looks each time at what the post says now.
 */
export async function announcePost(deps: Deps, payload: { postId: string; after?: string }): Promise<void> {
  const now = deps.clock.now();
  await deps.db.transaction().execute(async (trx) => {
    const post = await trx
      .selectFrom("posts as p")
      .innerJoin("creators as c", "c.id", "p.creator_id")
      .select(["p.id", "p.creator_id", "p.title", "p.teaser", "p.visibility", "p.published_at"])
      .select(["p.price_amount", "p.price_currency", "c.display_name", "c.suspended_at"])
      .where("p.id", "=", payload.postId)
      .where("p.status", "=", "published")
      .where("p.announced_at", "is", null)
      .where("c.closed_at", "is", null)
      .forNoKeyUpdate("p")
      .executeTakeFirst();
    if (!post) return;
    const publishedAt = post.published_at!;
    // The database's clock, by which jobs begin, may be ahead of ours.
    if (publishedAt > now)
      return queueAnnouncement(deps, trx, { id: post.id, publishedAt: addSeconds(publishedAt, 1) });
    const after = payload.after ?? null;
    const isNews = publishedAt > addSeconds(now, -NEWS_SECONDS);
    const goOn = (seconds: number, from: string | null) =>
      queueAnnouncement(deps, trx, {
        id: post.id,
        publishedAt: addSeconds(now, seconds),
        ...(from && { after: from }),
      });
    if (isNews && post.suspended_at) return goOn(SUSPENDED_SECONDS, after);
    const next = isNews ? await tellAudience(deps, trx, newsOf(post), after) : null;
    if (next) return goOn(PAUSE_SECONDS, next);
    await trx.updateTable("posts").set({ announced_at: now }).where("id", "=", post.id).execute();
  });
}

function newsOf(post: {
  id: string;
  creator_id: string;
  display_name: string;
  title: string;
  teaser: string;
  visibility: "free" | "subscribers" | "ppv";
  price_amount: number | null;
  price_currency: string | null;
}) {
  return {
    id: post.id,
    creatorId: post.creator_id,
    creator: post.display_name,
    title: post.title,
    teaser: post.teaser,
    visibility: post.visibility,
    price: post.price_amount === null ? null : { amount: post.price_amount, currency: post.price_currency! },
  };
}
