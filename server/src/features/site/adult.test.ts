import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { makeProduct, makeShop, type Shop } from "../../test/make.ts";

type List = { items: { slug: string; creator: { adult: boolean } }[] };

describe("creators for adults", () => {
  let server: TestServer;
  let shop: Shop;
  let slug: string;
  beforeAll(async () => {
    server = await startTestServer();
    shop = await makeShop(server);
    ({ slug } = await makeProduct(server, shop, { title: "Nightshade drawings" }));
    await shop.owner.json("POST", "/api/v1/posts", {
      creatorId: shop.creatorId,
      body: "Words",
      visibility: "free",
    });
  });
  afterAll(() => server.close());

  const list = async (query: string) =>
    (await server.visitor.json<List>("GET", `/api/v1/products?${query}`)).items.map((item) => item.slug);
  const mark = (adult: boolean) =>
    shop.owner.json("PATCH", `/api/v1/creators/${shop.handle}`, { adult }, 200);

  it("are left out of lists, searches, suggestions and sitemaps, and say what they are", async () => {
    const fan = await server.signUp("fan");
    const suggested = async () =>
      (await fan.json<{ items: { handle: string }[] }>("GET", "/api/v1/following/suggestions")).items.map(
        ({ handle }) => handle,
      );
    const text = async (path: string) => (await server.visitor.fetch(path)).text();
    const inSitemaps = async () => {
      const places = (await text("/sitemap.xml")).matchAll(/<loc>([^<]+)<\/loc>/g);
      const maps = await Promise.all([...places].map(([, place]) => text(new URL(place!).pathname)));
      return [slug, `@${shop.handle}`].map((name) => maps.join().includes(name));
    };
    const everywhere = async () => ({
      sitemap: (await inSitemaps()).every(Boolean),
      sitemaps: (await inSitemaps()).some(Boolean),
      list: (await list("")).includes(slug),
      search: (await list("query=nightshade")).includes(slug),
      letters: (await list("query=ightsha")).includes(slug),
      facets: JSON.stringify(
        await server.visitor.json("GET", "/api/v1/product-facets?query=nightshade"),
      ).includes('"count":1'),
      feed: (await text("/feed.xml")).includes(slug),
      suggested: (await suggested()).includes(shop.handle),
    });
    const all = {
      sitemap: true,
      sitemaps: true,
      list: true,
      search: true,
      letters: true,
      facets: true,
      feed: true,
      suggested: true,
    };
    expect(await everywhere()).toEqual(all);
    await mark(true);
    expect(await everywhere()).toEqual(Object.fromEntries(Object.keys(all).map((name) => [name, false])));
    expect(await list("adult=include")).toContain(slug);
    expect(await list(`creator=${shop.handle}`)).toContain(slug);
    expect(await server.visitor.json("GET", `/api/v1/products/${slug}`)).toMatchObject({
      creator: { adult: true },
    });
    expect(await server.visitor.json("GET", `/api/v1/creators/${shop.handle}`)).toMatchObject({
      adult: true,
    });
    const posts = await server.visitor.json<List>("GET", `/api/v1/creators/${shop.handle}/posts`);
    expect(posts.items[0]).toMatchObject({ creator: { adult: true } });
    await mark(false);
    expect(await everywhere()).toEqual(all);
  });

  it("are confirmed by a form, which leads back into this site alone, and by no other site", async () => {
    const send = (next: string, headers: Record<string, string> = {}) =>
      fetch(`${server.url}/api/v1/adult-content?next=${encodeURIComponent(next)}`, {
        method: "POST",
        redirect: "manual",
        body: new URLSearchParams(),
        headers: { origin: server.url, ...headers },
      });
    const confirmed = await send(`/p/${slug}?x=1`);
    expect([confirmed.status, confirmed.headers.get("location")]).toEqual([303, `/p/${slug}?x=1`]);
    expect(confirmed.headers.get("set-cookie")).toMatch(
      /^vaulture\.adult=yes; Path=\/; Max-Age=15552000; HttpOnly; SameSite=Lax$/,
    );
    for (const next of ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"])
      expect((await send(next)).status).toBe(400);
    expect((await send("/", { origin: "https://evil.example" })).status).toBe(403);
    const answer = await server.visitor.fetch("/api/v1/adult-content", { method: "POST" });
    expect([answer.status, answer.headers.get("set-cookie")]).toEqual([
      204,
      expect.stringContaining("vaulture.adult"),
    ]);
  });
});
