import { truncate, writeFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { startChild } from "../child.ts";
import { openInstallation } from "../installation.ts";
import type { SlowJob } from "../load/slow-streams.ts";
import { type Measurement, valueAtMost } from "../measurement.ts";
import { cookieOf, leasePathOf } from "../proofs.ts";
import { requestText } from "../requests.ts";
import { residentMebibytes } from "../usage.ts";
import { fillWorld, pathOfFile, type World } from "../world.ts";

const GIB = 1024 ** 3;

export const slowReaders: Measurement = {
  name: "slow-readers",
  about: "500 clients that take 1 GiB slowly: memory once all have begun, and the event loop",
  async run({ machine, quick }) {
    const readers = quick ? 100 : 500;
    const world: World = {
      buyers: readers,
      products: 1,
      purchases: readers,
      status: "completed",
      leases: readers,
      fileBytes: GIB,
    };
    const installation = await openInstallation(machine, {}, ({ pool }) => fillWorld(pool, world));
    const path = await pathOfFile(installation.config, 0);
    await writeFile(path, "");
    // Nothing but its length: what is measured is waiting, not reading.
    await truncate(path, GIB);
    const load = startChild("./load/slow-streams.ts");
    const requests = Array.from({ length: readers }, (_, buyer) =>
      requestText("GET", leasePathOf(installation, world, buyer), { cookie: cookieOf(installation, buyer) }),
    );
    try {
      const job: SlowJob = { port: installation.port, requests, everyMs: 100 };
      await load.ask("start", job);
      // Every stream fills its buffers within its first chunks.
      await delay(quick ? 4000 : 15_000);
      const warm = residentMebibytes(installation.pid);
      await installation.ask("watchEventLoop");
      let most = 0;
      for (let second = 0; second < (quick ? 5 : 30); second++) {
        await delay(1000);
        most = Math.max(most, residentMebibytes(installation.pid) - warm);
      }
      const eventLoopP99 = await installation.ask<number>("eventLoopP99");
      const running = await load.ask<number>("running");
      if (running < readers) throw new Error(`only ${running} of ${readers} streams were still running`);
      const alone = { against: null, ratio: null };
      return [
        {
          name: `${readers} slow readers: memory grows by`,
          value: most,
          unit: "MiB",
          ...alone,
          goal: valueAtMost(50),
        },
        { name: `${readers} slow readers: memory in all`, value: warm, unit: "MiB", ...alone },
        {
          name: `${readers} slow readers: event loop, p99`,
          value: eventLoopP99,
          unit: "ms",
          ...alone,
          goal: valueAtMost(50),
        },
      ];
    } finally {
      await load.stop();
      await installation.close();
    }
  },
};
