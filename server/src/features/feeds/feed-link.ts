import { createHash, randomBytes } from "node:crypto";
import { isOpenMembership, type User } from "../../access/index.ts";
import type { Database } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { findCreatorByHandle } from "../creators/index.ts";

/** Whether somebody has a private feed of a creator, and since when. Its address is not kept, so nobody is told it again. */
export async function findFeedLink(
  deps: Pick<Deps, "db">,
  user: User,
  handle: string,
): Promise<{ createdAt: string | null }> {
  const creator = await getCreator(deps, handle);
  const link = await deps.db
    .selectFrom("feed_links")
    .select("created_at")
    .where("user_id", "=", user.userId)
    .where("creator_id", "=", creator.id)
    .executeTakeFirst();
  return { createdAt: link?.created_at.toISOString() ?? null };
}

/**
 * Makes the secret address of a member's feed; the one before it is dead from then on. Refuses who is no member. What ends the session at
 * the same moment is through before, or ends the link too (migration 0072).
 */
export async function renewFeedLink(
  deps: Pick<Deps, "db" | "clock" | "config">,
  user: User,
  handle: string,
): Promise<{ url: string; createdAt: string }> {
  const creator = await getCreator(deps, handle);
  const now = deps.clock.now();
  if (!(await isMember(deps.db, user.userId, creator.id, now))) throw new AppError("subscription_required");
  const token = randomBytes(32).toString("base64url");
  await deps.db.transaction().execute(async (trx) => {
    await requireSession(trx, user);
    const link = { token_hash: hashOf(token), created_at: now };
    await trx
      .insertInto("feed_links")
      .values({ ...link, user_id: user.userId, creator_id: creator.id })
      .onConflict((conflict) => conflict.columns(["user_id", "creator_id"]).doUpdateSet(link))
      .execute();
    await recordEvent(trx, deps.clock, {
      type: "feed_link.made",
      actorId: user.userId,
      creatorId: creator.id,
      subject: { type: "creator", id: creator.id },
    });
  });
  return { url: `${deps.config.BASE_URL}/feeds/${token}`, createdAt: now.toISOString() };
}

/** Nobody is signed out everywhere or suspended until this transaction is through; asks whether somebody just was. */
async function requireSession(trx: Database, { userId, sessionId }: User): Promise<void> {
  await trx.selectFrom("users").select("id").where("id", "=", userId).forShare().execute();
  const session = await trx
    .selectFrom("sessions")
    .select("id")
    .where("id", "=", sessionId)
    .executeTakeFirst();
  if (!session) throw new AppError("sign_in_required");
}

/** Takes the link of a member away. */
export async function removeFeedLink(deps: Pick<Deps, "db">, user: User, handle: string): Promise<void> {
  const creator = await getCreator(deps, handle);
  await deps.db
    .deleteFrom("feed_links")
    .where("user_id", "=", user.userId)
    .where("creator_id", "=", creator.id)
    .execute();
}

/** With the account go its links. */
export async function forgetFeedLinks(trx: Database, userId: string): Promise<void> {
  await trx.deleteFrom("feed_links").where("user_id", "=", userId).execute();
}

/** Whose feed of which creator a token opens at this moment; null for every reason that it does not. */
export async function openFeedLink(
  deps: Pick<Deps, "db" | "clock">,
  token: string,
): Promise<{ userId: string; creatorId: string; handle: string } | null> {
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return null;
  const link = await deps.db
    .selectFrom("feed_links as l")
    .innerJoin("users as u", "u.id", "l.user_id")
    .innerJoin("creators as c", "c.id", "l.creator_id")
    .select(["l.user_id", "l.creator_id", "c.handle"])
    .where("l.token_hash", "=", hashOf(token))
    .where("u.suspended_at", "is", null)
    .where("u.deleted_at", "is", null)
    .where("c.suspended_at", "is", null)
    .executeTakeFirst();
  if (!link || !(await isMember(deps.db, link.user_id, link.creator_id, deps.clock.now()))) return null;
  return { userId: link.user_id, creatorId: link.creator_id, handle: link.handle };
}

/** With a membership that is open, and not shut out by the creator. */
async function isMember(db: Database, userId: string, creatorId: string, at: Date): Promise<boolean> {
  const found = await db
    .selectFrom("subscriptions as s")
    .select("s.id")
    .where("s.user_id", "=", userId)
    .where("s.creator_id", "=", creatorId)
    .where(isOpenMembership("s", at))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("fan_blocks as b")
            .select("b.user_id")
            .whereRef("b.creator_id", "=", "s.creator_id")
            .whereRef("b.user_id", "=", "s.user_id"),
        ),
      ),
    )
    .executeTakeFirst();
  return found !== undefined;
}

async function getCreator(deps: Pick<Deps, "db">, handle: string) {
  const creator = await findCreatorByHandle(deps, handle);
  if (!creator || creator.suspendedAt) throw new AppError("not_found");
  return creator;
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
