import type { Database } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { newId } from "../../lib/ids.ts";
import { type ComposedMail, queueMails } from "../mail/index.ts";
import { type Kind, needsProvedAddress } from "./kinds.ts";
import { unsubscribeUrl } from "./unsubscribe-link.ts";

type Notice = {
  userId: string;
  kind: Kind;
  /** What it is about, as a key: one occasion tells a person once. */
  occasion: string;
  /** The same for its mail, where several occasions share one. */
  mailOccasion?: string;
  /** Its mail lets every other go first. */
  waits?: boolean;
  creatorId: string;
  postId?: string;
  commentId?: string;
  subscriptionId?: string;
  purchaseId?: string;
};
type Parts = Pick<Deps, "clock" | "jobs" | "config" | "unsubscribeKeys">;

/**
 * Tells one person that something happened, in the page and with a mail where they want to hear of it, within the caller's
 * transaction. The mail is made only if it is sent, and is given the address that ends such mails. Twice tells once.
 */
export async function notify(
  deps: Parts,
  trx: Database,
  notice: Notice,
  mail?: (to: { unsubscribeUrl: string }) => ComposedMail,
): Promise<void> {
  const { userId, kind, occasion } = notice;
  const wants = await waysOf(trx, userId, kind);
  if (wants.page)
    await trx
      .insertInto("notifications")
      .values({
        id: newId(),
        user_id: userId,
        kind,
        occasion,
        creator_id: notice.creatorId,
        post_id: notice.postId ?? null,
        comment_id: notice.commentId ?? null,
        subscription_id: notice.subscriptionId ?? null,
        purchase_id: notice.purchaseId ?? null,
        created_at: deps.clock.now(),
      })
      .onConflict((conflict) => conflict.columns(["user_id", "kind", "occasion"]).doNothing())
      .execute();
  if (!mail || !wants.mail) return;
  const composed = mail({ unsubscribeUrl: unsubscribeUrl(deps, { userId, kind }) });
  const dedupeKey = `${kind}:${notice.mailOccasion ?? occasion}:${userId}`;
  await queueMails({ ...deps, db: trx }, [{ ...composed, dedupeKey }], { waits: notice.waits ?? false });
}

/** Where somebody is to be told of this. */
async function waysOf(trx: Database, userId: string, kind: Kind): Promise<{ page: boolean; mail: boolean }> {
  const rows = await trx
    .selectFrom("users as u")
    .leftJoin("notification_mutes as m", (join) =>
      join.onRef("m.user_id", "=", "u.id").on("m.kind", "=", kind),
    )
    .select(["u.email_verified", "m.way"])
    .where("u.id", "=", userId)
    .execute();
  const reachable = rows[0] !== undefined && (rows[0].email_verified || !needsProvedAddress(kind));
  const muted = new Set(rows.map(({ way }) => way));
  return { page: rows.length > 0 && !muted.has("page"), mail: reachable && !muted.has("mail") };
}
