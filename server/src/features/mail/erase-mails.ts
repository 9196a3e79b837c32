import type { Database } from "../../db/client.ts";

/** Erases every mail about an account, to its address and to others that names its person, waiting ones included. */
export async function eraseMails(trx: Database, user: { userId: string; email: string }): Promise<void> {
  await trx
    .deleteFrom("mails")
    .where((eb) =>
      eb.or([
        eb("user_id", "=", user.userId),
        eb("to_address", "=", user.email),
        eb("names_user_id", "=", user.userId),
      ]),
    )
    .execute();
}
