import type { Config } from "../../config.ts";
import type { Database } from "../../db/client.ts";
import type { Jobs } from "../../jobs/jobs.ts";
import type { Clock } from "../../lib/clock.ts";
import { newId } from "../../lib/ids.ts";
import type { ComposedMail } from "./compose-mail.ts";

/** Where nobody can be reached (RFC 2606, section 2): the addresses of people who have left end so. */
export const NOWHERE = ".invalid";

type Parts = { db: Database; clock: Clock; jobs: Jobs; config: Pick<Config, "SITE_NAME"> };
type Queued = ComposedMail & { dedupeKey?: string };

/**
 * Writes a mail into the outbox and queues its sending; within the caller's transaction when `db` is one. A mail with a
 * `dedupeKey` that was written before is not written again, and none to somebody who has left.
 * Never waits for a mail server.
 */
export async function queueMail(parts: Parts, mail: Queued): Promise<void> {
  await queueMails(parts, [mail]);
}

/** The same for many at once, in two statements. Those that `wait` let every other mail and job go first. */
export async function queueMails(
  { db, clock, jobs, config }: Parts,
  mails: Queued[],
  options: { waits?: boolean } = {},
): Promise<void> {
  const rows = mails
    .filter(({ to }) => !to.endsWith(NOWHERE))
    .map((mail) => ({
      id: newId(),
      to_address: mail.to,
      user_id: mail.userId,
      names_user_id: mail.namesUserId,
      subject: mail.subject,
      text_body: mail.text,
      html_body: mail.html(config.SITE_NAME),
      kind: mail.kind,
      unsubscribe_url: mail.unsubscribeUrl,
      dedupe_key: mail.dedupeKey ?? null,
      created_at: clock.now(),
    }));
  if (rows.length === 0) return;
  const written = await db
    .insertInto("mails")
    .values(rows)
    .onConflict((conflict) => conflict.column("dedupe_key").doNothing())
    .returning("id")
    .execute();
  await jobs.addEach(
    db,
    "send-mail",
    written.map(({ id }) => ({ mailId: id })),
    options,
  );
}
