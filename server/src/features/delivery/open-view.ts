import { factJoins, type SessionProof } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { openViewTicket } from "../../lib/signing.ts";
import type { Refusal } from "./denial.ts";
import {
  type AskedFrom,
  askerOfTicket,
  type Opened,
  type Opening,
  passWalls,
  type Refused,
  refuseUnknown,
  type TicketRow,
  type TicketRows,
  ticketRows,
} from "./open-ticket.ts";

export type OpenView = Opening & { viewType: string };
export type ViewRows = TicketRows<TicketRow>;

export function viewRows(deps: Pick<Deps, "pool" | "clock">): ViewRows {
  const asker = askerOfTicket("s.user_id");
  return ticketRows<TicketRow>(deps, {
    name: "views",
    columns: "",
    join: `(files f ${factJoins(asker)}) on f.id = asked.id`,
    asker,
  });
}

/**
 * Answers whether the bearer of `proof` may be shown the bytes behind `ticketText` at this moment. All that a view ticket says
 * stands in it, signed; who may have the file is decided anew each time, as for a download.
 */
export async function openView(
  deps: Pick<Deps, "viewKeys" | "clock" | "log">,
  rows: ViewRows,
  ticketText: string,
  proof: SessionProof | null,
  { country }: AskedFrom,
): Promise<Opened<OpenView>> {
  const ticket = openViewTicket(deps.viewKeys, ticketText);
  if (!ticket) return refuseUnknown("invalid_link");
  if (!proof) return refuseUnknown("sign_in_required");
  const now = deps.clock.now();

  const row = await rows[proof.by]({ proof: proof.value, id: ticket.fileId, country });
  if (!row || row.session_user_id === null) return refuseUnknown("sign_in_required");
  const known = { id: ticket.viewId, userId: ticket.viewerId, fileId: ticket.fileId };
  const refused = (reason: Refusal): Refused => ({
    ok: false,
    reason,
    ticket: known,
    actorId: row.session_user_id,
  });
  if (row.session_user_id !== ticket.viewerId) return refused("wrong_viewer");
  if (now.getTime() >= ticket.expiresAt * 1000) return refused("link_expired");
  // To look is no download: it uses none up, and needs none left.
  const passed = passWalls(deps, known, row, true);
  if (!passed.ok) return passed;
  const { viewType } = passed.opening.file;
  return viewType === null ? refused("not_viewable") : { ok: true, opening: { ...passed.opening, viewType } };
}
