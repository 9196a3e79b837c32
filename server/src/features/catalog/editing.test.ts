import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../lib/ids.ts";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import type { Product, ProductEditing } from "./schemas.ts";
import { addFile, addMember, eventTypes, picture, send, sendBytes } from "./shop.fixture.ts";

let server: TestServer;
let owner: Actor;
let editor: Actor;
let analyst: Actor;
let stranger: Actor;
let creatorId: string;

const price = { amount: 1900, currency: "usd" };

beforeAll(async () => {
  server = await startTestServer();
  owner = await server.signUp("owner");
  editor = await server.signUp("editor");
  analyst = await server.signUp("analyst");
  stranger = await server.signUp("stranger");
  creatorId = (await send(owner, "POST", "/creators", { handle: "writer", displayName: "W" })).body.id;
  await addMember(server.deps, creatorId, editor.userId, "editor");
  await addMember(server.deps, creatorId, analyst.userId, "analyst");
});
afterAll(() => server.close());

const make = async (more: Record<string, unknown> = {}) =>
  (await send(owner, "POST", "/products", { creatorId, title: "A thing", price, ...more })).body;
const makePublished = async (more: Record<string, unknown> = {}) => {
  const { id } = await make({ fileIds: [await addFile(server.deps, creatorId)], ...more });
  return (await send(owner, "POST", `/products/${id}/publish`, {})).body;
};
const refusal = ({ status, code }: { status: number; code: string }) => [status, code];

/** One request to the editor's routes. */
async function edit(who: Actor, method: string, path: string, body?: unknown) {
  const answer = await send(who, method, path, body);
  const editing = answer.body as unknown as ProductEditing & { code: string };
  return { ...editing, status: answer.status };
}
const open = (id: string, who = owner) => edit(who, "GET", `/products/${id}/edits`);
const save = (id: string, body: Record<string, unknown>, who = owner) =>
  edit(who, "PATCH", `/products/${id}/edits`, body);
const shown = async (id: string) => (await send(server.visitor, "GET", `/products/${id}`)).body;

describe("what is written about a draft", () => {
  it("is saved at once, its address following the title, without filling the trail", async () => {
    const { id } = await make({ title: "Working name" });
    const first = await save(id, { revision: 0, title: "Final name" }, editor);
    expect(first).toMatchObject({ status: 200, revision: 1, pending: {}, pendingSince: null });
    expect(first.product).toMatchObject({ title: "Final name", slug: "final-name", status: "draft" });
    const second = await save(id, { revision: 1, description: "  Text\r\n", tags: ["One "] });
    expect(second.product).toMatchObject({ description: "Text", tags: ["one"], title: "Final name" });
    expect(await eventTypes(server.deps, id)).toEqual(["product.created"]);
  });

  it("keeps the fields that are right apart from those that are not", async () => {
    const { id } = await make();
    const both = await send(owner, "PATCH", `/products/${id}/edits`, {
      revision: 0,
      title: " ",
      description: "Good",
    });
    expect(both.status).toBe(400);
    expect(new Set(both.body.errors.map(({ field }) => field))).toEqual(new Set(["title"]));
    expect(await save(id, { revision: 0, description: "Good" })).toMatchObject({ status: 200, revision: 1 });
    expect(refusal(await save(id, { revision: 1, categoryId: newId() }))).toEqual([400, "invalid_input"]);
  });
});

