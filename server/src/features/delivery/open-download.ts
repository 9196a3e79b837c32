import {
  type Decision,
  decide,
  type FactRow,
  type FileFacts,
  factColumns,
  factJoins,
  type SessionProof,
  toFacts,
} from "../../access/index.ts";
import { rowOfEach } from "../../db/row-of-each.ts";
import type { Deps } from "../../deps.ts";
import { openTicket } from "../../lib/signing.ts";
import type { Refusal } from "./denial.ts";

/** A download whose viewer was just found entitled. */
export type OpenDownload = {
  id: string;
  userId: string;
  sessionId: string;
  file: FileFacts["file"];
  storageKey: string;
  because: string;
  started: boolean;
  /** Ids of everything whose end would end this right. */
  hangsOn: string[];
};

export type Opened =
  | { ok: true; download: OpenDownload }
  | {
      ok: false;
      reason: Refusal;
      download: { id: string; userId: string; fileId: string } | null;
      actorId: string | null;
    };

type Asked = { proof: string; downloadId: string };
/** Reads what stands behind a session and a download; requests that are in flight together are one query. */
export type DownloadRows = Record<SessionProof["by"], (asked: Asked) => Promise<Row | undefined>>;

export function downloadRows({ pool, clock }: Pick<Deps, "pool" | "clock">): DownloadRows {
  const reader = (by: SessionProof["by"]) =>
    rowOfEach<Asked, Row>(pool, statements[by], (asked) => [
      asked.map(({ proof }) => proof),
      asked.map(({ downloadId }) => downloadId),
      clock.now(),
    ]);
  return { token: reader("token"), id: reader("id") };
}

/**
 * Answers whether the bearer of `proof` may have the bytes behind `ticketText` at this moment. The signature is verified before
 * the database is asked; then one statement reads the session, the download and the facts, and the decision is made again.
 * Changes nothing: looking (HEAD) does not use a link up.
 */
export async function openDownload(
  deps: Deps,
  rows: DownloadRows,
  ticketText: string,
  proof: SessionProof | null,
): Promise<Opened> {
  const ticket = openTicket(deps.ticketKeys, ticketText);
  if (!ticket) return refuse("invalid_link");
  const now = deps.clock.now();
  if (!proof) return refuse("sign_in_required");

  const row = await rows[proof.by]({ proof: proof.value, downloadId: ticket.downloadId });
  if (!row || row.session_user_id === null) return refuse("sign_in_required");
  const known = row.download_id ? { id: row.download_id, userId: row.user_id, fileId: row.file_id } : null;
  const refused = (reason: Refusal): Opened => ({
    ok: false,
    reason,
    download: known,
    actorId: row.session_user_id,
  });
  if (!known || row.user_id !== ticket.viewerId) return refused("invalid_link");
  if (row.session_user_id !== row.user_id) return refused("wrong_viewer");

  if (
    row.started_at === null
      ? now > row.start_by
      : now > row.resume_until! || row.bound_session_id !== row.session_id
  ) {
    return refused("link_expired");
  }
  const facts = toFacts(row);
  const decision: Decision = decide(facts);
  if (!decision.allowed) return refused(decision.reason);
  // The database has its own reading of the same rules; where the two differ, nobody gets anything and somebody has to look.
  if (row.storage_key === null) {
    deps.log.error({ download: known.id, file: known.fileId }, "the two walls disagree");
    return refused("not_found");
  }
  const grant = decision.because;
  return {
    ok: true,
    download: {
      id: known.id,
      userId: row.user_id,
      sessionId: row.session_id!,
      file: facts.file,
      storageKey: row.storage_key,
      because: grant.kind,
      started: row.started_at !== null,
      hangsOn: [
        ...[row.session_id!, row.user_id, facts.file.creatorId, known.fileId],
        ...(grant.kind === "purchase" ? [grant.purchaseId, grant.productId] : []),
      ],
    },
  };
}

type Row = FactRow & {
  session_id: string | null;
  session_user_id: string | null;
  bound_session_id: string;
  download_id: string | null;
  user_id: string;
  start_by: Date;
  started_at: Date | null;
  resume_until: Date | null;
  storage_key: string | null;
};

const text = (sessionColumn: "token" | "id", type: "text" | "uuid") => `
  select asked.n::int as n, found.* from unnest((select $1::${type}[]), (select $2::uuid[])) with ordinality asked (proof, download_id, n)
  cross join lateral (
    select s.id as session_id, s.user_id as session_user_id, d.id as download_id, d.user_id, d.session_id as bound_session_id,
      d.start_by, d.started_at, d.resume_until, storage_key_for(s.user_id, f.id) as storage_key, ${factColumns("d.user_id")}
    from sessions s
    join users u on u.id = s.user_id and u.suspended_at is null
    left join (downloads d join files f on f.id = d.file_id ${factJoins("d.user_id")}) on d.id = asked.download_id
    where s.${sessionColumn} = asked.proof and s.expires_at > $3
    limit 1) found`;
const statements = {
  token: { name: "open-downloads-by-token", text: text("token", "text") },
  id: { name: "open-downloads-by-session", text: text("id", "uuid") },
};
function refuse(reason: Refusal): Opened {
  return { ok: false, reason, download: null, actorId: null };
}
