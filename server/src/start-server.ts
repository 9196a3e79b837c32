import { type Logger, pino } from "pino";
import { buildApp } from "./app.ts";
import type { Config } from "./config.ts";
import { startEmbeddedPostgres } from "./db/embedded-postgres.ts";
import type { Deps } from "./deps.ts";
import { ensureFirstCategories } from "./features/catalog/index.ts";
import { forgetUnreadableKeys } from "./features/identity/index.ts";
import { isSandboxMail, showsMailInTerminal } from "./features/mail/index.ts";
import { brandUrls } from "./features/site/index.ts";
import { openPages } from "./http/pages.ts";
import { handlers } from "./jobs/handlers.ts";
import { startWorker, type Worker } from "./jobs/worker.ts";
import { systemClock } from "./lib/clock.ts";
import { openClosers } from "./lib/closers.ts";
import { ownUrl } from "./lib/own-url.ts";
import { openDeps } from "./open-deps.ts";
import { prepareDatabase } from "./prepare-database.ts";
import { loadSecrets } from "./secrets.ts";

export type RunningServer = {
  deps: Deps;
  /** Where this process answers on its own machine. */
  url: string;
  /** Stops in order: no new requests, streams finish or are cut, the worker ends its jobs, the database stops. */
  stop(): Promise<void>;
};

type Options = {
  /** Progress for whoever started it. */
  say: (line: string) => void;
  /** Directory of the pages; absent for an API without pages. */
  pages?: { dir: string; dev: boolean };
  /** Whether what runs by the clock is to be left out for the moment. */
  pauses?: () => boolean;
};

/** Everything an installation is, in the order it needs: secrets, database, schema, parts, requests, jobs. */
export async function startServer(config: Config, options: Options): Promise<RunningServer> {
  const log = openLog(config);
  const secrets = await loadSecrets(config);
  const closers = openClosers();

  try {
    let ownerUrl = config.DATABASE_URL;
    if (!ownerUrl) {
      const postgres = await startEmbeddedPostgres({
        dataDir: config.DATA_DIR,
        database: "vaulture",
        password: secrets.postgresPassword,
        onExit: (reason) => {
          if (closers.isEmpty()) return;
          log.fatal(`${reason}; ending, so that a restart can bring both back`);
          process.exit(1);
        },
      });
      closers.add(postgres.stop);
      ownerUrl = postgres.url;
    }
    const { url: databaseUrl, applied } = await prepareDatabase(ownerUrl, config, secrets);
    if (applied.length > 0) options.say(`Brought the database up to date (${applied.length} migrations).`);

    const url = ownUrl(config.HOST, config.PORT);
    const parts = { config, secrets, databaseUrl, log, clock: systemClock, ownUrl: () => url };
    const deps = await openDeps({ ...parts, show: options.say });
    closers.add(deps.close);
    if ((await forgetUnreadableKeys(deps)) > 0)
      options.say("The secret has changed: access tokens made before are void.");
    await ensureFirstCategories(deps);

    // Stopped after the requests, which may queue jobs up to their end; started once the port is known to be ours, since jobs ask the
    // built-in payment provider there.
    let worker: Worker | null = null;
    closers.add(async () => worker?.stop());
    if (config.ROLE !== "worker") {
      const pages = options.pages
        ? await openPages({
            ...options.pages,
            internalUrl: url,
            baseUrl: config.BASE_URL,
            site: {
              name: config.SITE_NAME,
              ...brandUrls(deps.brand),
              sandboxMail: isSandboxMail(config),
              mailInTerminal: showsMailInTerminal(config),
            },
            paymentPages: config.STRIPE_SECRET_KEY ? config.STRIPE_CHECKOUT_ORIGIN : null,
            originals: config.DELIVERY_ORIGIN ?? null,
          })
        : null;
      const app = await buildApp(deps, pages);
      closers.add(() => app.close());
      await listen(app, config);
    }
    if (config.ROLE !== "api") worker = await startWorker(deps, handlers, options.pauses);
    return { deps, url, stop: closers.close };
  } catch (error) {
    await closers.close().catch((failure) => log.error({ err: failure }, "stopping after a failed start"));
    throw error;
  }
}

async function listen(app: Awaited<ReturnType<typeof buildApp>>, config: Config): Promise<void> {
  try {
    await app.listen({ port: config.PORT, host: config.HOST });
  } catch (error) {
    if ((error as { code?: string }).code !== "EADDRINUSE") throw error;
    throw Object.assign(
      new Error(
        `Port ${config.PORT} is taken by another program. Stop it, or choose another with PORT=${config.PORT + 1}.`,
      ),
      { code: "EADDRINUSE" },
    );
  }
}

function openLog(config: Config): Logger {
  return pino({
    level: config.LOG_LEVEL,
    redact: ["req.headers.authorization", "req.headers.cookie", "*.password", "*.token"],
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
  });
}