describe("what is written about a product for sale", () => {
  it("is read by its editors alone until it is published, then by everybody at once", async () => {
    const { id } = await makePublished({ title: "On sale", description: "Old" });
    const kept = await save(id, { revision: 0, title: "Better", price: { amount: 2500, currency: "usd" } });
    expect(kept).toMatchObject({
      status: 200,
      revision: 1,
      pending: { title: "Better", price: { amount: 2500, currency: "usd" } },
      pendingSince: server.clock.now().toISOString(),
    });
    const more = await save(id, { revision: 1, description: "New" }, editor);
    expect(Object.keys(more.pending).sort()).toEqual(["description", "price", "title"]);
    expect(await shown(id)).toMatchObject({ title: "On sale", description: "Old", price });
    expect(kept.product.title).toBe("On sale");

    const published = await edit(editor, "POST", `/products/${id}/edits/publish`, { revision: 2 });
    expect(published).toMatchObject({ status: 200, pending: {}, pendingSince: null });
    expect(await shown(id)).toMatchObject({
      title: "Better",
      slug: "on-sale",
      description: "New",
      price: { amount: 2500 },
    });
    const event = await server.deps.db
      .selectFrom("events")
      .select(["actor_id", "data"])
      .where("subject_id", "=", id)
      .where("type", "=", "product.updated")
      .execute();
    expect(event).toHaveLength(1);
    expect(event[0]).toMatchObject({ actor_id: editor.userId, data: { priceBefore: price } });
    const again = await edit(owner, "POST", `/products/${id}/edits/publish`, {
      revision: published.revision,
    });
    expect(again).toMatchObject({ status: 200, revision: published.revision });
    expect((await eventTypes(server.deps, id)).filter((type) => type === "product.updated")).toHaveLength(1);
  });

  it("is dropped when its editor says so", async () => {
    const { id } = await makePublished({ title: "Stays" });
    await save(id, { revision: 0, title: "Goes" });
    const dropped = await edit(owner, "POST", `/products/${id}/edits/discard`, { revision: 1 });
    expect(dropped).toMatchObject({ status: 200, revision: 2, pending: {} });
    expect((await shown(id)).title).toBe("Stays");
  });

  it("waits no longer once it says what the page says", async () => {
    const { id } = await makePublished({ title: "Same", tags: ["a"] });
    await save(id, { revision: 0, title: "Other", tags: ["a", "b"] });
    const back = await save(id, { revision: 1, title: "Same" });
    expect(back.pending).toEqual({ tags: ["a", "b"] });
    const none = await save(id, { revision: 2, tags: ["a"], price });
    expect(none).toMatchObject({ pending: {}, pendingSince: null, revision: 3 });
  });

  it("becomes part of it when it is taken off sale", async () => {
    const { id } = await makePublished({ title: "First" });
    await save(id, { revision: 0, title: "Second" });
    expect((await send(owner, "POST", `/products/${id}/unpublish`)).body.title).toBe("Second");
    expect(await open(id)).toMatchObject({ pending: {}, pendingSince: null });
  });

  it("is not published with a category that is gone", async () => {
    const { id } = await makePublished();
    const categoryId = newId();
    await server.deps.db
      .insertInto("categories")
      .values({ id: categoryId, slug: `gone-${categoryId}`, name: "Gone" })
      .execute();
    const { revision } = await save(id, { revision: 0, categoryId });
    await server.deps.db.deleteFrom("categories").where("id", "=", categoryId).execute();
    const answer = await edit(owner, "POST", `/products/${id}/edits/publish`, { revision });
    expect(refusal(answer)).toEqual([400, "invalid_input"]);
  });
});

