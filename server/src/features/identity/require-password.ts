import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { invalidField } from "../../errors.ts";
import { forgiveRate, limitRate, type RateLimit } from "../../http/rate-limit.ts";
import { recordRefusedSignIn } from "./record-refused-sign-in.ts";

/** As many as a person mistypes; whoever found an open browser has no more. */
export const WRONG_PASSWORDS: RateLimit = { name: "own-password", max: 10, seconds: 15 * 60 };

/**
 * Makes sure that it is the person who asks, and not whoever sits at their browser. Refuses a wrong password as a field error, and notes
 * it for the alerts on guessing.
 */
export async function requirePassword(deps: Deps, user: User, password: string): Promise<void> {
  await limitRate(deps, WRONG_PASSWORDS, user.userId);
  if (!(await deps.auth.isPassword(user.userId, password))) {
    await recordRefusedSignIn(deps, user.email, null);
    throw invalidField("password", "The password is not right.");
  }
  await forgiveRate(deps, WRONG_PASSWORDS, user.userId);
}
