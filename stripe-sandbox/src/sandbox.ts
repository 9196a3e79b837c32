import type { FastifyBaseLogger } from "fastify";
import type { Database, Db } from "./store/database.ts";

/** One running sandbox: its settings, and the few parts everything shares. */
export type Sandbox = {
  database: Database;
  secretKey: string;
  /** Origin of the hosted pages, without a trailing slash. */
  baseUrl(): string;
  hostedPath: string;
  now(): Date;
  /** Says that deliveries are due now. */
  wake(): void;
  /** What happens when a renewal is not paid. */
  dunning: Dunning;
  log: Pick<FastifyBaseLogger, "info" | "warn" | "error">;
};

/** Days between one try and the next, and what becomes of the subscription when they are used up. */
export type Dunning = { retryDays: number[]; afterwards: "cancel" | "unpaid" | "past_due" };

/** Retries after 3, 5 and 7 more days, then the subscription is cancelled. */
export const usualDunning: Dunning = { retryDays: [3, 5, 7], afterwards: "cancel" };

/** What a read works with. `now` is in Unix seconds and stays the same throughout. */
export type Reader = { sandbox: Sandbox; db: Db; now: number };

/**
 * What a change works with: `db` is one open transaction. The ids say who asked, for the events; `queued`
 * counts the deliveries that wait for the commit. Of what is `untold` events are kept, and nobody is sent them.
 */
export type Call = Reader & {
  requestId: string | null;
  idempotencyKey: string | null;
  queued: number;
  untold?: boolean;
};

/** The same call at another moment: a test clock's, or the one that something was planned for. */
export function at(call: Call, now: number): Call {
  return Object.create(call, {
    now: { value: now },
    queued: {
      get: () => call.queued,
      set: (queued: number) => {
        call.queued = queued;
      },
    },
  }) as Call;
}

/** Reads outside of any transaction. */
export function reader(sandbox: Sandbox): Reader {
  return { sandbox, db: sandbox.database, now: unixNow(sandbox) };
}

/**
 * Does `work` in one transaction, state and events together, and then has the deliveries sent. Without
 * `origin` the change is nobody's request: a buyer, an operator or the clock made it.
 */
export async function inCall<T>(
  sandbox: Sandbox,
  work: (call: Call) => Promise<T>,
  origin?: { requestId: string; idempotencyKey: string | null },
): Promise<T> {
  const { requestId, idempotencyKey } = origin ?? { requestId: null, idempotencyKey: null };
  const call = { sandbox, now: unixNow(sandbox), requestId, idempotencyKey, queued: 0 };
  const result = await sandbox.database.transaction((db) => work(Object.assign(call, { db })));
  if (call.queued > 0) sandbox.wake();
  return result;
}

function unixNow(sandbox: Sandbox): number {
  return Math.floor(sandbox.now().getTime() / 1000);
}
