import type { z } from "zod";
import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { describeDevice } from "../../lib/describe-device.ts";
import type { sessionList } from "./schemas.ts";

/** Where the user is signed in: this session first, then the last seen. Their secrets stay in their cookies. */
export async function listSessions(deps: Deps, user: User): Promise<z.input<typeof sessionList>> {
  const rows = await deps.db
    .selectFrom("sessions")
    .select(["id", "ip_address", "user_agent", "created_at", "last_seen_at"])
    .where("user_id", "=", user.userId)
    .where("expires_at", ">", deps.clock.now())
    .orderBy((eb) => eb("id", "=", user.sessionId), "desc")
    .orderBy((eb) => eb.fn.coalesce("last_seen_at", "created_at"), "desc")
    .limit(100)
    .execute();
  return {
    items: rows.map((row) => ({
      id: row.id,
      isThis: row.id === user.sessionId,
      device: describeDevice(row.user_agent ?? ""),
      network: row.ip_address || null,
      startedAt: row.created_at.toISOString(),
      lastSeenAt: (row.last_seen_at ?? row.created_at).toISOString(),
    })),
  };
}
