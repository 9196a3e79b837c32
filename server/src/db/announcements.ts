import { sql } from "kysely";
import pg from "pg";
import type { Deps } from "../deps.ts";
import type { Database } from "./client.ts";

/**
 * What may be announced: `purchase` when its status changed; `access` when a right may have ended, with the id of the session, user,
 * creator, product, purchase or file that it hung on (by triggers, migration 0023).
 */
export type Topic = "purchase" | "access";

export type Announcements = {
  /**
   * Calls `heard` with the id of each announcement of `topic`, from whichever process it came, until the answer is called. `null`
   * means that some may have been missed: the connection is new, or lost, and then again each second until it is back. Whoever
   * listens reads anew.
   */
  subscribe(topic: Topic, heard: (id: string | null) => void): () => void;
  /** Whether announcements are heard now; also true while nobody wants to hear any. */
  heard(): boolean;
  close(): Promise<void>;
};

const CHANNEL = "announcements";
const RETRY_MS = 1000;
/** A connection that has silently broken is found out by then. */
const KEEP_ALIVE_MS = 5000;

/**
 * Tells every process of the installation that a row has changed. It goes out when the transaction commits, and not at all when it
 * does not; the same one twice in a transaction is sent once (https://www.postgresql.org/docs/current/sql-notify.html).
 */
export async function announce(trx: Database, topic: Topic, id: string): Promise<void> {
  await sql`select pg_notify(${CHANNEL}, ${`${topic} ${id}`})`.execute(trx);
}

/** Hears announcements on one connection of its own, opened for the first subscriber and opened again whenever it breaks. */
export function openAnnouncements(
  databaseUrl: string,
  log: Pick<Deps["log"], "warn" | "error">,
): Announcements {
  const subscribers = new Map<Topic, Set<(id: string | null) => void>>();
  let connection: pg.Client | null = null;
  let retry: NodeJS.Timeout | undefined;
  let closed = false;
  let deaf = false;

  function connect(): void {
    const client = new pg.Client({
      connectionString: databaseUrl,
      application_name: "vaulture announcements",
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
      connectionTimeoutMillis: KEEP_ALIVE_MS,
    });
    connection = client;
    client.on("notification", ({ payload = "" }) => {
      const [topic, id = ""] = payload.split(" ");
      for (const heard of subscribers.get(topic as Topic) ?? []) heard(id);
    });
    client.on("error", lost);
    client.on("end", lost);
    client
      .connect()
      .then(() => client.query(`listen ${CHANNEL}`))
      .then(() => {
        if (deaf) log.warn("announcements are heard again");
        deaf = false;
        everythingMayHaveChanged();
      }, lost);

    function lost(error?: Error): void {
      if (connection !== client) return;
      connection = null;
      client.end().catch(() => undefined);
      if (closed) return;
      if (!deaf)
        log.error({ err: error }, "announcements are not heard: what hangs on them is asked for each second");
      deaf = true;
      everythingMayHaveChanged();
      retry = setTimeout(connect, RETRY_MS);
    }
  }

  function everythingMayHaveChanged(): void {
    for (const listeners of subscribers.values()) for (const heard of listeners) heard(null);
  }

  return {
    subscribe(topic, heard) {
      const listeners = subscribers.get(topic) ?? new Set();
      subscribers.set(topic, listeners.add(heard));
      if (!connection && !retry) connect();
      return () => void listeners.delete(heard);
    },
    heard: () => !deaf,
    async close() {
      closed = true;
      clearTimeout(retry);
      await connection?.end().catch(() => undefined);
    },
  };
}
