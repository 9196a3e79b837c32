import type { Deps } from "../../deps.ts";
import type { Person } from "./mails.ts";

/** Whose sign-in waits for its second step in the browser that brings this cookie, or null when none does any more. */
export async function findPendingSignIn(
  { auth, db, clock }: Deps,
  cookieHeader: string | undefined,
): Promise<Person | null> {
  const identifier = auth.pendingSignIn(cookieHeader);
  if (!identifier) return null;
  const person = await db
    .selectFrom("verifications as v")
    .innerJoin("users as u", (join) => join.on((eb) => eb(eb.cast("u.id", "text"), "=", eb.ref("v.value"))))
    .select(["u.id", "u.email", "u.name"])
    .where("v.identifier", "=", identifier)
    .where("v.expires_at", ">", clock.now())
    .where("u.suspended_at", "is", null)
    .executeTakeFirst();
  return person ?? null;
}
