import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { buildApp } from "../server/src/app.ts";
import { loadConfig } from "../server/src/config.ts";
import { systemClock } from "../server/src/lib/clock.ts";
import { openDeps } from "../server/src/open-deps.ts";
import { prepareDatabase } from "../server/src/prepare-database.ts";
import { loadSecrets } from "../server/src/secrets.ts";

/** The OpenAPI document of the running application, with the default address. Migrates the database at `url`. */
export async function generateOpenApi(url: string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "vaulture-openapi-"));
  const config = loadConfig({ DATA_DIR: directory, LOG_LEVEL: "silent" });
  const secrets = await loadSecrets(config);
  const deps = await openDeps({
    config,
    secrets,
    databaseUrl: (await prepareDatabase(url, config, secrets)).url,
    log: pino({ level: "silent" }),
    clock: systemClock,
    ownUrl: () => config.BASE_URL,
  });
  try {
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
