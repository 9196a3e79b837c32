import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";

/** Notes that somebody has seen some of what they were told, or all of it. Other people's ids change nothing. Answers how much is left. */
export async function markRead(
  deps: Pick<Deps, "db" | "clock">,
  user: User,
  ids: string[] | "all",
): Promise<{ unread: number }> {
  const own = deps.db
    .updateTable("notifications")
    .set({ read_at: deps.clock.now() })
    .where("user_id", "=", user.userId)
    .where("read_at", "is", null);
  await (ids === "all" ? own : own.where("id", "in", ids)).execute();
  const { unread } = await deps.db
    .selectFrom("notifications")
    .select((eb) => eb.fn.countAll<number>().as("unread"))
    .where("user_id", "=", user.userId)
    .where("read_at", "is", null)
    .executeTakeFirstOrThrow();
  return { unread: Number(unread) };
}
