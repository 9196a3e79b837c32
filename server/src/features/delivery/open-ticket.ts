import {
  type AskerSql,
  decide,
  type FactRow,
  type FileFacts,
  factColumns,
  type Grant,
  isMarked,
  isThroughPost,
  NOBODY,
  type Question,
  type SessionProof,
  toFacts,
} from "../../access/index.ts";
import { rowOfEach } from "../../db/row-of-each.ts";
import type { Deps } from "../../deps.ts";
import type { Refusal } from "./denial.ts";
import { openLocations } from "./locations.ts";

/** A download is kept, a view is shown in a page; they differ in their tickets, not in who may have the bytes. */
export type TicketKind = "download" | "view";
/** A genuine ticket, whether it opens or not. */
export type KnownTicket = { id: string; userId: string; fileId: string };

/** What a ticket opens for its viewer, who was just found entitled. */
export type Opening = {
  /** Of the ticket. */
  id: string;
  userId: string;
  sessionId: string;
  file: FileFacts["file"];
  storageKey: string;
  because: string;
  /** A post opens it: of its pictures only sizes are shown, which know nothing of place, time and camera. */
  throughPost: boolean;
  /** Pictures made of it carry a mark of whoever looks. */
  marked: boolean;
  /** Somebody has begun with it, so that nothing is left to claim. */
  started: boolean;
  /** A limit counts what is fetched: the request has to be noted before a byte is sent. */
  counted: boolean;
  /** Ids of everything whose end would end this right. */
  hangsOn: string[];
};
export type Refused = { ok: false; reason: Refusal; ticket: KnownTicket | null; actorId: string | null };
export type Opened<Of extends Opening = Opening> = { ok: true; opening: Of } | Refused;

/** What the decision looks at beside the ticket and its proof. */
export type AskedFrom = {
  /** Of the address of this very request; null: unknown. */
  country: string | null;
  /** Bytes of it are being sent: it was counted when they began. */
  underWay?: boolean;
};

/** What stands behind a proof and a ticket: the session, the facts, and the location that the second wall shows. */
export type TicketRow = FactRow & {
  session_id: string | null;
  session_user_id: string | null;
  storage_key: string | null;
};
/** `id`: what the row is found by; `ticket`: the ticket's own. */
type Asked = { proof: string; id: string; country: string | null; ticket: string };
export type TicketRows<Row> = Record<SessionProof["by"], (asked: Asked) => Promise<Row | undefined>> & {
  /** Both walls have let the ticket through: further requests with it need only the first, for a minute. */
  underWay(ticket: KnownTicket, storageKey: string): void;
};

/**
 * Reads {@link TicketRow}s of one kind of ticket in one statement; requests that are in flight together are one query. `source` is
 * a join that has the file `f` and the facts of `asker`, and hangs on `asked.id`. The second wall is asked too, unless the ticket
 * is under way.
 */
export function ticketRows<Row extends TicketRow>(
  { gatePool, clock }: Pick<Deps, "gatePool" | "clock">,
  source: { name: string; columns: string; join: string; asker: AskerSql },
): TicketRows<Row> {
  const locations = openLocations({ clock });
  const question = (by: SessionProof["by"]) => `
          select asked.n::int as n, asked.country as asked_from, found.*
          from unnest((select $1::${by === "id" ? "uuid" : "text"}[]), (select $2::uuid[]), (select $4::text[]))
            with ordinality asked (proof, id, country, n)
          cross join lateral (
            select s.id as session_id, s.user_id as session_user_id, ${source.columns} ${factColumns(source.asker)}
            from sessions s
            join users u on u.id = s.user_id and u.suspended_at is null
            left join ${source.join}
            where s.${by} = asked.proof and s.expires_at > $3
            limit 1) found`;
  const finder = (name: string, text: string) =>
    rowOfEach<Asked, Row>(gatePool, { name: `${name}-${source.name}`, text }, (asked) => [
      asked.map(({ proof }) => proof),
      asked.map(({ id }) => id),
      clock.now(),
      asked.map(({ country }) => country),
    ]);
  const reader = (by: SessionProof["by"]) => {
    const passBoth = finder(`open-by-${by}`, withLocations(question(by)));
    const passFirst = finder(`go-on-by-${by}`, question(by));
    return async (asked: Asked) => {
      const known = locations.find(asked.ticket);
      if (!known) return passBoth(asked);
      const row = await passFirst(asked);
      const theirs = row?.session_user_id === known.userId && row.file_id === known.fileId;
      return row && { ...row, storage_key: theirs ? known.storageKey : null };
    };
  };
  return { token: reader("token"), id: reader("id"), underWay: locations.keep };
}

/**
 * The rows of `found` with the locations that the second wall shows to each session's user at the moment $3. All of them go together:
 * asked one by one it would cost several times as much.
 */
export const withLocations = (found: string) => `
  with found as materialized (${found})
  select found.*, shown.storage_key from found left join (
    select named.n[keys.n] as n, keys.storage_key
    from (
      select array_agg(n) as n, array_agg(session_user_id) as viewers, array_agg(file_id) as files, array_agg(asked_from) as asked_from
      from found where file_id is not null) named,
      storage_keys_for(named.viewers, named.files, named.asked_from, $3) keys) shown on shown.n = found.n`;

/** Who asks for a ticket's bytes, where the ticket names the viewer as `viewer`. */
export const askerOfTicket = (viewer: string): AskerSql => ({
  viewer,
  session: "s.id",
  country: "asked.country",
  at: "$3",
});

/** Both walls, in one row: what the decision says of the facts, and whether the database shows where the bytes lie. */
export function passWalls(
  deps: Pick<Deps, "log">,
  ticket: KnownTicket,
  row: TicketRow,
  asked: Required<Question>,
): Opened {
  const actorId = row.session_user_id;
  const facts = row.file_id === null ? null : toFacts(row);
  const decision = decide(facts, asked);
  if (!decision.allowed || facts === null) {
    return { ok: false, reason: decision.allowed ? "not_found" : decision.reason, ticket, actorId };
  }
  // The database has its own reading of the same rules; where the two differ, nobody gets anything and somebody has to look.
  if (row.storage_key === null) {
    deps.log.error({ ticket: ticket.id, file: ticket.fileId }, "the two walls disagree");
    return { ok: false, reason: "not_found", ticket, actorId };
  }
  const grant = decision.because;
  return {
    ok: true,
    opening: {
      id: ticket.id,
      userId: ticket.userId,
      sessionId: row.session_id ?? NOBODY,
      file: facts.file,
      storageKey: row.storage_key,
      because: grant.kind,
      throughPost: isThroughPost(grant),
      marked: isMarked(facts, grant),
      started: false,
      counted: grant.kind === "purchase" && facts.purchase?.counted === true,
      hangsOn: [
        ...[ticket.userId, facts.file.creatorId, ticket.fileId],
        ...[row.session_id, ...idsOf(grant)].filter((id) => id !== null),
      ],
    },
  };
}

function idsOf(grant: Grant): (string | null)[] {
  if (grant.kind === "owner") return [];
  if (grant.kind === "purchase") return [grant.purchaseId, grant.productId, grant.postId];
  return grant.kind === "subscription" ? [grant.subscriptionId, grant.postId] : [grant.postId];
}

/** Nobody who could be named asked, or for nothing that could be. */
export function refuseUnknown(reason: Refusal): Refused {
  return { ok: false, reason, ticket: null, actorId: null };
}
