import type { Deps } from "../../deps.ts";
import { recordEvents } from "../../events/record-event.ts";

type Parts = Pick<Deps, "db" | "pool" | "clock" | "log">;

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
  /** Writes what is waiting; called at shutdown, and before whoever needs the numbers now. */
  flush(): Promise<void>;
  close(): Promise<void>;
};

const FLUSH_MS = 500;
const FLUSH_ENTRIES = 500;

/** Writes byte counts and their events in groups a moment later, so that a byte never waits for its own bookkeeping. */
export function openServedLog(parts: Parts): ServedLog {
  let entries: Served[] = [];
  let refusals = new Map<string, { reason: string; network: string | null; count: number }>();
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();

  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    if (entries.length === 0 && refusals.size === 0) return writing;
    const batch = { entries, refusals: [...refusals.values()] };
    entries = [];
    refusals = new Map();
    writing = writing
      .then(() => write(parts, batch.entries, batch.refusals))
      .catch((error) =>
        parts.log.error({ err: error, lost: batch.entries.length }, "served bytes could not be recorded"),
      );
    return writing;
  };
  const schedule = () => {
    if (entries.length >= FLUSH_ENTRIES) void flush();
    else timer ??= setTimeout(flush, FLUSH_MS);
  };

  return {
    served(entry) {
      entries.push(entry);
      schedule();
    },
    refusedAnonymous(reason, network) {
      const key = `${reason} ${network}`;
      const known = refusals.get(key);
      if (known) known.count++;
      else refusals.set(key, { reason, network, count: 1 });
      schedule();
    },
    flush,
    close: flush,
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
  });
  const totals = Map.groupBy(entries, (entry) => entry.downloadId);
  if (totals.size === 0) return;
  const rows = [...totals].map(([id, served]) => ({
    id,
    bytes: served.reduce((sum, entry) => sum + entry.bytes, 0),
    requests: served.length,
    // A whole answer, or a resume that reached the end.
    completed: served.some((entry) => entry.toEnd),
  }));
  await parts.pool.query(
    `update downloads d set bytes_sent = d.bytes_sent + v.bytes, request_count = d.request_count + v.requests,
       last_served_at = $5, completed_at = coalesce(d.completed_at, case when v.completed then $5::timestamptz end)
     from unnest($1::uuid[], $2::bigint[], $3::int[], $4::boolean[]) as v (id, bytes, requests, completed)
     where d.id = v.id`,
    [
      rows.map((r) => r.id),
      rows.map((r) => r.bytes),
      rows.map((r) => r.requests),
      rows.map((r) => r.completed),
      now,
    ],
  );
}
