import { decide, findFileFacts, type User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { recordEvent } from "../../events/record-event.ts";
import { addSeconds } from "../../lib/clock.ts";
import { newId } from "../../lib/ids.ts";
import { sealTicket } from "../../lib/signing.ts";
import { denial } from "./denial.ts";

export type NewDownload = { id: string; url: string; expiresAt: string };

/**
 * Decides, and if the viewer may have the file, makes a download and its ticket: a URL that works for this viewer only and must
 * be started before `expiresAt`. Refuses with the decision's reason, after recording it.
 */
export async function createDownload(
  deps: Deps,
  user: User,
  input: { fileId: string; address: string | null; userAgent: string | null },
): Promise<NewDownload> {
  const facts = await findFileFacts(deps.pool, user.userId, input.fileId);
  const decision = decide(facts);
  if (!decision.allowed || facts === null) {
    const reason = decision.allowed ? "not_found" : decision.reason;
    deps.metrics.refusals.inc({ reason, at: "ticket" });
    await recordEvent(deps.db, deps.clock, {
      type: "access.denied",
      actorId: user.userId,
      creatorId: facts?.file.creatorId,
      subject: { type: "file", id: input.fileId },
      address: input.address,
      data: { reason, at: "ticket", country: deps.geo.countryOf(input.address) },
    });
    throw denial(reason);
  }

  const id = newId();
  const now = deps.clock.now();
  const startBy = addSeconds(now, deps.config.DOWNLOAD_START_SECONDS);
  const grant = decision.because;
  // One statement for both rows: the event and the download stand or fall together without a transaction's round trips.
  await deps.pool.query({
    name: "create-download",
    text: `with event as (
        insert into events (at, type, actor_id, creator_id, subject_type, subject_id, address, data)
        values ($2, 'download.created', $3, $5, 'file', $4::text, $6, jsonb_build_object('download', $1::text, 'because', $7::text, 'country', $13::text)))
      insert into downloads (id, created_at, user_id, file_id, session_id, because, address, user_agent, product_id, purchase_id, start_by)
      values ($1::uuid, $2, $3, $4::uuid, $8, $7, $6, $9, $10, $11, $12)`,
    values: [
      id,
      now,
      user.userId,
      input.fileId,
      facts.file.creatorId,
      input.address,
      grant.kind,
      user.sessionId,
      input.userAgent?.slice(0, 300) ?? null,
      grant.kind === "purchase" ? grant.productId : null,
      grant.kind === "purchase" ? grant.purchaseId : null,
      startBy,
      deps.geo.countryOf(input.address),
    ],
  });

  deps.metrics.tickets.inc({ grant: grant.kind });
  const expiresAt = Math.floor(startBy.getTime() / 1000);
  const ticket = sealTicket(deps.ticketKeys, { downloadId: id, viewerId: user.userId, expiresAt });
  return { id, url: `${deps.config.BASE_URL}/api/v1/downloads/${ticket}`, expiresAt: startBy.toISOString() };
}
