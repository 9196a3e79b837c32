import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { loadConfig } from "./config.ts";
import { systemClock } from "./lib/clock.ts";
import { openDeps } from "./open-deps.ts";
import { loadSecrets } from "./secrets.ts";

describe("the parts of an installation", () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "vaulture-parts-"));
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await rm(directory, { recursive: true });
  });
  const open = async () => {
    const config = loadConfig({ NODE_ENV: "test", DATA_DIR: directory, LOG_LEVEL: "silent" });
    const secrets = await loadSecrets(config);
    return openDeps({
      config,
      secrets,
      // Connections are opened when they are needed, and here none is.
      databaseUrl: "postgres://nobody@127.0.0.1:1/none",
      log: pino({ level: "silent" }),
      clock: systemClock,
      ownUrl: () => "http://127.0.0.1:1",
    });
  };

  it("are all closed, also when one of them cannot be", async () => {
    const deps = await open();
    deps.storage.close = async () => {
      throw new Error("the disk is gone");
    };
    await expect(deps.close()).rejects.toThrow("the disk is gone");
    expect([deps.pool.ended, deps.gatePool.ended]).toEqual([true, true]);
  });

  it("are closed when one of them cannot be opened", async () => {
    await writeFile(join(directory, "storage"), "not a directory");
    const ended = vi.spyOn(pg.Pool.prototype, "end");
    await expect(open()).rejects.toThrow(/EEXIST|ENOTDIR/);
    expect(ended).toHaveBeenCalledTimes(3);
  });
});
