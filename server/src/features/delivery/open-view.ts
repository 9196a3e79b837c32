import { type AskerSql, factColumns, factJoins, NOBODY, type SessionProof } from "../../access/index.ts";
import { rowOfEach } from "../../db/row-of-each.ts";
import type { Deps } from "../../deps.ts";
import { openViewTicket } from "../../lib/signing.ts";
import { type Looker, sizeKey } from "../media/index.ts";
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
  withLocations,
} from "./open-ticket.ts";

/** `mark`: the picture is drawn anew with this on it, and lies nowhere as it is sent. */
export type OpenView = Opening & { viewType: string; mark: Mark | null };
export type Mark = { width: number; creatorHandle: string; looker: Looker };
/** What a mark says: who looks, and whose pictures these are. */
type ViewRow = TicketRow & { viewer_name: string | null; mark_code: string | null; creator_handle: string };
export type ViewRows = TicketRows<ViewRow> & {
  /** For nobody who is signed in. */
  public(asked: { id: string; country: string | null }): Promise<ViewRow | undefined>;
};

export function viewRows(deps: Pick<Deps, "gatePool" | "clock">): ViewRows {
  const asker = askerOfTicket("s.user_id");
  const bySession = ticketRows<ViewRow>(deps, {
    name: "views",
    columns: `u.name as viewer_name, c.handle as creator_handle, (
      select k.code from watermark_codes k where k.creator_id = f.creator_id and k.user_id = s.user_id) as mark_code,`,
    join: `(files f ${factJoins(asker)}) on f.id = asked.id`,
    asker,
  });
  return { ...bySession, public: publicRows(deps) };
}

/**
 * Answers whether the bearer of `proof` may be shown the bytes behind `ticketText` at this moment. All that a view ticket says
 * stands in it, signed; who may have the file is decided anew each time, as for a download.
 */
export async function openView(
  deps: Pick<Deps, "viewKeys" | "clock" | "log" | "storage">,
  rows: ViewRows,
  ticketText: string,
  proof: SessionProof | null,
  { country }: AskedFrom,
): Promise<Opened<OpenView>> {
  const ticket = openViewTicket(deps.viewKeys, ticketText);
  if (!ticket) return refuseUnknown("invalid_link");
  if (ticket.viewerId === NOBODY) return openPublicView(deps, rows, ticket, country);
  if (!proof) return refuseUnknown("sign_in_required");
  const now = deps.clock.now();

  const row = await rows[proof.by]({
    proof: proof.value,
    id: ticket.fileId,
    country,
    ticket: ticket.viewId,
  });
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
  const passed = passWalls(deps, known, row, { purpose: "view", signedIn: true, finishing: true });
  if (!passed.ok) return passed;
  rows.underWay(known, passed.opening.storageKey);
  return (await formOf(deps, passed.opening, ticket, row)) ?? refused("not_viewable");
}

/**
 * What is shown of the file: itself, or the size of it that the ticket names, with the viewer's mark where one is due; null when there is
 * no such thing. Decided here and not in the ticket: what it says of sizes was right for who they were then.
 */
async function formOf(
  { storage }: Pick<Deps, "storage">,
  opening: Opening,
  { variant, viewerId }: { variant: number; viewerId: string },
  row: ViewRow,
): Promise<{ ok: true; opening: OpenView } | null> {
  const { file, throughPost, marked } = opening;
  if (variant === 0) {
    const { viewType } = file;
    if (viewType === null || (throughPost && viewType.startsWith("image/"))) return null;
    return { ok: true, opening: { ...opening, viewType, mark: null } };
  }
  const storageKey = sizeKey(opening.storageKey, variant);
  const sizeBytes = await storage.size(storageKey);
  if (sizeBytes === null) return null;
  const viewType = "image/webp";
  if (marked) {
    const { viewer_name: name, mark_code: code, creator_handle: creatorHandle } = row;
    const looker = viewerId === NOBODY ? null : { userId: viewerId, name: name ?? "", code };
    return { ok: true, opening: { ...opening, viewType, mark: { width: variant, creatorHandle, looker } } };
  }
  const size = { ...file, sizeBytes, sha256: `${file.sha256}-w${variant}` };
  return { ok: true, opening: { ...opening, storageKey, file: size, viewType, mark: null } };
}

const VISITOR: AskerSql = { viewer: "null::uuid", session: "null::uuid", country: "asked.country", at: "$3" };

/** What is open to everybody has no viewer to prove: the facts, as they are for nobody. */
function publicRows({ gatePool, clock }: Pick<Deps, "gatePool" | "clock">): ViewRows["public"] {
  return rowOfEach(
    gatePool,
    {
      name: "open-public-views",
      text: withLocations(`
        select asked.n::int as n, asked.country as asked_from, null::uuid as session_id, null::uuid as session_user_id, null as viewer_name,
          null as mark_code, found.*
        from unnest((select $1::uuid[]), (select $2::text[])) with ordinality asked (id, country, n)
        cross join lateral (
          select c.handle as creator_handle, ${factColumns(VISITOR)}
          from files f ${factJoins(VISITOR)} where f.id = asked.id limit 1) found`),
    },
    (asked) => [asked.map(({ id }) => id), asked.map(({ country }) => country), clock.now()],
  );
}

async function openPublicView(
  deps: Pick<Deps, "clock" | "log" | "storage">,
  rows: ViewRows,
  ticket: NonNullable<ReturnType<typeof openViewTicket>>,
  country: string | null,
): Promise<Opened<OpenView>> {
  if (deps.clock.now().getTime() >= ticket.expiresAt * 1000) return refuseUnknown("link_expired");
  const row = await rows.public({ id: ticket.fileId, country });
  if (!row) return refuseUnknown("not_found");
  const known = { id: ticket.viewId, userId: NOBODY, fileId: ticket.fileId };
  const asked = { purpose: "view", signedIn: false, finishing: true } as const;
  const passed = passWalls(deps, known, row, asked);
  if (!passed.ok) return passed;
  return (await formOf(deps, passed.opening, ticket, row)) ?? refuseUnknown("not_viewable");
}
