import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { runNow } from "../../jobs/queue.ts";
import { newId } from "../../lib/ids.ts";
import { holdsSecret } from "./secret-kinds.ts";

/**
 * Sends a mail again, for operators: one that is still waiting is tried now, one that was sent goes out as a new mail with the same
 * words. A link that opens an account was not kept after sending; those are refused with `wrong_state`. Answers the id of the mail
 * that is on its way.
 */
export async function resendMail(
  deps: Pick<Deps, "db" | "clock" | "config" | "jobs">,
  operator: User,
  input: { id: string; reason: string },
): Promise<string> {
  return deps.db.transaction().execute(async (trx) => {
    const mail = await trx
      .selectFrom("mails")
      .selectAll()
      .where("id", "=", input.id)
      .forUpdate()
      .executeTakeFirst();
    if (!mail) throw new AppError("not_found");
    if (mail.sent_at && holdsSecret(deps.config, mail.kind)) {
      throw new AppError(
        "wrong_state",
        "Its link was not kept. Send a new confirmation from the user's page.",
      );
    }
    const again = mail.sent_at ? newId() : mail.id;
    if (mail.sent_at) {
      const { to_address, user_id, names_user_id, subject, text_body, html_body, kind, unsubscribe_url } =
        mail;
      // Whom it is to and whom it names are copied too: by them it is erased.
      const about = { to_address, user_id, names_user_id };
      const copy = { ...about, subject, text_body, html_body, kind, unsubscribe_url };
      await trx
        .insertInto("mails")
        .values({ ...copy, id: again, created_at: deps.clock.now() })
        .execute();
    }
    await runNow(trx, deps.jobs, "send-mail", { mailId: again });
    await recordEvent(trx, deps.clock, {
      type: "mail.resent",
      actorId: operator.userId,
      subject: { type: "mail", id: mail.id },
      data: { kind: mail.kind, mail: again, reason: input.reason },
    });
    return again;
  });
}
