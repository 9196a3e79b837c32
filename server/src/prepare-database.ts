import type { Config } from "./config.ts";
import { prepareAppRole } from "./db/app-role.ts";
import { migrate } from "./db/migrate.ts";
import { migrateJobs } from "./jobs/worker.ts";
import type { Secrets } from "./secrets.ts";

/** Brings the database at `ownerUrl` to this version; answers the URL that the application connects with, and what was applied. */
export async function prepareDatabase(
  ownerUrl: string,
  config: Pick<Config, "DATABASE_APP_URL" | "STRIPE_SECRET_KEY">,
  secrets: Pick<Secrets, "databaseRolePassword">,
): Promise<{ url: string; applied: string[] }> {
  const applied = await migrate(ownerUrl);
  await migrateJobs(ownerUrl);
  const url = await prepareAppRole(ownerUrl, {
    password: secrets.databaseRolePassword,
    url: config.DATABASE_APP_URL,
    ownSchemas: config.STRIPE_SECRET_KEY ? [] : ["stripe_sandbox"],
  });
  return { url, applied };
}
