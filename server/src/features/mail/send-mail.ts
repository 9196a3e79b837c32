import type { Deps } from "../../deps.ts";
import { holdsSecret, PARTING_KIND } from "./secret-kinds.ts";

/** Job: hands one queued mail to the mail port. A failure is noted on the row and thrown, so that the job is tried again. */
export async function sendMail(deps: Deps, payload: { mailId: string }): Promise<void> {
  const mail = await deps.db
    .selectFrom("mails")
    .selectAll()
    .where("id", "=", payload.mailId)
    .where("sent_at", "is", null)
    .executeTakeFirst();
  if (!mail) return;
  // A link that opens an account is not kept once it is on its way; without a mail server the log is where it is read.
  const gone = { text_body: "The link in this mail is not kept.", html_body: "" };
  const keepsLinks = !holdsSecret(deps.config, mail.kind);
  const mark = (values: { sent_at?: Date; error: string | null; text_body?: string; html_body?: string }) =>
    deps.db.updateTable("mails").set(values).where("id", "=", mail.id).execute();
  try {
    await deps.mail.send({
      kind: mail.kind,
      to: mail.to_address,
      subject: mail.subject,
      text: mail.text_body,
      html: mail.html_body,
      unsubscribeUrl: mail.unsubscribe_url,
    });
  } catch (error) {
    await mark({ error: (error as Error).message.slice(0, 500) });
    throw error;
  }
  if (mail.kind === PARTING_KIND) await deps.db.deleteFrom("mails").where("id", "=", mail.id).execute();
  else await mark({ sent_at: deps.clock.now(), error: null, ...(keepsLinks ? {} : gone) });
}
