import { startChild } from "../child.ts";
import { openInstallation } from "../installation.ts";
import type { RequestJob, RequestOutcome } from "../load/requests.ts";
import type { Measurement } from "../measurement.ts";
import { cookieOf } from "../proofs.ts";
import { jsonRequest } from "../requests.ts";
import { inTurns, median, ratioOf } from "../rounds.ts";
import { fillWorld, idOf, type World } from "../world.ts";

const WORLD: World = {
  buyers: 1000,
  products: 10,
  purchases: 1000,
  status: "completed",
  leases: 0,
  fileBytes: 16_384,
};

export const tickets: Measurement = {
  name: "tickets",
  about: "new download links, each decided, written with its event and signed, against one bare insert",
  async run({ machine, quick }) {
    const installation = await openInstallation(machine, {}, ({ pool }) => fillWorld(pool, WORLD));
    const bareDatabase = await machine.createDatabase();
    const bare = startChild("./reference/raw-insert.ts", machine.nodeOptions);
    const barePort = await bare.ask<number>("start", { databaseUrl: bareDatabase });
    const load = startChild("./load/requests.ts");
    const seconds = quick ? 1 : 3;
    const common = { connections: 16, seconds, status: 201 };
    const run = (job: RequestJob) => load.ask<RequestOutcome>("run", job);
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
    const theirs: RequestJob = { ...common, port: barePort, requests: [jsonRequest("/", {}, { a: 1 })] };
    theirs.requests = Array(common.connections).fill(theirs.requests[0]) as string[];
    try {
      await run({ ...ours, seconds: 1 });
      await run({ ...theirs, seconds: 1 });
      const rounds = await inTurns(quick ? 3 : 5, { ours: () => run(ours), theirs: () => run(theirs) });
      return (["perSecond", "p50", "p99"] as const).map((which) => ({
        name: `ticket creations${which === "perSecond" ? "" : `: ${which}`}`,
        value: median(rounds.ours.map((outcome) => outcome[which])),
        unit: which === "perSecond" ? "/s" : "ms",
        against: "raw Node, one insert",
        ratio: ratioOf(rounds.ours, rounds.theirs, (outcome) => outcome[which]),
      }));
    } finally {
      await load.stop();
      await bare.stop();
      await machine.dropDatabase(bareDatabase);
      await installation.close();
    }
  },
};
