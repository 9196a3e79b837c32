import { buildPages } from "../../scripts/build-pages.ts";
import { startChild } from "../child.ts";
import { openInstallation } from "../installation.ts";
import type { RequestJob, RequestOutcome } from "../load/requests.ts";
import { atLeast, type Measurement } from "../measurement.ts";
import { requestText } from "../requests.ts";
import { inTurns, median, ratioOf } from "../rounds.ts";
import { fillWorld, type World } from "../world.ts";

const WORLD: World = {
  buyers: 100,
  products: 100,
  purchases: 1000,
  status: "completed",
  leases: 0,
  fileBytes: 16_384,
};

export const productPage: Measurement = {
  name: "product-page",
  about: "product pages rendered, against a bare Next page as large and against the API's answer",
  async run({ machine, quick, say }) {
    await buildPages((line) => say(`  ${line}`));
    const installation = await openInstallation(machine, { pages: true }, ({ pool }) =>
      fillWorld(pool, WORLD),
    );
    const bare = startChild("./reference/bare-page.ts", machine.nodeOptions);
    const load = startChild("./load/requests.ts");
    const run = (port: number, paths: string[], seconds: number) =>
      load.ask<RequestOutcome>("run", {
        port,
        requests: paths.map((path) => requestText("GET", path, { host: `127.0.0.1:${port}` })),
        connections: 8,
        seconds,
        status: 200,
      } satisfies RequestJob);
    const books = (prefix: string) =>
      Array.from({ length: WORLD.products }, (_, product) => `${prefix}book-${product}`);
    const seconds = quick ? 1 : 3;
    try {
      const barePort = await bare.ask<number>("start");
      const parts = await partsFor(await pageBytes(installation.port, "/p/book-1"), (count) =>
        pageBytes(barePort, `/${count}`),
      );
      const contestants = {
        pages: (time = seconds) => run(installation.port, books("/p/"), time),
        bare: (time = seconds) =>
          run(
            barePort,
            Array.from({ length: 8 }, () => `/${parts}`),
            time,
          ),
        answers: (time = seconds) => run(installation.port, books("/api/v1/products/"), time),
      };
      for (const warmUp of Object.values(contestants)) await warmUp(2);
      const rounds = await inTurns(quick ? 3 : 5, contestants);
      const renders = {
        name: "product page renders",
        value: median(rounds.pages.map((outcome) => outcome.perSecond)),
        unit: "/s",
      };
      return [
        {
          ...renders,
          against: "a bare Next page as large",
          ratio: ratioOf(rounds.pages, rounds.bare, (outcome) => outcome.perSecond),
          goal: atLeast(0.5),
        },
        {
          ...renders,
          against: "the API's answer",
          ratio: ratioOf(rounds.pages, rounds.answers, (outcome) => outcome.perSecond),
        },
        {
          name: "product page renders: p50",
          value: median(rounds.pages.map((outcome) => outcome.p50)),
          unit: "ms",
          against: "a bare Next page as large",
          ratio: ratioOf(rounds.pages, rounds.bare, (outcome) => outcome.p50),
        },
      ];
    } finally {
      await load.stop();
      await bare.stop();
      await installation.close();
    }
  },
};

async function pageBytes(port: number, path: string): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`);
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return (await answer.bytes()).length;
}

/** How many parts make the bare page as large: each adds as much as any other, but for the digits of its number. */
async function partsFor(bytes: number, bytesOf: (parts: number) => Promise<number>): Promise<number> {
  const [few, many] = [await bytesOf(100), await bytesOf(200)];
  return Math.max(1, Math.round(100 + ((bytes - few) / (many - few)) * 100));
}
