import { sql } from "kysely";
import type { Deps } from "../../deps.ts";
import { lastCronRun } from "../../jobs/queue.ts";
import { addSeconds, elapsed } from "../../lib/clock.ts";
import { VERSION } from "../../version.ts";
import type { Health } from "./overview-schemas.ts";

type Check = Health["checks"][number];

/** The worker does something by the clock each minute; a restart may take a few, but after so long something is wrong. */
const WORKER_SILENCE_SECONDS = 11 * 60;
const UNSENT_SECONDS = 15 * 60;

/** How the installation is, part by part, with what to do where it is not well. For operators. */
export async function getHealth(deps: Deps): Promise<Health> {
  const { pool, config } = deps;
  return {
    checks: await runChecks(deps),
    version: VERSION,
    node: process.version,
    uptimeSeconds: Math.round(process.uptime()),
    pool: {
      max: config.DATABASE_POOL,
      open: pool.totalCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
    },
  };
}

export function runChecks(deps: Deps): Promise<Check[]> {
  return Promise.all(
    [checkDatabase, checkStorage, checkWorker, checkMail, checkPayments, checkScanner].map((check) =>
      check(deps),
    ),
  );
}

async function checkDatabase({ db, pool }: Deps): Promise<Check> {
  const started = elapsed();
  const { rows } = await sql<{ version: string; bytes: number }>`
    select current_setting('server_version') as version, pg_database_size(current_database()) as bytes`.execute(
    db,
  );
  const took = Math.max(1, Math.round(elapsed() - started));
  const { version, bytes } = rows[0]!;
  const says = `PostgreSQL ${version.split(" ")[0]} answered in ${took} ms and holds ${size(bytes)}.`;
  if (pool.waitingCount > 0) {
    const advice = "Requests wait for a connection. Raise DATABASE_POOL, or look for slow queries.";
    return { name: "database", state: "warning", says, advice };
  }
  if (took < 500) return { name: "database", state: "good", says, advice: null };
  const advice = "It is slow. See whether its machine is busy or its disk is full.";
  return { name: "database", state: "warning", says, advice };
}

async function checkStorage({ storage }: Deps): Promise<Check> {
  const space = await storage.space();
  if (space === null)
    return { name: "storage", state: "good", says: "The storage sets no bound.", advice: null };
  const share = space.freeBytes / space.totalBytes;
  const says = `${size(space.freeBytes)} of ${size(space.totalBytes)} are free.`;
  if (share > 0.1) return { name: "storage", state: "good", says, advice: null };
  const advice = "Uploads are refused before it is full. Make room, or move DATA_DIR to a larger disk.";
  return { name: "storage", state: share > 0.03 ? "warning" : "bad", says, advice };
}

async function checkWorker({ db, clock, config }: Deps): Promise<Check> {
  const { last, since } = await lastCronRun(db);
  const heard = last ?? since;
  // After a pause of the whole installation the next full minute has to come first.
  const justStarted = config.ROLE !== "api" && process.uptime() < WORKER_SILENCE_SECONDS;
  const heardLately = heard && heard > addSeconds(clock.now(), -WORKER_SILENCE_SECONDS);
  if (heardLately || justStarted) {
    const says =
      heardLately && last ? `It last ran by the clock ${ago(clock.now(), last)}.` : "It has just started.";
    return { name: "worker", state: "good", says, advice: null };
  }
  return {
    name: "worker",
    state: "bad",
    says: heard ? `Nothing was heard of it for ${ago(clock.now(), heard, "")}.` : "It has never run.",
    advice: "Mail, receipts and uploads wait for it. Start a process with ROLE=worker or ROLE=all.",
  };
}

