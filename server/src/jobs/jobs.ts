import { sql } from "kysely";
import type { Database } from "../db/client.ts";

/** Every kind of job and what it is told. The worker has one task for each. */
export type JobPayloads = {
  /** `after`: the last person that was told of it. */
  "announce-post": { postId: string; after?: string };
  "change-customer-email": { userId: string };
  "check-trail": { checkId: string };
  "close-open-orders":
    | { productId: string }
    | { postId: string }
    | { creatorId: string }
    /** Of one person, for posts alone. */
    | { creatorId: string; buyerId: string };
  "delete-customer": { customerId: string };
  "end-memberships":
    | { subscriptionId: string; when: "now" | "period_end" }
    | { creatorId: string }
    | { userId: string };
  "finish-upload": { fileId: string };
  "erase-old-details": Record<string, never>;
  "process-webhook-event": { eventId: string };
  "reconcile-purchases": Record<string, never>;
  "tell-endings": Record<string, never>;
  "watch-events": Record<string, never>;
  "send-alert": { alertId: string };
  "seal-events": Record<string, never>;
  "send-mail": { mailId: string };
  "read-media": { fileId: string };
  "read-older-files": Record<string, never>;
  "sweep-uploads": Record<string, never>;
  "sweep-expired": Record<string, never>;
};
export type JobName = keyof JobPayloads;

export type Jobs = {
  /**
   * Queues a job inside the caller's transaction: it runs once that commits, at least once. A `key` that is already queued is
   * replaced instead of doubled. Jobs of one `queue` run one after the other, so that many of them leave room for others; those
   * with a lower `priority` (0 unless given) come first.
   */
  add<N extends JobName>(
    db: Database,
    name: N,
    payload: JobPayloads[N],
    options?: { key?: string; runAt?: Date; queue?: string; priority?: number },
  ): Promise<void>;
  /**
   * Queues one job for each payload, in one statement. What `waits` gives way to everything else that is due, and never takes more
   * than two of the worker's hands: a mail server that is slow with ten thousand of them holds up nobody's receipt.
   */
  addEach<N extends JobName>(
    db: Database,
    name: N,
    payloads: JobPayloads[N][],
    options?: { waits?: boolean },
  ): Promise<void>;
};

/** How often a kind of job is tried before it is left to an operator; half an hour of tries for eight. Others have graphile-worker's 25, which take three days. */
const TRIES: Partial<Record<JobName, number>> = { "read-media": 8 };

/** Jobs as rows of graphile-worker, added through its SQL function on whatever connection the caller holds. */
export const databaseJobs: Jobs = {
  async add(db, name, payload, options = {}) {
    await sql`select graphile_worker.add_job(
      identifier => ${name}, payload => ${JSON.stringify(payload)}::json,
      run_at => ${options.runAt ?? null}::timestamptz, job_key => ${options.key ?? null}::text,
      queue_name => ${options.queue ?? null}::text, max_attempts => ${TRIES[name] ?? null}::integer,
      priority => ${options.priority ?? null}::integer)`.execute(db);
  },
  async addEach(db, name, payloads, options = {}) {
    if (payloads.length === 0) return;
    await sql`select count(graphile_worker.add_job(
      identifier => ${name}, payload => payload, priority => ${options.waits ? 10 : 0}::integer,
      queue_name => case when ${options.waits ?? false}::boolean then 'waits ' || n % 2 end))
      from json_array_elements(${JSON.stringify(payloads)}::json) with ordinality as given (payload, n)`.execute(
      db,
    );
  },
};
