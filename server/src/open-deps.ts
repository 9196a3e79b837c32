import { dirname, join } from "node:path";
import type { FastifyBaseLogger } from "fastify";
import type { Config } from "./config.ts";
import { openAnnouncements } from "./db/announcements.ts";
import { GATE_SETTINGS, openDatabase } from "./db/client.ts";
import type { Deps } from "./deps.ts";
import { createAuth } from "./features/identity/index.ts";
import { showsMailInTerminal } from "./features/mail/index.ts";
import { loadBrand } from "./features/site/index.ts";
import { databaseJobs } from "./jobs/jobs.ts";
import type { Clock } from "./lib/clock.ts";
import { type Closers, openClosers } from "./lib/closers.ts";
import { isLoopbackUrl } from "./lib/loopback-url.ts";
import { signingKeysFrom } from "./lib/signing.ts";
import { createMetrics } from "./metrics.ts";
import { localCounters } from "./ports/counters/local-counters.ts";
import { postgresCounters } from "./ports/counters/postgres-counters.ts";
import { redisCounters } from "./ports/counters/redis-counters.ts";
import { ffmpegFilms } from "./ports/films/ffmpeg-films.ts";
import { registryGeo } from "./ports/geo/registry-geo.ts";
import { logMail } from "./ports/mail/log-mail.ts";
import { smtpMail } from "./ports/mail/smtp-mail.ts";
import { HANDLED_EVENTS } from "./ports/payments/stripe-events.ts";
import { stripePayments } from "./ports/payments/stripe-payments.ts";
import { clamdScanner } from "./ports/scanner/clamd-scanner.ts";
import { localStorage } from "./ports/storage/local-storage.ts";
import type { Secrets } from "./secrets.ts";

export type DepsOptions = {
  config: Config;
  secrets: Secrets;
  databaseUrl: string;
  log: FastifyBaseLogger;
  clock: Clock;
  /** Where this process answers on its own machine, asked once it listens: there the built-in payment provider is. */
  ownUrl: () => string;
  /** A terminal that only who runs the installation reads. */
  show?: (text: string) => void;
};

const AUTH_CONNECTIONS = 4;
const GATE_CONNECTIONS = 4;

/** Picks the adapters by configuration and opens them; what was opened is closed again should one fail. The schema must be migrated. */
export async function openDeps(options: DepsOptions): Promise<Deps & { close(): Promise<void> }> {
  const closers = openClosers();
  try {
    return { ...(await openParts(options, closers)), close: closers.close };
  } catch (error) {
    await closers
      .close()
      .catch((failure) => options.log.error({ err: failure }, "closing after a failed start"));
    throw error;
  }
}

async function openParts(options: DepsOptions, closers: Closers): Promise<Deps> {
  const { config, secrets, log, clock } = options;
  const open = (settings: Parameters<typeof openDatabase>[1]) => {
    const opened = openDatabase(options.databaseUrl, settings);
    closers.add(() => opened.pool.end());
    return opened;
  };
  const brand = await loadBrand(config);
  const { pool, db } = open({ maxConnections: config.DATABASE_POOL });
  // Signing up holds one connection of the library's while our hooks want another: from one pool, a dozen people at once would wait
  // for each other.
  const authPool = open({ maxConnections: AUTH_CONNECTIONS }).pool;
  const gatePool = open({ maxConnections: GATE_CONNECTIONS, settings: GATE_SETTINGS }).pool;
  const announcements = openAnnouncements(options.databaseUrl, log);
  closers.add(() => announcements.close());
  const storage = await localStorage({ directory: join(config.DATA_DIR, "storage") });
  closers.add(() => storage.close());
  const mail = config.SMTP_URL
    ? smtpMail({ url: config.SMTP_URL, from: config.MAIL_FROM })
    : logMail(showsMailInTerminal(config) ? options.show : undefined);
  closers.add(() => mail.close());
  const inDatabase = postgresCounters(db);
  const counters = config.REDIS_URL
    ? await redisCounters({ url: config.REDIS_URL, fallback: inDatabase, log })
    : inDatabase;
  closers.add(() => counters.close());
  const payments = config.STRIPE_SECRET_KEY
    ? stripePayments({ secretKey: config.STRIPE_SECRET_KEY, webhookSecrets: [config.STRIPE_WEBHOOK_SECRET!] })
    : stripePayments({
        secretKey: secrets.sandboxSecretKey,
        webhookSecrets: [secrets.sandboxWebhookSecret],
        apiUrl: options.ownUrl,
      });

  return {
    config,
    secrets,
    log,
    clock,
    pool,
    gatePool,
    db,
    announcements,
    auth: createAuth({ config, secrets, pool: authPool, db, clock, jobs: databaseJobs }),
    jobs: databaseJobs,
    storage,
    payments,
    mail,
    brand,
    counters,
    pageReads: localCounters(),
    geo: await registryGeo(),
    scanner: config.CLAMD_ADDRESS ? clamdScanner(config.CLAMD_ADDRESS) : null,
    films: config.FFMPEG_PATH
      ? ffmpegFilms({ ffmpeg: config.FFMPEG_PATH, ffprobe: join(dirname(config.FFMPEG_PATH), "ffprobe") })
      : null,
    metrics: createMetrics(pool, announcements),
    ticketKeys: signingKeysFrom(secrets.ticketSecrets, "download-ticket"),
    viewKeys: signingKeysFrom(secrets.ticketSecrets, "view-ticket"),
    unsubscribeKeys: signingKeysFrom(secrets.ticketSecrets, "unsubscribe"),
    auditKeys: signingKeysFrom(secrets.ticketSecrets, "event-checkpoint"),
    sandbox: config.STRIPE_SECRET_KEY
      ? null
      : {
          pool,
          secretKey: secrets.sandboxSecretKey,
          baseUrl: config.BASE_URL,
          clock,
          log,
          // Its operator page is for the machine it runs on; behind a public name nobody is let in.
          ...(isLoopbackUrl(config.BASE_URL) ? {} : { authorizeOperator: () => false }),
          endpoint: () => ({
            url: `${options.ownUrl()}/api/v1/webhooks/stripe`,
            secret: secrets.sandboxWebhookSecret,
            events: HANDLED_EVENTS,
          }),
        },
  };
}
