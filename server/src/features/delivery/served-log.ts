import { sql } from "kysely";
import type { Database } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { recordEvents } from "../../events/record-event.ts";

type Parts = Pick<Deps, "db" | "clock" | "log">;

/** One answered request for bytes. */
export type Served = {
  downloadId: string;
  userId: string;
  fileId: string;
  creatorId: string;
  because: string;
  start: number;
  bytes: number;
  /** The file's last byte was sent in this request. */
  toEnd: boolean;
  address: string | null;
};

export type ServedLog = {
  served(entry: Served): void;
  /** A refusal of somebody we cannot name; floods are counted, not written one by one. */
  refusedAnonymous(reason: string, network: string | null): void;
  /** Writes what is waiting. */
  close(): Promise<void>;
};

type Refusals = Map<string, { reason: string; network: string | null; count: number }>;

const FLUSH_MS = 500;
const RETRY_MS = 3000;
const BATCH = 500;
/** What waits while the database is away; older entries go first when there are more, and that is logged. */
const KEPT = 50_000;

/** Writes byte counts and their events in groups a moment later, so that a byte never waits for its own bookkeeping. */
export function openServedLog(parts: Parts): ServedLog {
  let waiting: Served[] = [];
  let refusals: Refusals = new Map();
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();

  const schedule = () => {
    timer ??= setTimeout(flush, waiting.length >= BATCH ? 0 : FLUSH_MS);
  };
  const countRefusal = (reason: string, network: string | null, count: number) => {
    const key = `${reason} ${network}`;
    refusals.set(key, { reason, network, count: count + (refusals.get(key)?.count ?? 0) });
  };

  async function drain(): Promise<void> {
    while (waiting.length > 0 || refusals.size > 0) {
      const batch = waiting.slice(0, BATCH);
      const counted = [...refusals.values()];
      refusals = new Map();
      try {
        await write(parts, batch, counted);
      } catch (error) {
        for (const { reason, network, count } of counted) countRefusal(reason, network, count);
        const lost = waiting.splice(0, Math.max(0, waiting.length - KEPT)).length;
        parts.log.error(
          { err: error, waiting: waiting.length, lost },
          "served bytes could not be recorded yet",
        );
        // Not sooner, however much waits: a database that is away needs rest.
        timer ??= setTimeout(flush, RETRY_MS);
        return;
      }
      waiting = waiting.slice(batch.length);
    }
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(drain);
    return writing;
  }

  return {
    served(entry) {
      waiting.push(entry);
      schedule();
    },
    refusedAnonymous(reason, network) {
      countRefusal(reason, network, 1);
      schedule();
    },
    async close() {
      await flush();
      clearTimeout(timer);
    },
  };
}

async function write(
  parts: Parts,
  entries: Served[],
  refusals: { reason: string; network: string | null; count: number }[],
) {
  const now = parts.clock.now();
  await parts.db.transaction().execute(async (trx) => {
    await recordEvents(trx, parts.clock, [
      ...entries.map((entry) => ({
        type: "download.served",
        actorId: entry.userId,
        creatorId: entry.creatorId,
        subject: { type: "file", id: entry.fileId },
        address: entry.address,
        data: { download: entry.downloadId, because: entry.because, start: entry.start, bytes: entry.bytes },
      })),
      ...refusals.map(({ reason, network, count }) => ({
        type: "access.denied",
        address: network,
        data: { reason, count, at: "link" },
      })),
    ]);
    await addToDownloads(trx, entries, now);
  });
}

async function addToDownloads(trx: Database, entries: Served[], now: Date): Promise<void> {
  const totals = Map.groupBy(entries, (entry) => entry.downloadId);
  if (totals.size === 0) return;
  const rows = [...totals].map(([id, served]) => ({
    id,
    bytes: served.reduce((sum, entry) => sum + entry.bytes, 0),
    requests: served.length,
    // A whole answer, or a resume that reached the end.
    completed: served.some((entry) => entry.toEnd),
  }));
  await sql`
    update downloads d set bytes_sent = d.bytes_sent + v.bytes, request_count = d.request_count + v.requests,
      last_served_at = ${now}, completed_at = coalesce(d.completed_at, case when v.completed then ${now}::timestamptz end)
    from unnest(${rows.map((r) => r.id)}::uuid[], ${rows.map((r) => r.bytes)}::bigint[],
      ${rows.map((r) => r.requests)}::int[], ${rows.map((r) => r.completed)}::boolean[]) as v (id, bytes, requests, completed)
    where d.id = v.id`.execute(trx);
}
