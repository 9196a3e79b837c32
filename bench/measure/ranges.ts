import { writeFile } from "node:fs/promises";
import { startChild } from "../child.ts";
import { openInstallation } from "../installation.ts";
import type { RequestJob, RequestOutcome } from "../load/requests.ts";
import { atLeast, type Measurement } from "../measurement.ts";
import { cookieOf, leasePathOf } from "../proofs.ts";
import { rawPath } from "../reference/signed-paths.ts";
import { requestText } from "../requests.ts";
import { inTurns, median, ratioOf } from "../rounds.ts";
import { cpuSeconds } from "../usage.ts";
import { fillWorld, pathOfFile, type World } from "../world.ts";

const MIB = 1024 * 1024;
const FILE_MIB = 256;
const CONNECTIONS = 8;
const RANGES = 2000;
const SECRET = "a secret of the bench";
const WORLD: World = {
  buyers: CONNECTIONS,
  products: 1,
  purchases: CONNECTIONS,
  status: "completed",
  leases: CONNECTIONS,
  fileBytes: FILE_MIB * MIB,
};

export const ranges: Measurement = {
  name: "ranges",
  about: "random ranges of 1 MiB at 8 connections, each decided anew, against a raw Node server",
  async run({ machine, quick }) {
    const installation = await openInstallation(machine, {}, ({ pool }) => fillWorld(pool, WORLD));
    const path = await pathOfFile(installation.config, 0);
    await writeFile(path, Buffer.alloc(WORLD.fileBytes, "vaulture"));
    const raw = startChild("./reference/raw-node.ts", machine.nodeOptions);
    const load = startChild("./load/requests.ts");
    const files = { "/file": path };
    const rawPort = await raw.ask<number>("start", { files, secret: SECRET, chunkBytes: MIB });
    const range = () => {
      const start = Math.floor(Math.random() * (WORLD.fileBytes - MIB));
      return { range: `bytes=${start}-${start + MIB - 1}` };
    };
    const numbers = Array.from({ length: RANGES }, (_, number) => number);
    const contestants = {
      ours: {
        pid: installation.pid,
        port: installation.port,
        requests: numbers.map((number) => {
          const buyer = number % CONNECTIONS;
          const headers = { cookie: cookieOf(installation, buyer), ...range() };
          return requestText("GET", leasePathOf(installation, WORLD, buyer), headers);
        }),
      },
      raw: {
        pid: raw.pid,
        port: rawPort,
        requests: numbers.map((number) => requestText("GET", rawPath(SECRET, "/file", number), range())),
      },
    };
    const run = async (who: keyof typeof contestants, seconds = quick ? 1 : 2) => {
      const { pid, port, requests } = contestants[who];
      const before = cpuSeconds(pid);
      const job: RequestJob = { port, requests, connections: CONNECTIONS, seconds, status: 206 };
      const outcome = await load.ask<RequestOutcome>("run", job);
      return { ...outcome, cpuMilliseconds: ((cpuSeconds(pid) - before) / outcome.count) * 1000 };
    };
    try {
      await run("raw", 1);
      await run("ours", 1);
      const rounds = await inTurns(quick ? 3 : 7, { ours: () => run("ours"), raw: () => run("raw") });
      type Outcome = (typeof rounds)["ours"][number];
      const against = (what: string, unit: string, read: (outcome: Outcome) => number) => ({
        name: `ranges of 1 MiB: ${what}`,
        value: median(rounds.ours.map(read)),
        unit,
        against: "raw Node",
        ratio: ratioOf(rounds.ours, rounds.raw, read),
      });
      return [
        { ...against("answers", "/s", ({ perSecond }) => perSecond), goal: atLeast(0.9) },
        against("p99", "ms", ({ p99 }) => p99),
        against("CPU of the server", "ms", ({ cpuMilliseconds }) => cpuMilliseconds),
      ];
    } finally {
      for (const child of [load, raw]) await child.stop();
      await installation.close();
    }
  },
};
