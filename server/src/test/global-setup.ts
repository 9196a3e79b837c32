import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "../db/embedded-postgres.ts";
import { prepareDatabase } from "../prepare-database.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Superuser URL of a PostgreSQL that lives as long as this test run. */
    postgresUrl: string;
    /** URL of the migrated template as the role that the application connects as; it may use every clone of the template. */
    applicationUrl: string;
  }
}

/** One real PostgreSQL for the whole run; every test file makes its own database in it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), "vaulture-test-"));
  await chmod(directory, 0o755);
  const postgres = await startEmbeddedPostgres({
    dataDir: directory,
    database: "vaulture",
    password: randomBytes(16).toString("hex"),
    settings: { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "200" },
  });
  project.provide("postgresUrl", postgres.url);
  project.provide("applicationUrl", await makeTemplate(postgres.url));
  return async () => {
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  };
}

/** A migrated database that every test file clones, which takes a tenth of migrating anew. */
async function makeTemplate(url: string): Promise<string> {
  const template = new URL(url);
  template.pathname = "/vaulture_template";
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query("create database vaulture_template");
  await admin.end();
  const databaseRolePassword = randomBytes(16).toString("hex");
  return (await prepareDatabase(template.href, {}, { databaseRolePassword })).url;
}
