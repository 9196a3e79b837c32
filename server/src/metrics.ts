import type pg from "pg";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Announcements } from "./db/announcements.ts";

export type Metrics = ReturnType<typeof createMetrics>;

/** Everything this process counts, in Prometheus' words (https://prometheus.io/docs/practices/naming/). Counting costs no I/O. */
export function createMetrics(pool: pg.Pool, announcements: Pick<Announcements, "heard">) {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: "vaulture_" });
  readQueue(pool, registers);
  readPool(pool, registers);
  readAnnouncements(announcements, registers);
  return {
    registry,
    tickets: new Counter({
      name: "vaulture_tickets_total",
      help: "Download and view links made, by kind and by the grant that opened.",
      labelNames: ["grant", "kind"],
      registers,
    }),
    refusals: new Counter({
      name: "vaulture_refusals_total",
      help: "Refused links and bytes, by reason; `at` says whether a link was asked for or used.",
      labelNames: ["reason", "at"],
      registers,
    }),
    decisionSeconds: new Histogram({
      name: "vaulture_decision_seconds",
      help: "From proof to answer: may this viewer have these bytes now.",
      buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
      registers,
    }),
    bytes: new Counter({
      name: "vaulture_sent_bytes_total",
      help: "Bytes of originals handed to connections.",
      registers,
    }),
    openStreams: new Gauge({
      name: "vaulture_open_streams",
      help: "Answers with bytes of originals under way.",
      registers,
    }),
    cutStreams: new Counter({
      name: "vaulture_cut_streams_total",
      help: "Streams that were ended by us, by cause.",
      labelNames: ["cause"],
      registers,
    }),
    requests: new Histogram({
      name: "vaulture_request_seconds",
      help: "API requests from their head to the end of the answer, by route.",
      labelNames: ["method", "route", "status"],
      buckets: [0.005, 0.025, 0.1, 0.5, 2.5, 10],
      registers,
    }),
  };
}

function readAnnouncements(announcements: Pick<Announcements, "heard">, registers: Registry[]): void {
  new Gauge({
    name: "vaulture_announcements_heard",
    help: "1 while this process hears what ends rights; 0 while it asks each second instead.",
    registers,
    collect() {
      this.set(announcements.heard() ? 1 : 0);
    },
  });
}

function readPool(pool: pg.Pool, registers: Registry[]): void {
  new Gauge({
    name: "vaulture_database_connections",
    help: "Connections of this process's pool; `waiting` counts those who want one.",
    labelNames: ["state"],
    registers,
    collect() {
      this.set({ state: "idle" }, pool.idleCount);
      this.set({ state: "busy" }, pool.totalCount - pool.idleCount);
      this.set({ state: "waiting" }, pool.waitingCount);
    },
  });
}

function readQueue(pool: pg.Pool, registers: Registry[]): void {
  new Gauge({
    name: "vaulture_jobs",
    help: "Jobs of the installation: `due` should run by now, `failed` have used up their tries.",
    labelNames: ["state"],
    registers,
    async collect() {
      const { rows } = await pool.query<{ due: number; failed: number }>(
        `select count(*) filter (where run_at <= now() and attempts < max_attempts) as due,
           count(*) filter (where attempts >= max_attempts) as failed from graphile_worker.jobs`,
      );
      this.set({ state: "due" }, rows[0]!.due);
      this.set({ state: "failed" }, rows[0]!.failed);
    },
  });
}
