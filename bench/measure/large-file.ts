import { randomFillSync } from "node:crypto";
import { open } from "node:fs/promises";
import { startChild } from "../child.ts";
import { openInstallation } from "../installation.ts";
import type { StreamJob, StreamOutcome } from "../load/streams.ts";
import { atLeast, atMost, type Measurement, type Result, valueAtMost } from "../measurement.ts";
import { cookieOf, leasePathOf } from "../proofs.ts";
import { type Nginx, startNginx } from "../reference/nginx.ts";
import { rawPath, securePath } from "../reference/signed-paths.ts";
import { requestText } from "../requests.ts";
import { inTurns, median, ratioOf } from "../rounds.ts";
import { cpuSeconds, peakMebibytes, resetPeak, residentMebibytes } from "../usage.ts";
import { fillWorld, pathOfFile, type World } from "../world.ts";

const MIB = 1024 * 1024;
const SECRET = "a secret of the bench";

export const largeFile: Measurement = {
  name: "large-file",
  about: "1 GiB in one stream and in eight at once, against a raw Node server and nginx",
  async run({ machine, quick, say }) {
    const bytes = (quick ? 256 : 1024) * MIB;
    const world: World = {
      buyers: 8,
      products: 1,
      purchases: 8,
      status: "completed",
      leases: 8,
      fileBytes: bytes,
    };
    const installation = await openInstallation(machine, {}, ({ pool }) => fillWorld(pool, world));
    const path = await pathOfFile(installation.config, 0);
    await writeRandom(path, bytes);
    const files = { "/file": path };
    const raw = startChild("./reference/raw-node.ts", machine.nodeOptions);
    const rawPort = await raw.ask<number>("start", { files, secret: SECRET, chunkBytes: MIB });
    const nginx = await startNginx(machine.directory, SECRET, files);
    if (!nginx)
      say("  nginx is not installed: the comparison with it is left out (Debian: apt-get install nginx)");
    const load = startChild("./load/streams.ts");
    const run = async (pids: number[], port: number, requests: string[]): Promise<Outcome> => {
      const before = cpuSeconds(...pids);
      for (const pid of pids) resetPeak(pid);
      const job: StreamJob = { port, requests, bytes };
      const outcome = await load.ask<StreamOutcome>("run", job);
      return {
        ...outcome,
        cpuPerGigabyte: (cpuSeconds(...pids) - before) / ((bytes * requests.length) / 1e9),
        peak: Math.max(...pids.map(peakMebibytes)),
      };
    };
    const contestants = (streams: number) => ({
      ours: () =>
        run(
          [installation.pid],
          installation.port,
          Array.from({ length: streams }, (_, buyer) =>
            requestText("GET", leasePathOf(installation, world, buyer), {
              cookie: cookieOf(installation, buyer),
            }),
          ),
        ),
      raw: () =>
        run(
          [raw.pid],
          rawPort,
          Array(streams).fill(requestText("GET", rawPath(SECRET, "/file"))) as string[],
        ),
      nginx: () => (nginx ? run(nginx.pids(), nginx.port, nginxRequests(streams)) : Promise.resolve(null)),
    });

    try {
      const atRest = residentMebibytes(installation.pid);
      await contestants(1).ours();
      const one = await inTurns<"ours" | "raw" | "nginx", Outcome | null>(quick ? 3 : 7, contestants(1));
      const eight = await inTurns<"ours" | "raw" | "nginx", Outcome | null>(quick ? 1 : 3, contestants(8));
      return [
        ...compare(`${bytes / MIB} MiB, one stream`, one, nginx),
        ...compare(`${bytes / MIB} MiB, eight streams`, eight, nginx),
        {
          name: "large file: memory grows at most",
          value: Math.max(...[...one.ours, ...eight.ours].map((outcome) => outcome!.peak)) - atRest,
          unit: "MiB",
          against: null,
          ratio: null,
          goal: valueAtMost(80),
        },
      ];
    } finally {
      await load.stop();
      await nginx?.stop();
      await raw.stop();
      await installation.close();
    }
  },
};

type Outcome = StreamOutcome & { cpuPerGigabyte: number; peak: number };

function nginxRequests(streams: number): string[] {
  return Array(streams).fill(requestText("GET", securePath(SECRET, "/file"))) as string[];
}

function compare(
  name: string,
  rounds: Record<"ours" | "raw" | "nginx", (Outcome | null)[]>,
  nginx: Nginx | null,
): Result[] {
  const ours = rounds.ours as Outcome[];
  const against = (rival: "raw" | "nginx", label: string, bound: number): Result[] => {
    const theirs = rounds[rival] as Outcome[];
    const speed = (outcome: Outcome) => outcome.megabytesPerSecond;
    const cpu = (outcome: Outcome) => outcome.cpuPerGigabyte;
    return [
      {
        name: `${name}: throughput`,
        value: median(ours.map(speed)),
        unit: "MB/s",
        against: label,
        ratio: ratioOf(ours, theirs, speed),
        goal: atLeast(bound),
      },
      {
        name: `${name}: CPU`,
        value: median(ours.map(cpu)),
        unit: "s/GB",
        against: label,
        ratio: ratioOf(ours, theirs, cpu),
        ...(rival === "raw" ? { goal: atMost(1.1) } : {}),
      },
    ];
  };
  return [...against("raw", "raw Node", 0.95), ...(nginx ? against("nginx", "nginx secure_link", 0.5) : [])];
}

async function writeRandom(path: string, bytes: number): Promise<void> {
  const piece = randomFillSync(Buffer.allocUnsafe(16 * MIB));
  const file = await open(path, "wx");
  for (let written = 0; written < bytes; written += piece.length) await file.write(piece);
  // Written back now, and not while something is measured.
  await file.sync();
  await file.close();
}
