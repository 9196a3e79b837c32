import type { User } from "../../access/index.ts";
import type { Database } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { AppError, invalidField } from "../../errors.ts";
import { requireMember } from "../creators/index.ts";

/** What decides how a post opens, as it stands after a change. */
export type Terms = {
  visibility: "free" | "subscribers" | "ppv";
  isPublic: boolean;
  tierId: string | null;
  price: { amount: number; currency: string } | null;
};

/** The post's row, locked, for editors and owners of its creator; refuses everybody else as if it were not there. */
export async function lockOwnPost(deps: Deps, trx: Database, user: User, postId: string) {
  const row = await trx
    .selectFrom("posts")
    .selectAll()
    .where("id", "=", postId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  await requireMember({ ...deps, db: trx }, user, row.creator_id, "editor");
  if (row.status === "removed")
    throw new AppError("wrong_state", "The operators took this post down; only they can restore it.");
  return row;
}

/** Refuses terms that contradict each other, and tiers that are not this creator's. Answers them as columns. */
export async function termColumns(trx: Database, creatorId: string, terms: Terms) {
  const { visibility, isPublic, tierId, price } = terms;
  if (visibility === "ppv" && !price) throw invalidField("price", "A pay-per-view post needs a price.");
  if (visibility !== "ppv" && price) throw invalidField("price", "Only a pay-per-view post has a price.");
  if (visibility !== "subscribers" && tierId)
    throw invalidField("tierId", "Only a post for members has a tier.");
  if (visibility !== "free" && isPublic)
    throw invalidField("isPublic", "Only a free post can be open to everybody.");
  if (tierId) {
    const tier = await trx
      .selectFrom("tiers")
      .select("id")
      .where("id", "=", tierId)
      .where("creator_id", "=", creatorId)
      .executeTakeFirst();
    if (!tier) throw invalidField("tierId", "There is no such tier.");
  }
  return {
    visibility,
    is_public: isPublic,
    tier_id: tierId,
    price_amount: price?.amount ?? null,
    price_currency: price?.currency ?? null,
  };
}

/**
 * Makes `fileIds`, in this order, all the media of a post. Refuses repeated ones, and with one and the same message those that do not
 * exist, failed, or belong to somebody else. What has arrived is read, so that its author learns at once what cannot be shown.
 */
export async function replaceMedia(
  deps: Pick<Deps, "jobs">,
  trx: Database,
  post: { id: string; creatorId: string },
  fileIds: string[],
  alt: Record<string, string>,
): Promise<void> {
  if (new Set(fileIds).size !== fileIds.length) throw invalidField("mediaFileIds", "A file is named twice.");
  if (fileIds.length > 0) {
    const found = await trx
      .selectFrom("files")
      .select(["id", "status"])
      .where("id", "in", fileIds)
      .where("creator_id", "=", post.creatorId)
      .where("status", "<>", "failed")
      .forKeyShare()
      .execute();
    if (found.length !== fileIds.length)
      throw invalidField("mediaFileIds", "A file does not exist or is not yours.");
    await queueReading(
      deps,
      trx,
      post.creatorId,
      found.filter(({ status }) => status === "ready"),
    );
  }
  await trx
    .deleteFrom("post_files")
    .where("post_id", "=", post.id)
    .$if(fileIds.length > 0, (q) => q.where("file_id", "not in", fileIds))
    .execute();
  if (fileIds.length === 0) return;
  await trx
    .insertInto("post_files")
    .values(
      fileIds.map((file_id, position) => ({ post_id: post.id, file_id, position, alt: alt[file_id] ?? "" })),
    )
    .onConflict((conflict) =>
      conflict.columns(["post_id", "file_id"]).doUpdateSet((eb) => ({
        position: eb.ref("excluded.position"),
        alt: eb.ref("excluded.alt"),
      })),
    )
    .execute();
}

/** Refuses to show what is not whole: a post needs something to say or to show, and media that have arrived; these are then read. */
export async function requireWhole(
  deps: Pick<Deps, "jobs">,
  trx: Database,
  post: { id: string; creatorId: string; body: string },
): Promise<void> {
  const files = await trx
    .selectFrom("post_files as p")
    .innerJoin("files as f", "f.id", "p.file_id")
    .select(["f.id", "f.status"])
    .where("p.post_id", "=", post.id)
    .execute();
  if (files.length === 0 && post.body.trim() === "")
    throw invalidField("body", "Write something, or add a picture, a film or a file.");
  if (files.some(({ status }) => status !== "ready"))
    throw invalidField("mediaFileIds", "Wait until every file is uploaded.");
  await queueReading(deps, trx, post.creatorId, files);
}

/** Ahead of mass mails, which have the priority 10. */
const LAST = 9;

/** One after the other, the slow films too: who has some waiting stands behind everybody who has fewer. */
async function queueReading(
  { jobs }: Pick<Deps, "jobs">,
  trx: Database,
  creatorId: string,
  files: readonly { id: string }[],
): Promise<void> {
  if (files.length === 0) return;
  const others = await trx
    .selectFrom("post_files as p")
    .innerJoin("files as f", "f.id", "p.file_id")
    .leftJoin("file_media as m", "m.file_id", "f.id")
    .select("f.id")
    .where("f.creator_id", "=", creatorId)
    .where("f.status", "=", "ready")
    .where("f.view_type", "is not", null)
    .where("m.file_id", "is", null)
    .where(
      "f.id",
      "not in",
      files.map(({ id }) => id),
    )
    .limit(LAST)
    .execute();
  for (const [n, { id }] of files.entries())
    await jobs.add(
      trx,
      "read-media",
      { fileId: id },
      { key: `media:${id}`, queue: "media", priority: Math.min(LAST, others.length + n) },
    );
}
