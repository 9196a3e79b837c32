import { get } from "node:http";
import { buildPages } from "../../scripts/build-pages.ts";
import { startChild } from "../child.ts";
import { type Installation, openInstallation } from "../installation.ts";
import type { RequestJob, RequestOutcome } from "../load/requests.ts";
import { type Measurement, valueAtMost } from "../measurement.ts";
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
  about: "product pages rendered, against the API's answer about the same product; scripts they bring along",
  async run({ machine, quick, say }) {
    await buildPages((line) => say(`  ${line}`));
    const installation = await openInstallation(machine, { pages: true }, ({ pool }) =>
      fillWorld(pool, WORLD),
    );
    const load = startChild("./load/requests.ts");
    const run = (prefix: string, seconds: number) =>
      load.ask<RequestOutcome>("run", {
        port: installation.port,
        requests: Array.from({ length: WORLD.products }, (_, product) =>
          requestText("GET", `${prefix}book-${product}`, { host: `127.0.0.1:${installation.port}` }),
        ),
        connections: 8,
        seconds,
        status: 200,
      } satisfies RequestJob);
    const seconds = quick ? 1 : 3;
    try {
      await run("/p/", 2);
      await run("/api/v1/products/", 1);
      const rounds = await inTurns(quick ? 3 : 5, {
        pages: () => run("/p/", seconds),
        answers: () => run("/api/v1/products/", seconds),
      });
      const against = "the API's answer";
      return [
        {
          name: "product page renders",
          value: median(rounds.pages.map((outcome) => outcome.perSecond)),
          unit: "/s",
          against,
          ratio: ratioOf(rounds.pages, rounds.answers, (outcome) => outcome.perSecond),
        },
        {
          name: "product page renders: p50",
          value: median(rounds.pages.map((outcome) => outcome.p50)),
          unit: "ms",
          against,
          ratio: ratioOf(rounds.pages, rounds.answers, (outcome) => outcome.p50),
        },
        {
          name: "product page: JavaScript, compressed",
          value: (await scriptBytes(installation, "/p/book-1")) / 1000,
          unit: "KB",
          against: null,
          ratio: null,
          goal: valueAtMost(180),
        },
      ];
    } finally {
      await load.stop();
      await installation.close();
    }
  },
};

/** Bytes over the wire of every script that the page's HTML names, but for those that only browsers without modules load. */
async function scriptBytes({ url }: Installation, path: string): Promise<number> {
  const html = await (await fetch(url + path)).text();
  const tags = html.match(/<(?:script|link)\b[^>]*>/g) ?? [];
  const sources = tags
    .filter((tag) => /\.js[?"]/.test(tag) && !/\bnomodule\b/i.test(tag))
    .map((tag) => /\b(?:src|href)="([^"]+)"/.exec(tag)?.[1]?.replaceAll("&amp;", "&") ?? "");
  let bytes = 0;
  for (const source of new Set(sources)) bytes += await wireBytes(new URL(source, url + path));
  if (bytes === 0) throw new Error("the page names no scripts");
  return bytes;
}

function wireBytes(url: URL): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  get(url, { headers: { "accept-encoding": "gzip, br" } }, (answer) => {
    let bytes = 0;
    answer.on("data", (chunk: Buffer) => (bytes += chunk.length));
    answer.on("end", () =>
      answer.statusCode === 200 ? resolve(bytes) : reject(new Error(`no script at ${url}`)),
    );
  }).on("error", reject);
  return promise;
}
