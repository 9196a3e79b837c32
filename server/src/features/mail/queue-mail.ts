import type { Config } from "../../config.ts";
import type { Database } from "../../db/client.ts";
import type { Jobs } from "../../jobs/jobs.ts";
import type { Clock } from "../../lib/clock.ts";
import { newId } from "../../lib/ids.ts";
import type { ComposedMail } from "./compose-mail.ts";

/** Where nobody can be reached (RFC 2606, section 2): the addresses of people who have left end so. */
export const NOWHERE = ".invalid";

/**
 * Writes a mail into the outbox and queues its sending; within the caller's transaction when `db` is one. A mail with a
 * `dedupeKey` that was written before is not written again, and none to somebody who has left.
 * Never waits for a mail server.
 */
export async function queueMail(
  parts: { db: Database; clock: Clock; jobs: Jobs; config: Pick<Config, "SITE_NAME"> },
  mail: ComposedMail & { dedupeKey?: string },
): Promise<void> {
  if (mail.to.endsWith(NOWHERE)) return;
  const mailId = newId();
  const inserted = await parts.db
    .insertInto("mails")
    .values({
      id: mailId,
      to_address: mail.to,
      user_id: mail.userId,
      subject: mail.subject,
      text_body: mail.text,
      html_body: mail.html(parts.config.SITE_NAME),
      kind: mail.kind,
      dedupe_key: mail.dedupeKey ?? null,
      created_at: parts.clock.now(),
    })
    .onConflict((conflict) => conflict.column("dedupe_key").doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows) await parts.jobs.add(parts.db, "send-mail", { mailId });
}
