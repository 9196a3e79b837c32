import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { countersContract } from "./contract.ts";
import { localCounters } from "./local-counters.ts";
import type { CountersPort } from "./port.ts";
import { postgresCounters } from "./postgres-counters.ts";
import { redisCounters } from "./redis-counters.ts";

const REDIS = ["/usr/bin/redis-server", "/usr/local/bin/redis-server", "/opt/homebrew/bin/redis-server"].find(
  existsSync,
);

/** The one node there is. */
const ALONE = localCounters();

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

describe("counters in PostgreSQL", () => {
  countersContract(async () => postgresCounters(server.deps.db));
});

describe("counters of one process", () => {
  countersContract(async () => ALONE);

  it("stay bounded, and forget the oldest first", async () => {
    const [counters, now] = [localCounters(), new Date()];
    for (let n = 0; n <= 20_000; n++) await counters.hit(`key ${n}`, 60, now);
    expect((await counters.hit("key 20000", 60, now)).hits).toBe(2);
    expect((await counters.hit("key 0", 60, now)).hits).toBe(1);
  });
});

describe.skipIf(!REDIS)(
  REDIS ? "counters in Redis" : "counters in Redis (left out: no redis-server here)",
  () => {
    let redis: Redis;
    const open: CountersPort[] = [];
    beforeAll(async () => {
      redis = await startRedis();
    });
    afterAll(async () => {
      for (const counters of open) await counters.close();
      await redis.stop();
    });

    const openOne = async () => {
      const counters = await redisCounters({
        url: redis.url,
        fallback: postgresCounters(server.deps.db),
        log: pino({ level: "silent" }),
      });
      open.push(counters);
      await untilReady(counters);
      return counters;
    };
    countersContract(openOne);

    it("keeps counting in PostgreSQL while Redis is away, and comes back to it", async () => {
      const counters = await openOne();
      const now = new Date();
      expect((await counters.hit("away", 60, now)).hits).toBe(1);
      const rows = () =>
        server.deps.db.selectFrom("rate_limits").select("hits").where("key", "=", "away").execute();
      expect(await rows()).toEqual([]);
      await redis.kill();
      for (let n = 1; n <= 3; n++) expect((await counters.hit("away", 60, now)).hits).toBe(n);
      expect(await rows()).toEqual([{ hits: 3 }]);
      await redis.restart();
      await untilReady(counters);
      await counters.hit("away", 60, now);
      expect(await rows()).toEqual([{ hits: 3 }]);
    });

    /** A probe that lands in Redis leaves no row. */
    async function untilReady(counters: CountersPort): Promise<void> {
      for (let tries = 0; tries < 400; tries++) {
        const key = `probe-${tries}-${Math.random()}`;
        await counters.hit(key, 60, new Date());
        const row = await server.deps.db
          .selectFrom("rate_limits")
          .select("key")
          .where("key", "=", key)
          .executeTakeFirst();
        if (!row) return;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      throw new Error("Redis was not reached");
    }
  },
);

type Redis = { url: string; kill(): Promise<void>; restart(): Promise<void>; stop(): Promise<void> };

async function startRedis(): Promise<Redis> {
  const directory = await mkdtemp(join(tmpdir(), "vaulture-redis-"));
  const port = await freePort();
  let child: ChildProcess;
  const start = async () => {
    child = spawn(REDIS!, ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--dir", directory]);
    await new Promise<void>((resolve, reject) => {
      child.once("error", reject);
      child.stdout!.on("data", (chunk) => String(chunk).includes("Ready to accept") && resolve());
    });
  };
  const kill = () =>
    new Promise<void>((resolve) => {
      child.once("close", () => resolve());
      child.kill("SIGKILL");
    });
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    restart: start,
    async stop() {
      await kill();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
