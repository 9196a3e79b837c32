import { truncate, writeFile } from "node:fs/promises";
import { get, type IncomingMessage } from "node:http";
import type pg from "pg";
import { type Installation, openInstallation } from "../installation.ts";
import { type Measurement, valueAtMost } from "../measurement.ts";
import { cookieOf, leasePathOf } from "../proofs.ts";
import { quantile } from "../rounds.ts";
import { fillWorld, idOf, pathOfFile, type World } from "../world.ts";

const MIB = 1024 * 1024;
/** So many streams run at a time; each loses its right by itself. */
const TOGETHER = 20;

/** Ways in which a right ends, by the row that changes. */
const ENDS: Record<string, (pool: pg.Pool, buyer: number) => Promise<unknown>> = {
  refund: (pool, buyer) => endPurchase(pool, buyer, "refunded"),
  revoke: (pool, buyer) => endPurchase(pool, buyer, "revoked"),
  "sign-out": (pool, buyer) => pool.query("delete from sessions where id = $1", [idOf("session", buyer)]),
  suspension: (pool, buyer) =>
    pool.query("update users set suspended_at = now() where id = $1", [idOf("buyer", buyer)]),
};

export const revocation: Measurement = {
  name: "revocation",
  about: "from the commit that ends a right to the last byte of its running download",
  async run({ machine, quick }) {
    const trials = quick ? 40 : 240;
    const world: World = {
      buyers: trials,
      products: 1,
      purchases: trials,
      status: "completed",
      leases: trials,
      fileBytes: 8192 * MIB,
    };
    const installation = await openInstallation(machine, {}, ({ pool }) => fillWorld(pool, world));
    const path = await pathOfFile(installation.config, 0);
    await writeFile(path, "");
    await truncate(path, world.fileBytes);
    const kinds = Object.keys(ENDS);
    const milliseconds: number[] = [];
    try {
      for (let first = 0; first < trials; first += TOGETHER) {
        const group = Array.from({ length: TOGETHER }, (_, index) => first + index);
        const streams = await Promise.all(group.map((buyer) => openStream(installation, world, buyer)));
        for (const [index, stream] of streams.entries()) {
          const buyer = first + index;
          await ENDS[kinds[buyer % kinds.length]!]!(installation.pool, buyer);
          const committed = performance.now();
          stream.hurry();
          milliseconds.push(Math.max(0, (await stream.ended) - committed));
        }
      }
      const row = (name: string, value: number) => ({ name, value, unit: "ms", against: null, ratio: null });
      return [
        row(`revocation, ${trials} trials: p50 to the last byte`, quantile(milliseconds, 0.5)),
        {
          ...row(`revocation, ${trials} trials: p99 to the last byte`, quantile(milliseconds, 0.99)),
          goal: valueAtMost(1000),
        },
        row(`revocation, ${trials} trials: longest`, Math.max(...milliseconds)),
      ];
    } finally {
      await installation.close();
    }
  },
};

function endPurchase(pool: pg.Pool, buyer: number, reason: string): Promise<unknown> {
  return pool.query("update purchases set access_ended_at = now(), access_ended_reason = $2 where id = $1", [
    idOf("purchase", buyer),
    reason,
  ]);
}

/**
 * A client that takes some 6 MB a second; `ended` says when its last byte came. Fails when the file comes whole. After `hurry` it
 * takes whatever there is: else it would be measured how long it takes to read the megabytes that already wait on its own machine.
 */
async function openStream(
  installation: Installation,
  world: World,
  buyer: number,
): Promise<{ ended: Promise<number>; hurry(): void }> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = { cookie: cookieOf(installation, buyer) };
    get(installation.url + leasePathOf(installation, world, buyer), { headers, agent: false }, resolve).on(
      "error",
      reject,
    );
  });
  if (answer.statusCode !== 200) throw new Error(`not the file: ${answer.statusCode}`);
  let last = performance.now();
  let hurries = false;
  const ended = new Promise<number>((resolve, reject) => {
    answer.on("data", () => {
      last = performance.now();
      if (hurries) return;
      answer.pause();
      setTimeout(() => answer.resume(), 10);
    });
    answer.on("error", () => undefined);
    answer.once("end", () => reject(new Error("a revoked download came whole")));
    answer.once("close", () => resolve(last));
  });
  ended.catch(() => undefined);
  const hurry = () => {
    hurries = true;
    answer.resume();
  };
  return { ended, hurry };
}
