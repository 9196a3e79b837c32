import type { z } from "zod";
import type { User } from "../../access/viewer.ts";
import type { Deps } from "../../deps.ts";
import { listMemberships } from "../creators/index.ts";
import type { me } from "./schemas.ts";

/** The signed-in user's own account and the creators they act for. */
export async function describeMe(deps: Deps, user: User): Promise<z.output<typeof me>> {
  const account = await deps.db
    .selectFrom("users")
    .select(["email_verified", "created_at"])
    .where("id", "=", user.userId)
    .executeTakeFirstOrThrow();
  const creators = await listMemberships(deps, user.userId);
  return {
    user: {
      id: user.userId,
      name: user.name,
      email: user.email,
      emailVerified: account.email_verified,
      isOperator: user.isOperator,
      createdAt: account.created_at.toISOString(),
    },
    creators,
    isCreator: creators.length > 0,
  };
}
