import { execFile } from "node:child_process";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { startChild } from "../child.ts";
import { openInstallation } from "../installation.ts";
import type { UploadJob, UploadOutcome } from "../load/uploads.ts";
import { atLeast, type Measurement, valueAtMost } from "../measurement.ts";
import { cookieOf } from "../proofs.ts";
import { inTurns, median, ratioOf } from "../rounds.ts";
import { cpuSeconds, peakMebibytes, resetPeak } from "../usage.ts";
import { fillWorld, idOf, OWNER_SESSION, type World } from "../world.ts";

const MIB = 1024 * 1024;
const WORLD: World = { buyers: 1, products: 1, purchases: 1, status: "completed", leases: 0, fileBytes: 1 };

export const upload: Measurement = {
  name: "upload",
  about: "512 MiB over tus, hashed and synced, against a bare tus server that does neither; four at once",
  async run({ machine, quick }) {
    const bytes = (quick ? 128 : 512) * MIB;
    const environment = { MAX_FILE_SIZE_MB: "512" };
    const installation = await openInstallation(machine, { environment }, ({ pool }) =>
      fillWorld(pool, WORLD),
    );
    const directory = join(machine.directory, "bare-tus");
    await mkdir(directory);
    const bare = startChild("./reference/bare-tus.ts", machine.nodeOptions);
    const barePort = await bare.ask<number>("start", { directory });
    const load = startChild("./load/uploads.ts");
    const headers = { cookie: cookieOf(installation, OWNER_SESSION), origin: installation.url };
    const send = async (pid: number, job: UploadJob): Promise<Outcome> => {
      await promisify(execFile)("sync");
      const before = cpuSeconds(pid);
      resetPeak(pid);
      const outcome = await load.ask<UploadOutcome>("run", job);
      const cpuPerGigabyte = (cpuSeconds(pid) - before) / ((job.bytes * job.count) / 1e9);
      return { ...outcome, cpuPerGigabyte, peak: peakMebibytes(pid) };
    };
    const ours = async (count: number) => {
      const outcome = await send(installation.pid, {
        url: `${installation.url}/api/v1/uploads`,
        headers,
        metadata: { filename: "film.mp4", filetype: "video/mp4", creatorId: idOf("creator", 0) },
        bytes,
        count,
      });
      for (const location of outcome.locations) {
        const file = `${installation.url}/api/v1/files/${location.split("/").at(-1)}`;
        const removed = await fetch(file, { method: "DELETE", headers });
        if (!removed.ok) throw new Error(`removing the upload answered ${removed.status}`);
      }
      return outcome;
    };
    const theirs = async (count: number) => {
      const url = `http://127.0.0.1:${barePort}/files`;
      const outcome = await send(bare.pid, {
        url,
        headers: {},
        metadata: { filename: "film.mp4" },
        bytes,
        count,
      });
      for (const location of outcome.locations) {
        await rm(join(directory, location.split("/").at(-1)!), { force: true });
      }
      return outcome;
    };

    try {
      await ours(1);
      await theirs(1);
      const one = await inTurns(quick ? 3 : 5, { ours: () => ours(1), theirs: () => theirs(1) });
      const four = await inTurns(quick ? 1 : 2, { ours: () => ours(4), theirs: () => theirs(4) });
      const speed = (outcome: Outcome) => outcome.megabytesPerSecond;
      const cpu = (outcome: Outcome) => outcome.cpuPerGigabyte;
      const label = "bare tus server";
      const name = `${bytes / MIB} MiB upload`;
      return [
        {
          name: `${name}: throughput`,
          value: median(one.ours.map(speed)),
          unit: "MB/s",
          against: label,
          ratio: ratioOf(one.ours, one.theirs, speed),
          goal: atLeast(0.9),
        },
        {
          name: `${name}: CPU, hashing included`,
          value: median(one.ours.map(cpu)),
          unit: "s/GB",
          against: label,
          ratio: ratioOf(one.ours, one.theirs, cpu),
        },
        {
          name: `four ${name}s at once: throughput`,
          value: median(four.ours.map(speed)),
          unit: "MB/s",
          against: label,
          ratio: ratioOf(four.ours, four.theirs, speed),
        },
        {
          name: `four ${name}s at once: memory`,
          value: Math.max(...four.ours.map((outcome) => outcome.peak)),
          unit: "MiB",
          against: label,
          ratio: ratioOf(four.ours, four.theirs, (outcome) => outcome.peak),
          goal: valueAtMost(350),
        },
      ];
    } finally {
      await load.stop();
      await bare.stop();
      await installation.close();
    }
  },
};

type Outcome = UploadOutcome & { cpuPerGigabyte: number; peak: number };
