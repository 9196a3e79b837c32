import { decidePost, readerWithin, readPosts } from "../../access/index.ts";
import type { Database } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { findOwners } from "../creators/index.ts";
import { commentMail } from "./mails.ts";
import { notify } from "./notify.ts";

/**
 * Tells of a new comment, within the transaction that writes it: whom it answers, and the owners of the creator under whose post it
 * stands. Nobody hears of their own, nobody twice of one, and nobody who was shut out, is suspended or may not know of the post. The
 * mail says that it is there, not what it says: it may be hidden by the time it is read, or speak of what its reader may not see. It
 * is sent only if the author's address is proved; an owner gets one for each post and hour.
 */
export async function tellOfComment(
  deps: Pick<Deps, "clock" | "jobs" | "config" | "unsubscribeKeys">,
  trx: Database,
  commentId: string,
): Promise<void> {
  const comment = await trx
    .selectFrom("comments as m")
    .innerJoin("users as author", "author.id", "m.author_id")
    .innerJoin("posts as p", "p.id", "m.post_id")
    .innerJoin("creators as c", "c.id", "p.creator_id")
    .leftJoin("comments as answered", "answered.id", "m.reply_to")
    .select(["m.author_id", "m.post_id", "p.creator_id", "author.email_verified as author_proved"])
    // A creator's own people speak as the creator.
    .select((eb) =>
      eb
        .case()
        .when("m.as_creator", "=", true)
        .then(eb.ref("c.display_name"))
        .else(eb.ref("author.name"))
        .end()
        .as("author"),
    )
    .select("answered.author_id as answered_id")
    .where("m.id", "=", commentId)
    .executeTakeFirst();
  if (!comment) return;
  const { author_id: authorId, answered_id: answeredId } = comment;
  const heard = (await findOwners(trx, comment.creator_id)).map(({ id }) => id);
  if (answeredId) heard.push(answeredId);
  if (heard.length === 0) return;
  const people = await trx
    .selectFrom("users as u")
    .select(["u.id", "u.name", "u.email"])
    .where("u.id", "in", heard)
    .where("u.id", "<>", authorId)
    .where("u.deleted_at", "is", null)
    .where("u.suspended_at", "is", null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("fan_blocks as b")
            .select("b.user_id")
            .where("b.creator_id", "=", comment.creator_id)
            .whereRef("b.user_id", "=", "u.id"),
        ),
      ),
    )
    .execute();
  const now = deps.clock.now();
  for (const person of people) {
    const post = await findKnown(trx, comment.post_id, { userId: person.id, at: now });
    if (!post) continue;
    const kind = person.id === answeredId ? "reply" : "comment";
    const notice = {
      userId: person.id,
      kind,
      occasion: commentId,
      ...(kind === "comment" && { mailOccasion: `${comment.post_id}:${now.toISOString().slice(0, 13)}` }),
      waits: true,
      creatorId: comment.creator_id,
      postId: comment.post_id,
      commentId,
    } as const;
    const mail = ({ unsubscribeUrl }: { unsubscribeUrl: string }) =>
      commentMail(
        deps.config.BASE_URL,
        { kind, author: comment.author, authorId, postId: comment.post_id, title: post.title, commentId },
        { ...person, unsubscribeUrl },
      );
    await notify(deps, trx, notice, comment.author_proved ? mail : undefined);
  }
}

/** The post as this person may know of it now; null where they may not. */
async function findKnown(
  trx: Database,
  postId: string,
  asker: { userId: string; at: Date },
): Promise<{ title: string } | null> {
  const [found] = await readPosts<{ title: string }>(readerWithin(trx), asker, {
    name: "post-told-of",
    posts: "select * from posts where id = $3::uuid",
    columns: "p.title",
    values: [postId],
  });
  const decision = decidePost(found?.facts ?? null, { signedIn: true });
  return found && (decision.allowed || decision.reason !== "not_found") ? found.row : null;
}
