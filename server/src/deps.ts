import type { SandboxOptions } from "@vaulture/stripe-sandbox";
import type { FastifyBaseLogger } from "fastify";
import type pg from "pg";
import type { Config } from "./config.ts";
import type { Announcements } from "./db/announcements.ts";
import type { Database } from "./db/client.ts";
import type { Brand } from "./features/site/index.ts";
import type { Jobs } from "./jobs/jobs.ts";
import type { Clock } from "./lib/clock.ts";
import type { SigningKeys } from "./lib/signing.ts";
import type { Metrics } from "./metrics.ts";
import type { AuthPort } from "./ports/auth/port.ts";
import type { CountersPort } from "./ports/counters/port.ts";
import type { FilmsPort } from "./ports/films/port.ts";
import type { GeoPort } from "./ports/geo/port.ts";
import type { MailPort } from "./ports/mail/port.ts";
import type { PaymentsPort } from "./ports/payments/port.ts";
import type { ScannerPort } from "./ports/scanner/port.ts";
import type { StoragePort } from "./ports/storage/port.ts";
import type { Secrets } from "./secrets.ts";

/** Everything a use case may touch. Tests build the same with other parts at the ports. */
export type Deps = {
  config: Config;
  secrets: Secrets;
  log: FastifyBaseLogger;
  clock: Clock;
  pool: pg.Pool;
  /** For the few statements that every request asks: who is it, may they, where are the bytes. Nothing slow is ever in their way. */
  gatePool: pg.Pool;
  db: Database;
  /** Changes that other processes, or other requests of this one, announce. */
  announcements: Announcements;
  auth: AuthPort;
  jobs: Jobs;
  storage: StoragePort;
  payments: PaymentsPort;
  mail: MailPort;
  counters: CountersPort;
  /** What pages read for each address block, counted in this process alone. */
  pageReads: CountersPort;
  geo: GeoPort;
  /** Looks through uploads; null where none is configured. */
  scanner: ScannerPort | null;
  /** Looks into films and sounds; null where there is no ffmpeg. */
  films: FilmsPort | null;
  metrics: Metrics;
  ticketKeys: SigningKeys;
  /** Sign what pages show and play, which no download link is. */
  viewKeys: SigningKeys;
  /** Sign the one click that ends mails of a kind. */
  unsubscribeKeys: SigningKeys;
  /** How a white-label installation looks. */
  brand: Brand;
  /** Sign the checkpoints of the event trail. */
  auditKeys: SigningKeys;
  /** Settings of the built-in payment provider; null when a real one is configured. */
  sandbox: SandboxOptions | null;
};
