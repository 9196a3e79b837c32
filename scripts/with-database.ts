import { pino } from "pino";
import type { Config } from "../server/src/config.ts";
import { findRunningPostgres, startEmbeddedPostgres } from "../server/src/db/embedded-postgres.ts";
import type { Deps } from "../server/src/deps.ts";
import { systemClock } from "../server/src/lib/clock.ts";
import { openDeps } from "../server/src/open-deps.ts";
import { prepareDatabase } from "../server/src/prepare-database.ts";
import { loadSecrets } from "../server/src/secrets.ts";

/** Lets a command work on the configured installation, whether its server runs at the moment or not. */
export async function withDatabase(config: Config, use: (deps: Deps) => Promise<void>): Promise<void> {
  const secrets = await loadSecrets(config);
  const embedded = { dataDir: config.DATA_DIR, database: "vaulture", password: secrets.postgresPassword };
  const url = config.DATABASE_URL ?? (await findRunningPostgres(embedded));
  const started = url ? null : await startEmbeddedPostgres(embedded);
  const { url: databaseUrl } = await prepareDatabase(url ?? started!.url, config, secrets);
  const log = pino({ level: config.LOG_LEVEL });
  const deps = await openDeps({
    config,
    secrets,
    databaseUrl,
    log,
    clock: systemClock,
    ownUrl: () => config.BASE_URL,
  });
  try {
    await use(deps);
  } finally {
    await deps.close();
    await started?.stop();
  }
}
