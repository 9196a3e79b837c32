import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { makeProduct, makeShop, type Shop } from "../../test/make.ts";

let server: TestServer;
let tess: Shop;
beforeAll(async () => {
  server = await startTestServer();
  tess = await makeShop(server, "Tess Vale Press");
  await makeProduct(server, tess);
});
afterAll(() => server.close());

const find = async (query: string, more = "") => {
  const path = `/api/v1/creators?query=${encodeURIComponent(query)}${more}`;
  return (await server.visitor.json<{ items: { handle: string }[] }>("GET", path)).items.map(
    ({ handle }) => handle,
  );
};

it("finds creators by words of their name, its beginning and their handle", async () => {
  for (const query of ["tess", "VALE", "pres", "vale press", tess.handle])
    expect(await find(query), query).toEqual([tess.handle]);
  for (const query of ["nobody", "ess", "tess nobody", "'", "%"])
    expect(await find(query), query).toEqual([]);
  expect(await server.visitor.json("GET", "/api/v1/creators")).toEqual({ items: [] });
});

it("answers what a card needs and nothing else", async () => {
  expect(await server.visitor.json("GET", "/api/v1/creators?query=tess")).toEqual({
    items: [
      { id: tess.creatorId, handle: tess.handle, displayName: "Tess Vale Press", avatarUrl: null, bio: "" },
    ],
  });
});

it("puts whoever is called so first", async () => {
  const exact = await makeShop(server, "Vale");
  await makeProduct(server, exact);
  expect(await find("vale")).toEqual([exact.handle, tess.handle]);
});

it("leaves out who shows nothing, is suspended, or shows what is for adults until that is asked for", async () => {
  const shop = await makeShop(server, "Quiet Corner");
  expect(await find("quiet")).toEqual([]);
  await shop.owner.json("POST", "/api/v1/posts", {
    creatorId: shop.creatorId,
    body: "Hello",
    visibility: "free",
  });
  expect(await find("quiet")).toEqual([shop.handle]);
  await shop.owner.json("PATCH", `/api/v1/creators/${shop.handle}`, { adult: true });
  expect(await find("quiet")).toEqual([]);
  expect(await find("quiet", "&adult=include")).toEqual([shop.handle]);
  await shop.owner.json("PATCH", `/api/v1/creators/${shop.handle}`, { adult: false });
  const operator = await server.signUpOperator("operator");
  await operator.json("POST", `/api/v1/operations/creators/${shop.creatorId}/suspend`, {
    reason: "Complaints",
  });
  expect(await find("quiet")).toEqual([]);
});
