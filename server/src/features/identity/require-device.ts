import type { Database } from "../../db/client.ts";
import { describeDevice } from "../../lib/describe-device.ts";
import { newId } from "../../lib/ids.ts";
import { hashToken, newToken } from "./token.ts";

/** The device a session belongs to. One that was signed in without keeping our cookie becomes a device of its own. */
export async function requireDevice(
  trx: Database,
  { userId, sessionId, at }: { userId: string; sessionId: string; at: Date },
): Promise<string> {
  const session = await trx
    .selectFrom("sessions")
    .select(["device_id", "user_agent", "ip_address"])
    .where("id", "=", sessionId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  if (session.device_id) return session.device_id;
  const id = newId();
  await trx
    .insertInto("devices")
    .values({
      id,
      user_id: userId,
      token_hash: hashToken(newToken()),
      described: describeDevice(session.user_agent ?? ""),
      network: session.ip_address,
      created_at: at,
      last_seen_at: at,
    })
    .execute();
  await trx.updateTable("sessions").set({ device_id: id }).where("id", "=", sessionId).execute();
  return id;
}
