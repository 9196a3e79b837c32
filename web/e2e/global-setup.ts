import type { TestProject } from "vitest/node";
import { removeInstallation, startServer } from "../../acceptance/world/server-process.ts";
import { buildPages } from "../../scripts/build-pages.ts";

/** Pages built from these very sources, and one server for all journeys. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await buildPages((line) => process.stdout.write(`${line}\n`));
  const server = await startServer();
  project.provide("installation", { url: server.url, dataDir: server.dataDir });
  return async () => {
    await server.stop();
    await removeInstallation(server.dataDir);
  };
}
