import type pg from "pg";
import { decide, findFacts } from "../../server/src/access/index.ts";
import { loadConfig } from "../../server/src/config.ts";
import { GATE_SETTINGS, openDatabase } from "../../server/src/db/client.ts";
import type { Deps } from "../../server/src/deps.ts";
import {
  type DownloadRows,
  downloadRows,
  openDownload,
} from "../../server/src/features/delivery/open-download.ts";
import { systemClock } from "../../server/src/lib/clock.ts";
import { sealTicket, signingKeysFrom } from "../../server/src/lib/signing.ts";
import { atMost, type Measurement, type Result } from "../measurement.ts";
import { inTurns, median, quantile, ratioOf } from "../rounds.ts";
import { buyerOf, fillWorld, idOf, productOf, sessionTokenOf, type World } from "../world.ts";

const KEYS = signingKeysFrom(["a secret of the bench, long enough"], "download-ticket");

/** All that the delivery statement looks at beside the database. */
const PARTS: Pick<Deps, "clock" | "ticketKeys" | "config"> = {
  clock: systemClock,
  ticketKeys: KEYS,
  config: loadConfig({}),
};

export const accessDecision: Measurement = {
  name: "access-decision",
  about: "the access decision and the delivery statement among few and among very many purchases",
  async run({ machine, quick, say }) {
    const sizes = quick ? [10_000, 100_000] : [10_000, 5_000_000];
    const places: Place[] = [];
    try {
      for (const purchases of sizes) {
        const begun = performance.now();
        places.push(await openPlace(await machine.createDatabase(), worldOf(purchases)));
        const seconds = ((performance.now() - begun) / 1000).toFixed(0);
        say(`  filled a database with ${purchases.toLocaleString("en")} purchases in ${seconds} s`);
      }
      const [small, large] = places as [Place, Place];
      return [
        ...(await compare("findFacts + decide", small, large, decideOnce, quick)),
        ...(await compare("delivery statement + decide", small, large, openOnce, quick)),
      ];
    } finally {
      for (const place of places) {
        await place.pool.end();
        await machine.dropDatabase(place.url);
      }
    }
  },
};

type Place = { url: string; pool: pg.Pool; rows: DownloadRows; world: World };

/** Ten purchases a buyer, a hundred a product. */
function worldOf(purchases: number): World {
  const leases = Math.min(purchases, 200_000);
  return {
    buyers: purchases / 10,
    products: purchases / 100,
    purchases,
    status: "completed",
    leases,
    fileBytes: 16_384,
  };
}

async function openPlace(url: string, world: World): Promise<Place> {
  // One connection: what is measured is one question, not waiting for others'.
  const { pool } = openDatabase(url, { maxConnections: 1, settings: GATE_SETTINGS });
  await fillWorld(pool, world);
  return { url, pool, rows: downloadRows({ gatePool: pool, clock: systemClock }), world };
}

async function decideOnce({ pool, world }: Place, purchase: number): Promise<boolean> {
  const fileId = idOf("file", productOf(world, purchase));
  const buyer = buyerOf(world, purchase);
  const asker = {
    userId: idOf("buyer", buyer),
    sessionId: idOf("session", buyer),
    country: null,
    at: new Date(),
  };
  const facts = await findFacts(pool, asker, [fileId]);
  return decide(facts.get(fileId) ?? null, { purpose: "download", signedIn: true }).allowed;
}

async function openOnce({ pool, rows, world }: Place, purchase: number): Promise<boolean> {
  const lease = purchase % world.leases;
  const buyer = buyerOf(world, lease);
  const ticket = sealTicket(KEYS, {
    downloadId: idOf("download", lease),
    viewerId: idOf("buyer", buyer),
    expiresAt: 1,
  });
  const proof = { by: "token", value: sessionTokenOf(buyer) } as const;
  return (await openDownload({ ...PARTS, pool } as Deps, rows, ticket, proof, { country: null })).ok;
}

async function compare(
  name: string,
  small: Place,
  large: Place,
  ask: (place: Place, purchase: number) => Promise<boolean>,
  quick: boolean,
): Promise<Result[]> {
  const questions = quick ? 500 : 2000;
  let seed = 1;
  const run = async (place: Place) => {
    const latencies: number[] = [];
    for (let asked = 0; asked < questions; asked++) {
      // Park and Miller's generator: the same questions in every run, spread over the whole world.
      seed = (seed * 48_271) % 2_147_483_647;
      const begun = performance.now();
      const allowed = await ask(place, seed % place.world.purchases);
      latencies.push(performance.now() - begun);
      if (!allowed) throw new Error("a buyer was refused");
    }
    return { p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99) };
  };
  for (const place of [small, large]) await run(place);
  const rounds = await inTurns(quick ? 3 : 9, { small: () => run(small), large: () => run(large) });
  return (["p50", "p99"] as const).flatMap((which): Result[] => [
    {
      name: `${name}, ${label(small)}: ${which}`,
      value: median(rounds.small.map((outcome) => outcome[which])),
      unit: "ms",
      against: null,
      ratio: null,
    },
    {
      name: `${name}, ${label(large)}: ${which}`,
      value: median(rounds.large.map((outcome) => outcome[which])),
      unit: "ms",
      against: label(small),
      ratio: ratioOf(rounds.large, rounds.small, (outcome) => outcome[which]),
      goal: atMost(1.2),
    },
  ]);
}

function label({ world }: Place): string {
  return `${world.purchases.toLocaleString("en")} purchases`;
}
