import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";

/** Lets the address stay as it is: the link that was sent opens nothing any more. Harmless when none was. */
export async function cancelEmailChange(deps: Deps, user: User): Promise<void> {
  await deps.db.deleteFrom("email_changes").where("user_id", "=", user.userId).execute();
}
