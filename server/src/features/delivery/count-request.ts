import { sql } from "kysely";
import { type DenyReason, decide, findFileFacts, readerWithin } from "../../access/index.ts";
import type { Database } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { requireDevice } from "../identity/index.ts";
import { finishing } from "./open-download.ts";
import type { Opening, TicketKind } from "./open-ticket.ts";

/**
 * Notes a request for bytes of what is limited, before any is sent: its device takes a place, and its download stands for a whole
 * copy until what was sent is known. One after the other for a buyer and creator, and asked again in turn, so that of many at once
 * no more get through than may. Answers why not, or null.
 */
export async function countRequest(
  deps: Deps,
  opening: Opening,
  { kind, bytes, country }: { kind: TicketKind; bytes: number; country: string | null },
): Promise<DenyReason | null> {
  const { id, userId, sessionId, file } = opening;
  const at = deps.clock.now();
  const turn = `limits ${userId} ${file.creatorId}`;
  return deps.db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${turn}, 0))`.execute(trx);
    const deviceId = await requireDevice(trx, { userId, sessionId, at });
    const facts = await findFileFacts(readerWithin(trx), { userId, sessionId, country, at }, file.id);
    // To look takes a place, but is no download.
    const counted = kind === "view" || (await isCounted(trx, { id, bytes, at }));
    const decision = decide(facts, { purpose: kind, signedIn: true, finishing: counted });
    if (!decision.allowed) return decision.reason;
    // Only products have limits that are counted.
    if (decision.because.kind !== "purchase" || !decision.because.productId) return null;
    const { purchaseId, productId } = decision.because;
    if (kind === "download") {
      await trx
        .updateTable("downloads")
        .set((eb) => ({ flowing: eb("flowing", "+", 1), purchase_id: purchaseId, product_id: productId }))
        .where("id", "=", id)
        .execute();
    }
    if (!counted) await endBrokenOff(trx, { id, purchaseId, file, at });
    await trx
      .insertInto("device_places")
      .values({
        user_id: userId,
        product_id: productId,
        creator_id: file.creatorId,
        device_id: deviceId,
        taken_at: at,
        last_used_at: at,
      })
      .onConflict((conflict) =>
        conflict.columns(["user_id", "product_id", "device_id"]).doUpdateSet({ last_used_at: at }),
      )
      .execute();
    return null;
  });
}

/** Whether these bytes belong to a copy that was counted when its first were sent. */
async function isCounted(
  trx: Database,
  { id, bytes, at }: { id: string; bytes: number; at: Date },
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from downloads d join files f on f.id = d.file_id
    where d.id = ${id} and d.resume_until > ${at} and ${sql.raw(finishing(String(bytes)))}`.execute(trx);
  return rows.length > 0;
}

/**
 * A new download takes the place of those that were broken off: each might still fetch a whole copy, and a hundred that were begun
 * with a byte each would be a hundred.
 */
async function endBrokenOff(
  trx: Database,
  { id, purchaseId, file, at }: { id: string; purchaseId: string; file: Opening["file"]; at: Date },
): Promise<void> {
  await trx
    .updateTable("downloads")
    .set({ resume_until: at })
    .where("purchase_id", "=", purchaseId)
    .where("file_id", "=", file.id)
    .where("id", "<>", id)
    .where("flowing", "=", 0)
    .where("resume_until", ">", at)
    .whereRef("bytes_sent", ">", "forgiven_bytes")
    .where("bytes_sent", "<", file.sizeBytes)
    .execute();
}
