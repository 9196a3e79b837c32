import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { buildApp } from "../server/src/app.ts";
import { loadConfig } from "../server/src/config.ts";
import { migrate } from "../server/src/db/migrate.ts";
import { migrateJobs } from "../server/src/jobs/worker.ts";
import { systemClock } from "../server/src/lib/clock.ts";
import { openDeps } from "../server/src/open-deps.ts";
import { loadSecrets } from "../server/src/secrets.ts";

/** The OpenAPI document of the running application, with the default address. Migrates the database at `url`. */
export async function generateOpenApi(url: string): Promise<string> {
  await migrate(url);
  const directory = await mkdtemp(join(tmpdir(), "vaulture-openapi-"));
  const config = loadConfig({ DATA_DIR: directory, LOG_LEVEL: "silent" });
  const deps = await openDeps({
    config,
    secrets: await loadSecrets(config),
    databaseUrl: url,
    log: pino({ level: "silent" }),
    clock: systemClock,
    ownUrl: () => config.BASE_URL,
  });
  try {
    await migrateJobs(deps.pool);
    const app = await buildApp(deps);
    await app.ready();
    const document = app.swagger();
    await app.close();
    return `${JSON.stringify(document, null, 2)}\n`;
  } finally {
    await deps.close();
    await rm(directory, { recursive: true, force: true });
  }
}
