import { factJoins, type SessionProof } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { openTicket } from "../../lib/signing.ts";
import type { Refusal } from "./denial.ts";
import {
  type AskedFrom,
  askerOfTicket,
  type Opened,
  passWalls,
  type Refused,
  refuseUnknown,
  type TicketRow,
  type TicketRows,
  ticketRows,
} from "./open-ticket.ts";

export type DownloadRows = TicketRows<Row>;

type Row = TicketRow & {
  bound_session_id: string;
  download_id: string | null;
  user_id: string;
  start_by: Date;
  started_at: Date | null;
  resume_until: Date | null;
  finishing: boolean | null;
};

export function downloadRows(deps: Pick<Deps, "gatePool" | "clock">): DownloadRows {
  const asker = askerOfTicket("d.user_id");
  return ticketRows<Row>(deps, {
    name: "downloads",
    columns: `d.id as download_id, d.user_id, d.session_id as bound_session_id, d.start_by, d.started_at, d.resume_until,
      ${finishing("1")} as finishing,`,
    join: `(downloads d join files f on f.id = d.file_id ${factJoins(asker)}) on d.id = asked.id`,
    asker,
  });
}

/**
 * Counted already, and short of what it may fetch for its one copy: the file, and a tenth that may have been lost on the way.
 * `more`: bytes that are asked for now; while others flow they may be the same ones, of a client with several connections.
 */
export const finishing = (more: string) => `(d.flowing > 0 or d.bytes_sent > d.forgiven_bytes)
  and d.bytes_sent - d.forgiven_bytes + case when d.flowing > 0 then 1 else ${more} end <= f.size_bytes + f.size_bytes / 10`;

/**
 * Answers whether the bearer of `proof` may have the bytes behind `ticketText` at this moment. The signature is verified before
 * the database is asked; then one statement reads the session, the download and the facts, and the decision is made again.
 * Changes nothing: looking (HEAD) does not use a link up.
 */
export async function openDownload(
  deps: Pick<Deps, "ticketKeys" | "clock" | "log">,
  rows: DownloadRows,
  ticketText: string,
  proof: SessionProof | null,
  { country, underWay = false }: AskedFrom,
): Promise<Opened> {
  const ticket = openTicket(deps.ticketKeys, ticketText);
  if (!ticket) return refuseUnknown("invalid_link");
  const now = deps.clock.now();
  if (!proof) return refuseUnknown("sign_in_required");

  const row = await rows[proof.by]({
    proof: proof.value,
    id: ticket.downloadId,
    country,
    ticket: ticket.downloadId,
  });
  if (!row || row.session_user_id === null) return refuseUnknown("sign_in_required");
  const known = row.download_id ? { id: row.download_id, userId: row.user_id, fileId: row.file_id } : null;
  const refused = (reason: Refusal): Refused => ({
    ok: false,
    reason,
    ticket: known,
    actorId: row.session_user_id,
  });
  if (!known || row.user_id !== ticket.viewerId) return refused("invalid_link");
  if (row.session_user_id !== row.user_id) return refused("wrong_viewer");

  if (
    row.started_at === null
      ? now > row.start_by
      : now >= row.resume_until! || row.bound_session_id !== row.session_id
  ) {
    return refused("link_expired");
  }
  const passed = passWalls(deps, known, row, {
    purpose: "download",
    signedIn: true,
    finishing: underWay || row.finishing === true,
  });
  if (!passed.ok) return passed;
  const started = row.started_at !== null;
  // What stands at the start stands there even if somebody has looked (HEAD) before.
  if (started) rows.underWay(known, passed.opening.storageKey);
  return { ok: true, opening: { ...passed.opening, started } };
}