describe("two editors at the same time", () => {
  it.each(["draft", "published"])("never overwrite each other's text of a %s product", async (status) => {
    const { id } = status === "draft" ? await make() : await makePublished();
    const answers = await Promise.all([
      save(id, { revision: 0, title: "Hers" }),
      save(id, { revision: 0, title: "His" }, editor),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    const lost = answers.find((answer) => answer.status === 409)!;
    expect(lost.code).toBe("changed_elsewhere");
    const now = await open(id);
    expect((await save(id, { revision: now.revision, title: "Agreed" })).status).toBe(200);
  });

  it("do not publish or drop what they have not seen", async () => {
    const { id } = await makePublished();
    await save(id, { revision: 0, title: "Seen" });
    await save(id, { revision: 1, title: "Unseen" }, editor);
    for (const verb of ["publish", "discard"]) {
      const answer = await edit(owner, "POST", `/products/${id}/edits/${verb}`, { revision: 1 });
      expect(refusal(answer)).toEqual([409, "changed_elsewhere"]);
    }
    expect((await open(id)).pending).toEqual({ title: "Unseen" });
  });

  it("notice a change made through the API, but not new files", async () => {
    const { id } = await make();
    await send(owner, "PATCH", `/products/${id}`, { fileIds: [await addFile(server.deps, creatorId)] });
    expect((await save(id, { revision: 0, title: "One" })).status).toBe(200);
    await send(owner, "PATCH", `/products/${id}`, { description: "By a program" });
    expect((await save(id, { revision: 1, title: "Two" })).status).toBe(409);
  });
});

describe("files of a product", () => {
  const names = ({ files }: Product) => files.map(({ id }) => id);

  it("are added, replaced, put in order and taken out, each without the others being named", async () => {
    const [a, b, c, d] = (await Promise.all([1, 2, 3, 4].map(() => addFile(server.deps, creatorId)))) as [
      string,
      string,
      string,
      string,
    ];
    const { id } = await make({ fileIds: [a] });
    const path = `/products/${id}/files`;
    expect(names((await send(editor, "POST", path, { fileIds: [b, c] })).body)).toEqual([a, b, c]);
    expect(names((await send(owner, "POST", path, { fileIds: [c, b] })).body)).toEqual([a, b, c]);
    expect(names((await send(owner, "POST", path, { fileIds: [d], inPlaceOf: b })).body)).toEqual([a, d, c]);
    expect(names((await send(owner, "PUT", path, { fileIds: [c, a] })).body)).toEqual([c, a, d]);
    expect(names((await send(owner, "DELETE", `${path}/${a}`)).body)).toEqual([c, d]);
    expect(names((await send(owner, "DELETE", `${path}/${a}`)).body)).toEqual([c, d]);
  });

  it("all arrive when many are added at the same time", async () => {
    const { id } = await make();
    const fileIds = await Promise.all(Array.from({ length: 12 }, () => addFile(server.deps, creatorId)));
    await Promise.all(
      fileIds.map((fileId) => send(owner, "POST", `/products/${id}/files`, { fileIds: [fileId] })),
    );
    const { body } = await send(owner, "GET", `/products/${id}`);
    expect(names(body).sort()).toEqual(fileIds.sort());
  });

  it("keep a product for sale complete, are the creator's own, and end at 200", async () => {
    const { id, files } = await makePublished();
    const only = await send(owner, "DELETE", `/products/${id}/files/${files[0]!.id}`);
    expect([only.status, only.body.errors[0]?.field]).toEqual([400, "fileIds"]);
    const uploading = await addFile(server.deps, creatorId, "uploading");
    const other = (await send(stranger, "POST", "/creators", { handle: "elsewhere", displayName: "E" })).body
      .id;
    const foreign = await addFile(server.deps, other);
    for (const fileId of [uploading, foreign, newId()])
      expect((await send(owner, "POST", `/products/${id}/files`, { fileIds: [fileId] })).status).toBe(400);
    const many = await Promise.all(Array.from({ length: 200 }, () => addFile(server.deps, creatorId)));
    const full = await make({ fileIds: many.slice(0, 199) });
    expect((await send(owner, "POST", `/products/${full.id}/files`, { fileIds: [many[199]] })).status).toBe(
      200,
    );
    const more = await send(owner, "POST", `/products/${full.id}/files`, { fileIds: [files[0]!.id] });
    expect(more.body.errors[0]?.message).toContain("at most 200");
  });
});

describe("a duplicate", () => {
  it("is a draft with the text as its editor sees it, the files, and covers that outlive the original's", async () => {
    const { id, files } = await makePublished({ title: "Original", description: "Old", tags: ["x"] });
    await save(id, { revision: 0, description: "Newer" });
    const covered = await sendBytes(owner, "POST", `/products/${id}/covers?alt=One`, await picture());
    const copy = await send(editor, "POST", `/products/${id}/duplicate`, {});
    expect(copy.status).toBe(201);
    expect(copy.body).toMatchObject({
      title: "Copy of Original",
      slug: "copy-of-original",
      description: "Newer",
      status: "draft",
      price,
      tags: ["x"],
      files,
      salesCount: 0,
    });
    expect(copy.body.covers.map(({ alt, sizes }) => ({ alt, sizes }))).toEqual(
      covered.body.covers.map(({ alt, sizes }) => ({ alt, sizes })),
    );
    expect(copy.body.covers[0]!.id).not.toBe(covered.body.covers[0]!.id);
    const url = copy.body.covers[0]!.sizes[0]!.webpUrl;
    await send(owner, "DELETE", `/products/${id}/covers/${covered.body.covers[0]!.id}`);
    expect((await server.visitor.fetch(url)).status).toBe(200);
    await send(owner, "DELETE", `/products/${copy.body.id}`);
    expect((await server.visitor.fetch(url)).status).toBe(404);
    expect((await open(id)).pending).toEqual({ description: "Newer" });
  });
});

describe("a cover's words", () => {
  it("can be changed, for covers of that product alone", async () => {
    const { id } = await make();
    const { body } = await sendBytes(owner, "POST", `/products/${id}/covers`, await picture());
    const path = `/products/${id}/covers/${body.covers[0]!.id}`;
    const said = await send(editor, "PATCH", path, { alt: " Shown in words " });
    expect(said.body.covers[0]?.alt).toBe("Shown in words");
    expect((await send(owner, "PATCH", path, { alt: "x".repeat(301) })).status).toBe(400);
    const other = await make();
    const wrong = await send(owner, "PATCH", path.replace(id, other.id), { alt: "Not here" });
    expect(wrong.status).toBe(404);
  });
});

describe("the studio's list", () => {
  it("finds products by a part of their title, whatever its case", async () => {
    await make({ title: "Forty 50% Birds" });
    const find = async (query: string) =>
      (await send(analyst, "GET", `/creators/writer/products?query=${encodeURIComponent(query)}`)).body.items;
    expect((await find("y 50% bIRD")).map(({ title }) => title)).toEqual(["Forty 50% Birds"]);
    expect(await find("40_")).toEqual([]);
  });
});

it("the editor's routes are closed to visitors, strangers and analysts", async () => {
  const { id, files } = await makePublished();
  const { body } = await sendBytes(owner, "POST", `/products/${id}/covers`, await picture());
  const fileId = files[0]!.id;
  const attempts: [string, string, unknown, number][] = [
    ["GET", `/products/${id}/edits`, undefined, 200],
    ["PATCH", `/products/${id}/edits`, { revision: 0, title: "X" }, 200],
    ["POST", `/products/${id}/edits/publish`, { revision: 1 }, 200],
    ["POST", `/products/${id}/edits/discard`, { revision: 2 }, 200],
    ["POST", `/products/${id}/files`, { fileIds: [fileId] }, 200],
    ["PUT", `/products/${id}/files`, { fileIds: [fileId] }, 200],
    ["DELETE", `/products/${id}/files/${newId()}`, undefined, 200],
    ["POST", `/products/${id}/duplicate`, {}, 201],
    ["PATCH", `/products/${id}/covers/${body.covers[0]!.id}`, { alt: "X" }, 200],
  ];
  for (const [method, path, sent, allowed] of attempts) {
    expect((await send(editor, method, path, sent)).status, `${method} ${path}`).toBe(allowed);
    const visitor = await send(server.visitor, method, path, sent);
    expect([visitor.status, visitor.body.code]).toEqual([401, "sign_in_required"]);
    const foreign = await send(stranger, method, path, sent);
    const unknown = await send(stranger, method, path.replace(id, newId()), sent);
    expect([foreign.status, foreign.body.code]).toEqual([404, "not_found"]);
    expect({ ...foreign.body, requestId: "" }).toEqual({ ...unknown.body, requestId: "" });
    const low = await send(analyst, method, path, sent);
    expect([low.status, low.body.code]).toEqual([403, "forbidden"]);
  }
});
