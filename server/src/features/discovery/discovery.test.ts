import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { addFile, send } from "../catalog/shop.fixture.ts";
import { makeSitemapStarts } from "./sitemap-starts.ts";
import { writeSitemap } from "./write-sitemap.ts";

let server: TestServer;
let owner: Actor;
let creatorId: string;
const title = `Ink & "paper" <script>alert(1)</script> \u{1f3a7}`;

beforeAll(async () => {
  server = await startTestServer();
  owner = await server.signUp("owner");
  creatorId = (await send(owner, "POST", "/creators", { handle: "finder", displayName: "Finder & Co" })).body
    .id;
});
afterAll(() => server.close());

async function publish(name: string): Promise<{ id: string; slug: string }> {
  server.clock.advance(1000);
  const { body } = await send(owner, "POST", "/products", {
    creatorId,
    title: name,
    description: "Words, <b>bold</b>.",
    price: { amount: 1000, currency: "usd" },
    fileIds: [await addFile(server.deps, creatorId)],
  });
  await send(owner, "POST", `/products/${body.id}/publish`);
  return body;
}

async function read(path: string, status = 200): Promise<string> {
  const answer = await server.visitor.fetch(path);
  expect(answer.status, path).toBe(status);
  return answer.text();
}

function locations(xml: string): string[] {
  return [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map((match) => match[1]!.replace(server.url, ""));
}

async function everySitemap(): Promise<string[]> {
  const maps = locations(await read("/sitemap.xml"));
  return (await Promise.all(maps.map(async (path) => locations(await read(path))))).flat();
}

describe("sitemaps", () => {
  it("lead from an empty shop to its front page alone", async () => {
    expect(await everySitemap()).toEqual(["/"]);
    server.clock.advance(11 * 60_000);
  });

  it("hold what is public and only that, at once", async () => {
    const shown = await publish("Shown");
    const taken = await publish("Taken down");
    const draft = await send(owner, "POST", "/products", {
      creatorId,
      title: "Draft",
      price: { amount: 500, currency: "usd" },
    });
    expect(new Set(await everySitemap())).toEqual(
      new Set(["/", "/@finder", `/p/${shown.slug}`, `/p/${taken.slug}`]),
    );
    await send(owner, "POST", `/products/${taken.id}/unpublish`);
    expect(await everySitemap()).not.toContain(`/p/${taken.slug}`);
    expect(await everySitemap()).not.toContain(`/p/${draft.body.slug}`);

    const suspension = (suspended: boolean) =>
      server.deps.db
        .updateTable("creators")
        .set({ suspended_at: suspended ? server.clock.now() : null })
        .where("id", "=", creatorId)
        .execute();
    await suspension(true);
    expect(await everySitemap()).toEqual(["/"]);
    expect(await read("/feed.xml")).not.toContain("<entry>");
    await read("/@finder/feed.xml", 404);
    await suspension(false);
    expect(await everySitemap()).toContain("/@finder");
  });

  it("are cut by id without a gap, and the last is open for what comes", async () => {
    for (const name of ["One", "Two", "Three", "Four"]) await publish(name);
    const starts = makeSitemapStarts(server.deps, 2);
    const known = await starts("products");
    const later = await publish("Five");
    const read = async (place: number) =>
      locations(
        await writeSitemap(server.deps, "products", { start: known[place]!, next: known[place + 1] }),
      );
    const parts = await Promise.all(known.map((_, place) => read(place)));
    expect(parts.map((part) => part.length)).toEqual([2, 2, 2]);
    expect(new Set(parts.flat()).size).toBe(6);
    expect(parts.at(-1)).toContain(`/p/${later.slug}`);
    expect(await starts("products")).toBe(known);
    server.clock.advance(11 * 60_000);
    expect(await starts("products")).toHaveLength(3);
  });

  it("come compressed to whoever takes that, and say how long they may be kept", async () => {
    const answer = await server.app.inject({ url: "/sitemap.xml", headers: { "accept-encoding": "gzip" } });
    expect(answer.headers).toMatchObject({
      "content-encoding": "gzip",
      "content-type": "application/xml; charset=utf-8",
      "cache-control": "public, max-age=600",
    });
    expect(gunzipSync(answer.rawPayload).toString()).toContain("/sitemaps/pages.xml");
  });

  it.each([
    "/sitemaps/users/00000000-0000-0000-0000-000000000000.xml",
    "/sitemaps/products/00000000-0000-0000-0000-000000000001.xml",
    "/sitemaps/products/nothing",
    "/sitemaps/constructor/x.xml",
    "/@nobody_here/feed.xml",
    "/@FINDER/feed.xml",
  ])("are these alone: %s is not found", async (path) => {
    await read(path, 404);
  });
});

describe("feeds", () => {
  it("tell of what is new, of everybody and of one creator, with every text escaped", async () => {
    const product = await publish(title);
    for (const path of ["/feed.xml", "/@finder/feed.xml"]) {
      const xml = await read(path);
      expect(xml).toContain(`<id>urn:uuid:${product.id}</id>`);
      expect(xml).toContain("<name>Finder &#38; Co</name>");
      expect(xml).toContain("&#60;script&#62;alert(1)&#60;/script&#62; \u{1f3a7}");
      expect(xml).not.toMatch(/<script|<b>/);
      expect(xml).toContain(`<link rel="self" type="application/atom+xml" href="${server.url}${path}"/>`);
      expect(xml.indexOf(product.id)).toBeLessThan(xml.indexOf("<title>Five</title>"));
    }
  });
});
