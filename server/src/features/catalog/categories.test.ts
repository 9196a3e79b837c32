import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../lib/ids.ts";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { ensureCategories } from "./ensure-categories.ts";
import { eventTypes, send } from "./shop.fixture.ts";

let server: TestServer;
let operator: Actor;
let user: Actor;

beforeAll(async () => {
  server = await startTestServer();
  operator = await server.signUpOperator("operator");
  user = await server.signUp("user");
});
afterAll(() => server.close());

const add = (body: Record<string, unknown>, who = operator) =>
  send(who, "POST", "/operations/categories", body);

describe("categories", () => {
  it("are a tree that operators edit", async () => {
    const art = await add({ name: "Art & Craft" });
    expect(art).toMatchObject({
      status: 201,
      body: { slug: "art-craft", name: "Art & Craft", parentId: null, productCount: 0 },
    });
    const prints = await add({ name: "Prints", slug: "prints", parentId: art.body.id, position: 3 });
    expect(prints.body.parentId).toBe(art.body.id);
    const path = `/operations/categories/${prints.body.id}`;
    const moved = await send(operator, "PATCH", path, { name: "Fine prints", parentId: null });
    expect(moved.body).toMatchObject({ name: "Fine prints", parentId: null, slug: "prints" });
    const listed = await send(server.visitor, "GET", "/categories");
    expect(listed.body.items.map(({ slug }) => slug)).toEqual(["art-craft", "prints"]);
    expect((await send(operator, "PATCH", path, {})).status).toBe(200);
    expect((await send(operator, "DELETE", path)).status).toBe(204);
    expect((await send(operator, "DELETE", path)).status).toBe(404);
    expect((await send(operator, "PATCH", path, {})).status).toBe(404);
    expect((await send(operator, "PATCH", path, { name: "X" })).status).toBe(404);
    expect(await eventTypes(server.deps, prints.body.id)).toEqual([
      "category.created",
      "category.updated",
      "category.updated",
      "category.deleted",
    ]);
  });

  it("are refused to everybody else", async () => {
    const { id } = (await add({ name: "Guarded" })).body;
    for (const [method, path, body] of [
      ["POST", "/operations/categories", { name: "Mine" }],
      ["PATCH", `/operations/categories/${id}`, { name: "Mine" }],
      ["DELETE", `/operations/categories/${id}`, undefined],
    ] as const) {
      expect((await send(server.visitor, method, path, body)).body.code).toBe("sign_in_required");
      expect((await send(user, method, path, body)).body.code).toBe("forbidden");
    }
    expect((await send(operator, "DELETE", `/operations/categories/${id}`)).status).toBe(204);
  });

  it("never form a circle, not even by two moves at once", async () => {
    const a = (await add({ name: "Circle a" })).body.id;
    const b = (await add({ name: "Circle b", parentId: a })).body.id;
    const c = (await add({ name: "Circle c", parentId: b })).body.id;
    const move = (id: string, parentId: string | null) =>
      send(operator, "PATCH", `/operations/categories/${id}`, { parentId });
    expect((await move(a, a)).status).toBe(400);
    expect((await move(a, c)).status).toBe(400);
    expect((await move(a, newId())).status).toBe(400);
    await move(b, null);
    const both = await Promise.all([move(a, b), move(b, a)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 400]);
  });

  it("keep slugs apart and hold what is in them", async () => {
    const held = (await add({ name: "Held" })).body.id;
    const inner = (await add({ name: "Inner", parentId: held })).body.id;
    expect((await add({ name: "Held" })).body.errors?.[0]?.field).toBe("slug");
    const renamed = await send(operator, "PATCH", `/operations/categories/${inner}`, { slug: "held" });
    expect(renamed.body.errors[0]?.field).toBe("slug");
    expect((await send(operator, "DELETE", `/operations/categories/${held}`)).body.code).toBe("wrong_state");
    const creator = await send(user, "POST", "/creators", { handle: "holder", displayName: "Holder" });
    const price = { amount: 0, currency: "usd" };
    await send(user, "POST", "/products", {
      creatorId: creator.body.id,
      title: "T",
      price,
      categoryId: inner,
    });
    expect((await send(operator, "DELETE", `/operations/categories/${inner}`)).body.code).toBe("wrong_state");
    for (const bad of [{ name: "" }, { name: "x", slug: "Not A Slug" }, { name: "x", position: -1 }]) {
      expect((await add(bad)).status).toBe(400);
    }
  });

  it("are filled in once and left alone afterwards", async () => {
    const tree = [{ slug: "seed", name: "Seed", below: [{ slug: "seed-a", name: "A" }] }];
    const first = await ensureCategories(server.deps, tree);
    await send(operator, "PATCH", `/operations/categories/${first.get("seed-a")}`, { name: "Renamed" });
    expect(await ensureCategories(server.deps, tree)).toEqual(first);
    const { items } = (await send(server.visitor, "GET", "/categories")).body;
    expect(items.find(({ slug }) => slug === "seed-a")?.name).toBe("Renamed");
  });
});
