import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { type Child, startChild } from "../child.ts";
import { type Installation, openInstallation } from "../installation.ts";
import type { RequestJob, RequestOutcome } from "../load/requests.ts";
import { atLeast, atMost, type Measurement, type Result } from "../measurement.ts";
import { cookieOf, leasePathOf, tokenMaker, viewPathOf } from "../proofs.ts";
import { rawPath } from "../reference/signed-paths.ts";
import { requestText } from "../requests.ts";
import { inTurns, median, ratioOf } from "../rounds.ts";
import { cpuSeconds } from "../usage.ts";
import { fillWorld, pathOfFile, type World } from "../world.ts";

const BYTES = 16 * 1024;
const CONNECTIONS = 32;
const SECRET = "a secret of the bench";
const NAMES = {
  cookie: "small files, proof by cookie",
  bearer: "small files, proof by bearer",
  view: "small files, view tickets",
};
/** As many people, each with a started download of the same file. */
const WORLD: World = {
  buyers: 2000,
  products: 1,
  purchases: 2000,
  status: "completed",
  leases: 2000,
  fileBytes: BYTES,
};

export const smallFiles: Measurement = {
  name: "small-files",
  about: "16 KiB downloads and views at 32 connections through the whole gate, against a raw Node server",
  async run({ machine, quick }) {
    const installation = await openInstallation(machine, {}, ({ pool }) => fillWorld(pool, WORLD));
    const path = await pathOfFile(installation.config, 0);
    await writeFile(path, randomBytes(BYTES));
    const raw = startChild("./reference/raw-node.ts", machine.nodeOptions);
    const load = startChild("./load/requests.ts");
    const rawPort = await raw.ask<number>("start", {
      files: { "/file": path },
      secret: SECRET,
      chunkBytes: 65_536,
    });
    try {
      return await measure({ installation, raw, rawPort, load, quick });
    } finally {
      for (const child of [load, raw]) await child.stop();
      await installation.close();
    }
  },
};

type Parts = { installation: Installation; raw: Child; rawPort: number; load: Child; quick: boolean };
type Outcome = RequestOutcome & { cpuMicroseconds: number; databaseMicroseconds: number };

async function measure({ installation, raw, rawPort, load, quick }: Parts): Promise<Result[]> {
  const tokenOf = await tokenMaker(installation);
  const people = Array.from({ length: WORLD.leases }, (_, buyer) => buyer);
  const download = (buyer: number, headers: Record<string, string>) =>
    requestText("GET", leasePathOf(installation, WORLD, buyer), headers);
  const ours = { pid: installation.pid, port: installation.port, database: installation.databaseCpuSeconds };
  const contestants = {
    raw: {
      pid: raw.pid,
      port: rawPort,
      database: async () => 0,
      requests: people.map((buyer) => requestText("GET", rawPath(SECRET, "/file", buyer))),
    },
    cookie: {
      ...ours,
      requests: people.map((buyer) => download(buyer, { cookie: cookieOf(installation, buyer) })),
    },
    view: {
      ...ours,
      requests: people.map((buyer) =>
        requestText("GET", viewPathOf(installation, WORLD, buyer), { cookie: cookieOf(installation, buyer) }),
      ),
    },
    bearer: {
      ...ours,
      requests: people.map((buyer) => download(buyer, { authorization: `Bearer ${tokenOf(buyer)}` })),
    },
  };
  type Contestant = (typeof contestants)["raw"];
  const run = async (contestant: Contestant, seconds: RequestJob["seconds"]): Promise<Outcome> => {
    const { pid, port, requests, database } = contestant;
    const before = { cpu: cpuSeconds(pid), database: await database() };
    const job: RequestJob = { port, requests, connections: CONNECTIONS, seconds, status: 200 };
    const outcome = await load.ask<RequestOutcome>("run", job);
    const each = (used: number) => (used / outcome.count) * 1e6;
    return {
      ...outcome,
      cpuMicroseconds: each(cpuSeconds(pid) - before.cpu),
      databaseMicroseconds: each((await database()) - before.database),
    };
  };

  for (const contestant of Object.values(contestants)) {
    await run(contestant, "once");
    await run(contestant, 1);
  }
  const rounds = await inTurns(quick ? 3 : 7, {
    raw: () => run(contestants.raw, quick ? 1 : 2),
    cookie: () => run(contestants.cookie, quick ? 1 : 2),
    bearer: () => run(contestants.bearer, quick ? 1 : 2),
    view: () => run(contestants.view, quick ? 1 : 2),
  });

  const against = (
    who: keyof typeof NAMES,
    what: string,
    unit: string,
    read: (outcome: Outcome) => number,
    goal?: Result["goal"],
  ): Result => ({
    name: `${NAMES[who]}: ${what}`,
    value: median(rounds[who].map(read)),
    unit,
    against: "raw Node",
    ratio: ratioOf(rounds[who], rounds.raw, read),
    ...(goal ? { goal } : {}),
  });
  return (Object.keys(NAMES) as (keyof typeof NAMES)[]).flatMap((who) => [
    against(who, "files", "/s", (outcome) => outcome.perSecond, atLeast(0.9)),
    against(who, "p50", "ms", (outcome) => outcome.p50),
    against(who, "p99", "ms", (outcome) => outcome.p99, atMost(2)),
    against(who, "CPU of the server", "µs", (outcome) => outcome.cpuMicroseconds),
    {
      name: `${NAMES[who]}: CPU of PostgreSQL`,
      value: median(rounds[who].map((outcome) => outcome.databaseMicroseconds)),
      unit: "µs",
      against: null,
      ratio: null,
    },
  ]);
}
