import type { Database } from "../../db/client.ts";

/** Erases every mail about an account and to its address, waiting ones included. */
export async function eraseMails(trx: Database, user: { userId: string; email: string }): Promise<void> {
  await trx
    .deleteFrom("mails")
    .where((eb) => eb.or([eb("user_id", "=", user.userId), eb("to_address", "=", user.email)]))
    .execute();
}