async function checkMail({ db, config, clock }: Deps): Promise<Check> {
  if (config.SMTP_URL === undefined) {
    return {
      name: "mail",
      state: config.production ? "bad" : "warning",
      says: "No mail server is set: mail is kept here and goes nowhere.",
      advice: "Fine for a test. To reach people, set SMTP_URL and MAIL_FROM.",
    };
  }
  const { stuck, error } = await db
    .selectFrom("mails")
    .select((eb) => [eb.fn.countAll<number>().as("stuck"), eb.fn.max("error").as("error")])
    .where("sent_at", "is", null)
    .where("created_at", "<", addSeconds(clock.now(), -UNSENT_SECONDS))
    .executeTakeFirstOrThrow();
  if (stuck === 0)
    return { name: "mail", state: "good", says: "The mail server takes what it is given.", advice: null };
  return {
    name: "mail",
    state: "bad",
    says: `${stuck} ${stuck === 1 ? "mail waits" : "mails wait"} for longer than a quarter of an hour${error ? `: ${error}` : "."}`,
    advice: "See the mail log. When the mail server is well again they go out by themselves.",
  };
}

async function checkPayments({ db, config, clock }: Deps): Promise<Check> {
  if (config.STRIPE_SECRET_KEY === undefined) {
    return {
      name: "payments",
      state: config.production ? "bad" : "warning",
      says: "Payments go to the built-in sandbox: no money moves.",
      advice: "Fine for a test. To be paid, set STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET.",
    };
  }
  const { waiting } = await db
    .selectFrom("webhook_events")
    .select((eb) => eb.fn.countAll<number>().as("waiting"))
    .where("processed_at", "is", null)
    .where("received_at", "<", addSeconds(clock.now(), -UNSENT_SECONDS))
    .executeTakeFirstOrThrow();
  const live = config.STRIPE_SECRET_KEY.includes("_live_");
  const says = live ? "Stripe, with real money." : "Stripe in test mode: no money moves.";
  if (waiting === 0)
    return {
      name: "payments",
      state: live ? "good" : "warning",
      says,
      advice: live ? null : "Set a live key to be paid.",
    };
  return {
    name: "payments",
    state: "bad",
    says: `${says} ${waiting} of its messages wait to be worked through.`,
    advice: "See the failed jobs. Nothing is lost: they can be tried again.",
  };
}

/** Held uploads are older than a scan takes. */
const HELD_SECONDS = 5 * 60;

async function checkScanner({ scanner, db, clock }: Deps): Promise<Check> {
  if (!scanner) {
    return {
      name: "scanner",
      state: "off",
      says: "Uploads are not scanned: CLAMD_ADDRESS is not set.",
      advice: null,
    };
  }
  const problem = await scanner.ping().then(
    () => null,
    (error: Error) => error.message,
  );
  const { held } = await db
    .selectFrom("files")
    .select((eb) => eb.fn.countAll<number>().as("held"))
    .where("status", "=", "processing")
    .where("created_at", "<", addSeconds(clock.now(), -HELD_SECONDS))
    .executeTakeFirstOrThrow();
  const waiting = held === 0 ? "" : ` ${held} ${held === 1 ? "upload is" : "uploads are"} held.`;
  if (problem) {
    const advice =
      "Uploads are held until it is back; nothing is lost. See whether clamd runs at CLAMD_ADDRESS.";
    return { name: "scanner", state: "bad", says: `clamd does not answer: ${problem}.${waiting}`, advice };
  }
  if (held === 0) return { name: "scanner", state: "good", says: "clamd answers.", advice: null };
  const advice =
    "The log says why. Files above its StreamMaxLength cannot be scanned: raise that in clamd.conf.";
  return { name: "scanner", state: "warning", says: `clamd answers.${waiting}`, advice };
}

function size(bytes: number): string {
  const units = ["bytes", "KB", "MB", "GB", "TB"];
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** step;
  return `${value < 10 && step > 0 ? value.toFixed(1) : Math.round(value)} ${units[step]}`;
}

function ago(now: Date, then: Date, suffix = " ago"): string {
  const minutes = Math.max(0, Math.round((now.getTime() - then.getTime()) / 60_000));
  if (minutes < 1) return suffix ? "a moment ago" : "a moment";
  if (minutes < 120) return `${minutes} ${minutes === 1 ? "minute" : "minutes"}${suffix}`;
  return `${Math.round(minutes / 60)} hours${suffix}`;
}
