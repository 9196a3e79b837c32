import { existsSync } from "node:fs";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { removeInstallation, startServer } from "./world/server-process.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The server under test; `dataDir` is null when it is somebody else's, given by ACCEPTANCE_URL. */
    installation: { url: string; dataDir: string | null };
  }
}

/**
 * One server for the whole suite, unless `ACCEPTANCE_URL` names one that runs. `ACCEPTANCE_PROGRAM` starts another entry than
 * server/src/main.ts.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.ACCEPTANCE_URL?.replace(/\/+$/, "");
  if (given) {
    project.provide("installation", { url: given, dataDir: null });
    return async () => undefined;
  }
  await ensurePages();
  const server = await startServer();
  project.provide("installation", { url: server.url, dataDir: server.dataDir });
  return async () => {
    await server.stop();
    await removeInstallation(server.dataDir);
  };
}

async function ensurePages(): Promise<void> {
  if (
    process.env.ACCEPTANCE_PROGRAM ||
    existsSync(join(import.meta.dirname, "..", "web", ".next", "BUILD_ID"))
  )
    return;
  const { buildPages } = await import("../scripts/build-pages.ts");
  await buildPages((line) => process.stdout.write(`${line}\n`));
}
