import { writeFile } from "node:fs/promises";
import { nginxProgram, startNginx as startShipped } from "../../server/src/test/nginx.ts";
import { freePort, startChild } from "../child.ts";
import { openInstallation } from "../installation.ts";
import type { StreamJob, StreamOutcome } from "../load/streams.ts";
import { atLeast, type Measurement } from "../measurement.ts";
import { cookieOf, leasePathOf } from "../proofs.ts";
import { startNginx } from "../reference/nginx.ts";
import { securePath } from "../reference/signed-paths.ts";
import { requestText } from "../requests.ts";
import { inTurns, median, ratioOf } from "../rounds.ts";
import { fillWorld, pathOfFile, type World } from "../world.ts";

const MIB = 1024 * 1024;
const SECRET = "a secret of the bench";

export const accel: Measurement = {
  name: "accel",
  about: "1 GiB that nginx sends after our decision (DELIVERY_MODE=accel), against nginx secure_link",
  async run({ machine, quick, say }) {
    if (!nginxProgram) {
      say("  nginx is not installed: left out (Debian: apt-get install nginx)");
      return [];
    }
    const bytes = (quick ? 256 : 1024) * MIB;
    const world: World = {
      buyers: 1,
      products: 1,
      purchases: 1,
      status: "completed",
      leases: 1,
      fileBytes: bytes,
    };
    const environment = { DELIVERY_MODE: "accel", TRUSTED_PROXIES: "loopback" };
    const installation = await openInstallation(machine, { environment }, ({ pool }) =>
      fillWorld(pool, world),
    );
    const path = await pathOfFile(installation.config, 0);
    await writeFile(path, Buffer.alloc(bytes, "vaulture"));
    const front = await startShipped(await freePort(), {
      port: installation.port,
      dataDir: installation.config.DATA_DIR,
    });
    const bare = (await startNginx(machine.directory, SECRET, { "/file": path }))!;
    const load = startChild("./load/streams.ts");
    const run = (port: number, request: string) =>
      load.ask<StreamOutcome>("run", { port, requests: [request], bytes } satisfies StreamJob);
    const contestants = {
      ours: () =>
        run(
          front.port,
          requestText("GET", leasePathOf(installation, world, 0), { cookie: cookieOf(installation, 0) }),
        ),
      theirs: () => run(bare.port, requestText("GET", securePath(SECRET, "/file"))),
    };
    try {
      await contestants.theirs();
      await contestants.ours();
      const rounds = await inTurns(quick ? 5 : 15, contestants);
      const speed = ({ megabytesPerSecond }: StreamOutcome) => megabytesPerSecond;
      return [
        {
          name: `${bytes / MIB} MiB by nginx after our decision: throughput`,
          value: median(rounds.ours.map(speed)),
          unit: "MB/s",
          against: "nginx secure_link",
          ratio: ratioOf(rounds.ours, rounds.theirs, speed),
          goal: atLeast(0.95),
        },
      ];
    } finally {
      await load.stop();
      await bare.stop();
      await front.stop();
      await installation.close();
    }
  },
};
