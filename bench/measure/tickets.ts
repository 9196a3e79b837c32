import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { startChild } from "../child.ts";
import { openInstallation } from "../installation.ts";
import type { RequestJob, RequestOutcome } from "../load/requests.ts";
import { type Measurement, type Result, valueAtLeast } from "../measurement.ts";
import { cookieOf } from "../proofs.ts";
import { jsonRequest } from "../requests.ts";
import { inTurns, median, ratioOf } from "../rounds.ts";
import { cpuSeconds } from "../usage.ts";
import { fillWorld, idOf, pathOfFile, type World } from "../world.ts";

const WORLD: World = {
  buyers: 1000,
  products: 10,
  purchases: 1000,
  status: "completed",
  leases: 0,
  fileBytes: 16_384,
};
/** Each waits for its commit to reach the disk, which takes as long for many as for one. */
const CONNECTIONS = 64;

export const tickets: Measurement = {
  name: "tickets",
  about: "download links, and whole downloads with link, start and bytes, against bare inserts and updates",
  async run({ machine, quick }) {
    const installation = await openInstallation(machine, {}, ({ pool }) => fillWorld(pool, WORLD));
    for (let file = 0; file < WORLD.products; file++)
      await writeFile(await pathOfFile(installation.config, file), randomBytes(WORLD.fileBytes));
    const bareDatabase = await machine.createDatabase();
    const bare = startChild("./reference/raw-insert.ts", machine.nodeOptions);
    const barePort = await bare.ask<number>("start", { databaseUrl: bareDatabase });
    const load = startChild("./load/requests.ts");
    const common = { connections: CONNECTIONS, seconds: quick ? 1 : 3, status: 201 };
    const ours: RequestJob = {
      ...common,
      port: installation.port,
      requests: Array.from({ length: WORLD.buyers }, (_, buyer) =>
        jsonRequest(
          `/api/v1/files/${idOf("file", (buyer * 7) % WORLD.products)}/downloads`,
          { cookie: cookieOf(installation, buyer), origin: installation.url },
          {},
        ),
      ),
    };
    const theirs: RequestJob = {
      ...common,
      port: barePort,
      requests: Array(CONNECTIONS).fill(jsonRequest("/", {}, { a: 1 })) as string[],
    };
    const compare = async (
      name: string,
      against: string,
      goal: number,
      follow: boolean,
    ): Promise<Result[]> => {
      const run = async (job: RequestJob) => {
        const before = {
          server: cpuSeconds(installation.pid),
          database: await installation.databaseCpuSeconds(),
        };
        const outcome = await load.ask<RequestOutcome>("run", { ...job, follow });
        const each = (seconds: number) => (seconds / outcome.count) * 1e6;
        return {
          ...outcome,
          server: each(cpuSeconds(installation.pid) - before.server),
          database: each((await installation.databaseCpuSeconds()) - before.database),
        };
      };
      await run({ ...ours, seconds: 1 });
      await run({ ...theirs, seconds: 1 });
      const rounds = await inTurns(quick ? 3 : 5, { ours: () => run(ours), theirs: () => run(theirs) });
      const cpuOf = (who: string, read: (outcome: (typeof rounds)["ours"][number]) => number) => ({
        name: `${name}: CPU of ${who}`,
        value: median(rounds.ours.map(read)),
        unit: "µs",
        against: null,
        ratio: null,
      });
      const compared = (["perSecond", "p50", "p99"] as const).map((which) => ({
        name: which === "perSecond" ? name : `${name}: ${which}`,
        value: median(rounds.ours.map((outcome) => outcome[which])),
        unit: which === "perSecond" ? "/s" : "ms",
        against,
        ratio: ratioOf(rounds.ours, rounds.theirs, (outcome) => outcome[which]),
        ...(which === "perSecond" ? { goal: valueAtLeast(goal) } : {}),
      }));
      return [
        ...compared,
        cpuOf("the server", ({ server }) => server),
        cpuOf("PostgreSQL", ({ database }) => database),
      ];
    };
    try {
      return [
        ...(await compare("ticket creations", "raw Node, one insert", 4000, false)),
        ...(await compare("whole downloads of 16 KiB", "raw Node, one insert, one update", 1500, true)),
      ];
    } finally {
      await load.stop();
      await bare.stop();
      await machine.dropDatabase(bareDatabase);
      await installation.close();
    }
  },
};
