import type { z } from "zod";
import type { User } from "../../access/viewer.ts";
import type { Deps } from "../../deps.ts";
import { addSeconds } from "../../lib/clock.ts";
import { listMemberships } from "../creators/index.ts";
import type { me } from "./schemas.ts";

/** How exact "last seen" is; more would be a write with every page. */
const SEEN_SECONDS = 300;
/** Beyond that nobody counts. */
const MOST_COUNTED = 100;

/** The signed-in user's own account and the creators they act for. Asked with every page, so it notes that they were seen. */
export async function describeMe(deps: Deps, user: User): Promise<z.input<typeof me>> {
  const now = deps.clock.now();
  const account = await deps.db
    .selectFrom("users as u")
    .leftJoin("email_changes as e", (join) =>
      join.onRef("e.user_id", "=", "u.id").on("e.expires_at", ">", now),
    )
    .select((eb) => [
      "u.email_verified",
      "u.created_at",
      "e.new_email",
      eb
        .selectFrom(
          eb
            .selectFrom("notifications as n")
            .select("n.id")
            .whereRef("n.user_id", "=", "u.id")
            .where("n.read_at", "is", null)
            .limit(MOST_COUNTED)
            .as("unread"),
        )
        .select((count) => count.fn.countAll<number>().as("unread"))
        .as("unread"),
    ])
    .where("u.id", "=", user.userId)
    .executeTakeFirstOrThrow();
  await deps.db
    .updateTable("sessions")
    .set({ last_seen_at: now })
    .where("id", "=", user.sessionId)
    .where((eb) =>
      eb.or([eb("last_seen_at", "is", null), eb("last_seen_at", "<", addSeconds(now, -SEEN_SECONDS))]),
    )
    .execute();
  const creators = await listMemberships(deps, user.userId);
  return {
    user: {
      id: user.userId,
      name: user.name,
      email: user.email,
      emailVerified: account.email_verified,
      isOperator: user.isOperator || user.operatorWaits,
      needsTwoFactor: user.operatorWaits,
      newEmail: account.new_email,
      createdAt: account.created_at.toISOString(),
    },
    creators,
    isCreator: creators.length > 0,
    unreadNotifications: Number(account.unread ?? 0),
  };
}
