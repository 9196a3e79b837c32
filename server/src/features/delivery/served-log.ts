import { sql } from "kysely";
import { NOBODY } from "../../access/index.ts";
import type { Database } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { type NewEvent, recordEvents } from "../../events/record-event.ts";
import { describeDevice } from "../../lib/describe-device.ts";
import type { TicketKind } from "./open-ticket.ts";

type Parts = Pick<Deps, "db" | "clock" | "log" | "geo">;

/** A request for bytes that was allowed. */
export type Begun = {
  kind: TicketKind;
  ticketId: string;
  userId: string;
  fileId: string;
  creatorId: string;
  because: string;
  /** Whether it is the first request of its ticket, or goes on with it. */
  opened: "start" | "resume";
  start: number;
  address: string | null;
  userAgent: string | null;
  /** It was noted as flowing before it was sent. */
  counted: boolean;
};

/** How such a request ended. */
export type Ended = {
  bytes: number;
  /** The file's last byte was sent in this request. */
  toEnd: boolean;
  /** Why we ended it; null when everything was sent or the client left. */
  cut: { cause: string; reason?: string } | null;
};

/** A refusal that is counted; many within a moment are one event. */
export type CountedRefusal = { reason: string; at: string; network: string | null; actorId: string | null };

export type ServedLog = {
  /** Notes that bytes begin to flow; call what it answers when they have ended. */
  begin(entry: Begun): (ended: Ended) => void;
  /** A refusal of somebody we cannot name, or one of a flood: counted, not written one by one. */
  refused(refusal: CountedRefusal): void;
  /** Writes what is waiting. */
  close(): Promise<void>;
};

type Entry = Begun & { ended: Ended | null; told: boolean; waits: boolean };
/** An entry as it stood when its group was written. */
type Line = { entry: Entry; ended: Ended | null };
type Refusals = Map<string, CountedRefusal & { count: number }>;

const FLUSH_MS = 500;
const RETRY_MS = 3000;
const BATCH = 500;
/** What waits while the database is away; older entries go first when there are more, and that is logged. */
const KEPT = 50_000;

/**
 * Writes starts, ends, byte counts and their events in groups a moment later, so that a byte never waits for its own bookkeeping.
 * A request that began and ended within one group is one event; a longer one is told of when it begins and when it ends.
 */
export function openServedLog(parts: Parts): ServedLog {
  let waiting: Entry[] = [];
  let refusals: Refusals = new Map();
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();

  const schedule = () => {
    timer ??= setTimeout(flush, waiting.length >= BATCH ? 0 : FLUSH_MS);
  };
  const wait = (entry: Entry) => {
    if (entry.waits) return;
    entry.waits = true;
    waiting.push(entry);
  };
  const countRefusal = (refusal: CountedRefusal, count: number) => {
    const key = JSON.stringify([refusal.reason, refusal.at, refusal.network, refusal.actorId]);
    refusals.set(key, { ...refusal, count: count + (refusals.get(key)?.count ?? 0) });
  };

  async function drain(): Promise<void> {
    while (waiting.length > 0 || refusals.size > 0) {
      const lines = waiting.slice(0, BATCH).map((entry) => ({ entry, ended: entry.ended }));
      const counted = [...refusals.values()];
      refusals = new Map();
      try {
        await write(parts, lines, counted);
      } catch (error) {
        for (const { count, ...refusal } of counted) countRefusal(refusal, count);
        const lost = waiting.splice(0, Math.max(0, waiting.length - KEPT));
        for (const entry of lost) entry.waits = false;
        parts.log.error(
          { err: error, waiting: waiting.length, lost: lost.length },
          "served bytes could not be recorded yet",
        );
        // Not sooner, however much waits: a database that is away needs rest.
        timer ??= setTimeout(flush, RETRY_MS);
        return;
      }
      waiting = waiting.slice(lines.length);
      for (const { entry, ended } of lines) {
        entry.told = true;
        entry.waits = false;
        // It ended while its beginning was being written.
        if (entry.ended !== ended) wait(entry);
      }
    }
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(drain);
    return writing;
  }

  return {
    begin(begun) {
      const entry: Entry = { ...begun, ended: null, told: false, waits: false };
      wait(entry);
      schedule();
      return (ended) => {
        entry.ended = ended;
        wait(entry);
        // Until it is written the whole file counts as taken, which a second try must not meet.
        if (entry.counted) void flush();
        else schedule();
      };
    },
    refused(refusal) {
      countRefusal(refusal, 1);
      schedule();
    },
    async close() {
      await flush();
      clearTimeout(timer);
    },
  };
}

async function write(parts: Parts, lines: Line[], refusals: (CountedRefusal & { count: number })[]) {
  const now = parts.clock.now();
  await parts.db.transaction().execute(async (trx) => {
    await recordEvents(trx, parts.clock, [
      ...lines.map((line) => toEvent(parts, line)),
      ...refusals.map(({ reason, at, network, actorId, count }) => ({
        type: "access.denied" as const,
        actorId,
        address: network,
        data: { reason, count, at, country: parts.geo.countryOf(network) },
      })),
    ]);
    await addToDownloads(
      trx,
      lines.filter(({ entry }) => entry.kind === "download"),
      now,
    );
  });
}

function toEvent({ geo }: Parts, { entry, ended }: Line): NewEvent {
  const begun = entry.opened === "start" ? "started" : "resumed";
  return {
    type: `${entry.kind}.${ended === null ? begun : ended.cut ? "cut" : "served"}`,
    actorId: entry.userId === NOBODY ? null : entry.userId,
    creatorId: entry.creatorId,
    subject: { type: "file", id: entry.fileId },
    address: entry.address,
    data: {
      [entry.kind]: entry.ticketId,
      because: entry.because,
      opened: entry.opened,
      start: entry.start,
      country: geo.countryOf(entry.address),
      device: describeDevice(entry.userAgent ?? ""),
      ...(ended && { bytes: ended.bytes, toEnd: ended.toEnd, ...ended.cut }),
    },
  };
}

async function addToDownloads(trx: Database, lines: Line[], now: Date): Promise<void> {
  const totals = Map.groupBy(lines, ({ entry }) => entry.ticketId);
  if (totals.size === 0) return;
  const rows = [...totals].map(([id, served]) => ({
    id,
    bytes: served.reduce((sum, { ended }) => sum + (ended?.bytes ?? 0), 0),
    requests: served.filter(({ ended }) => ended).length,
    // A whole answer, or a resume that reached the end.
    completed: served.some(({ ended }) => ended?.toEnd),
    counted: served.filter(({ entry, ended }) => ended && entry.counted).length,
  }));
  await sql`
    update downloads d set bytes_sent = d.bytes_sent + v.bytes, request_count = d.request_count + v.requests,
      flowing = greatest(0, d.flowing - v.counted), last_served_at = ${now}, completed_at = coalesce(d.completed_at, case when v.completed then ${now}::timestamptz end)
    from unnest(${rows.map((r) => r.id)}::uuid[], ${rows.map((r) => r.bytes)}::bigint[],
      ${rows.map((r) => r.requests)}::int[], ${rows.map((r) => r.completed)}::boolean[],
      ${rows.map((r) => r.counted)}::int[]) as v (id, bytes, requests, completed, counted)
    where d.id = v.id`.execute(trx);
}
