import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";

/** Sends somebody the confirmation mail again, for operators. Refuses an address that is confirmed with `wrong_state`. */
export async function sendVerification(
  deps: Pick<Deps, "db" | "clock" | "auth" | "config">,
  operator: User,
  input: { id: string; reason: string },
): Promise<void> {
  const person = await deps.db
    .selectFrom("users")
    .select(["email", "email_verified"])
    .where("id", "=", input.id)
    .executeTakeFirst();
  if (!person) throw new AppError("not_found");
  if (person.email_verified) throw new AppError("wrong_state", "This address is confirmed already.");
  const answer = await deps.auth.handle(
    new Request(`${deps.config.BASE_URL}/api/auth/send-verification-email`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: new URL(deps.config.BASE_URL).origin },
      body: JSON.stringify({ email: person.email, callbackURL: "/verify-email?done=1" }),
    }),
  );
  if (!answer.ok) throw new AppError("unavailable", "The mail could not be made. Try again.");
  await recordEvent(deps.db, deps.clock, {
    type: "user.verification_sent",
    actorId: operator.userId,
    subject: { type: "user", id: input.id },
    data: { reason: input.reason },
  });
}
