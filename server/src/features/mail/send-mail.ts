import type { Deps } from "../../deps.ts";

/** Job: hands one queued mail to the mail port. A failure is noted on the row and thrown, so that the job is tried again. */
export async function sendMail(deps: Deps, payload: { mailId: string }): Promise<void> {
  const mail = await deps.db
    .selectFrom("mails")
    .selectAll()
    .where("id", "=", payload.mailId)
    .where("sent_at", "is", null)
    .executeTakeFirst();
  if (!mail) return;
  const mark = (values: { sent_at?: Date; error: string | null }) =>
    deps.db.updateTable("mails").set(values).where("id", "=", mail.id).execute();
  try {
    await deps.mail.send({
      to: mail.to_address,
      subject: mail.subject,
      text: mail.text_body,
      html: mail.html_body,
    });
  } catch (error) {
    await mark({ error: (error as Error).message.slice(0, 500) });
    throw error;
  }
  await mark({ sent_at: deps.clock.now(), error: null });
}
