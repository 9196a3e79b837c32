import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";

/**
 * Refuses with `email_not_verified` somebody whose address is not proved: it may be another person's, who will take the account over by a
 * new password. What outlives that waits for the proof.
 */
export async function requireProof({ db }: Pick<Deps, "db">, user: User): Promise<void> {
  const { email_verified } = await db
    .selectFrom("users")
    .select("email_verified")
    .where("id", "=", user.userId)
    .executeTakeFirstOrThrow();
  if (!email_verified)
    throw new AppError(
      "email_not_verified",
      "Open the link in the mail that we sent you; you can have it sent again under Settings. Then set this up.",
    );
}
