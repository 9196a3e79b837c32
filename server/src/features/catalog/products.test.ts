import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../lib/ids.ts";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { getSellableProduct, incrementSales, productCards } from "./index.ts";
import { type Answer, addFile, addMember, addPurchase, eventTypes, send } from "./shop.fixture.ts";

let server: TestServer;
let owner: Actor;
let editor: Actor;
let analyst: Actor;
let stranger: Actor;
let creatorId: string;
let otherCreatorId: string;

const price = { amount: 1900, currency: "usd" };

beforeAll(async () => {
  server = await startTestServer();
  owner = await server.signUp("owner");
  editor = await server.signUp("editor");
  analyst = await server.signUp("analyst");
  stranger = await server.signUp("stranger");
  creatorId = (await send(owner, "POST", "/creators", { handle: "shop_one", displayName: "Shop" })).body.id;
  otherCreatorId = (await send(stranger, "POST", "/creators", { handle: "shop_two", displayName: "Two" }))
    .body.id;
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
const refusal = ({ status, body }: Answer) => [status, body.code];
const same = ({ body }: Answer) => ({ ...body, requestId: "" });

describe("creating a product", () => {
  it("makes a draft with everything that was given", async () => {
    const files = [await addFile(server.deps, creatorId), await addFile(server.deps, creatorId, "uploading")];
    const { status, body } = await send(editor, "POST", "/products", {
      creatorId,
      title: "  Grotesk, the <b>font</b>  ",
      description: "# Hello\r\n\r\n<script>alert(1)</script> **bold**",
      price,
      tags: [" Sans  Serif ", "sans serif", "FONT"],
      fileIds: files.toReversed(),
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      slug: "grotesk-the-b-font-b",
      title: "Grotesk, the <b>font</b>",
      description: "# Hello\n\n<script>alert(1)</script> **bold**",
      price,
      tags: ["sans serif", "font"],
      status: "draft",
      publishedAt: null,
      cover: null,
      covers: [],
      category: null,
      fileCount: 2,
      salesCount: 0,
      creator: { id: creatorId, handle: "shop_one", displayName: "Shop", avatarUrl: null },
      viewer: { owned: true, because: "owner", purchaseId: null, canEdit: true, isMember: true },
    });
    expect(body.files.map(({ id }) => id)).toEqual(files.toReversed());
    expect(body.files[0]).toEqual({
      id: files[1],
      name: expect.stringMatching(/^file-/),
      sizeBytes: 12_345,
      contentType: "application/pdf",
      status: "uploading",
    });
    expect(await eventTypes(server.deps, body.id)).toEqual(["product.created"]);
  });

  it("is refused to visitors, strangers and analysts", async () => {
    const attempt = (who: typeof server.visitor) =>
      send(who, "POST", "/products", { creatorId, title: "X", price });
    expect((await attempt(owner)).status).toBe(201);
    expect(refusal(await attempt(server.visitor))).toEqual([401, "sign_in_required"]);
    const foreign = await attempt(stranger);
    expect(refusal(foreign)).toEqual([404, "not_found"]);
    const unknown = await send(stranger, "POST", "/products", { creatorId: newId(), title: "X", price });
    expect(same(foreign)).toEqual(same(unknown));
    expect(refusal(await attempt(analyst))).toEqual([403, "forbidden"]);
  });

  it.each([
    ["negative", "-1"],
    ["below the minimum", "49"],
    ["fractional", "19.99"],
    ["huge", "100000000"],
    ["beyond numbers", "1e999"],
    ["NaN", "NaN"],
    ["text", '"1900"'],
    ["null", "null"],
    ["a list", "[1900]"],
  ])("refuses a price that is %s", async (_what, amount) => {
    const body = (text: string) =>
      `{"creatorId":"${creatorId}","title":"X","price":{"amount":${text},"currency":"usd"}}`;
    expect((await send(owner, "POST", "/products", body("1900"))).status).toBe(201);
    expect(refusal(await send(owner, "POST", "/products", body(amount)))).toEqual([400, "invalid_input"]);
  });

  it.each([
    ["an unknown currency", { price: { amount: 1900, currency: "xxx" } }],
    ["a currency in capitals", { price: { amount: 1900, currency: "USD" } }],
    ["an empty title", { title: " \n " }],
    ["a title that is too long", { title: "x".repeat(121) }],
    ["a title with a line break", { title: "a\nb" }],
    ["a title that turns text around", { title: "exe\u202egpj" }],
    ["a description that is too long", { description: "x".repeat(20_001) }],
    ["a NUL", { description: "a\u0000" }],
    ["eleven tags", { tags: "abcdefghijk".split("") }],
    ["a long tag", { tags: ["x".repeat(31)] }],
    ["an unknown category", { categoryId: newId() }],
    ["a category that is no id", { categoryId: "1 or 1=1" }],
    ["a file that does not exist", { fileIds: [newId()] }],
    ["its own status", { status: "published" }],
    ["its own sales", { salesCount: 9 }],
  ])("refuses %s", async (_what, change) => {
    const answer = await send(owner, "POST", "/products", { creatorId, title: "Fine", price, ...change });
    expect(refusal(answer)).toEqual([400, "invalid_input"]);
    expect(answer.body.errors.length).toBeGreaterThan(0);
  });

  it("refuses another creator's file exactly like one that does not exist", async () => {
    const body = (fileIds: string[]) => ({ creatorId, title: "Fine", price, fileIds });
    const own = await addFile(server.deps, creatorId);
    expect((await send(owner, "POST", "/products", body([own]))).status).toBe(201);
    const foreign = await send(
      owner,
      "POST",
      "/products",
      body([await addFile(server.deps, otherCreatorId)]),
    );
    const unknown = await send(owner, "POST", "/products", body([newId()]));
    const failed = await send(
      owner,
      "POST",
      "/products",
      body([await addFile(server.deps, creatorId, "failed")]),
    );
    expect(foreign.status).toBe(400);
    expect(same(foreign)).toEqual(same(unknown));
    expect(same(failed)).toEqual(same(unknown));
    expect((await send(owner, "POST", "/products", body([own, own]))).status).toBe(400);
  });

  it("gives every product a slug of its own, also at the same time", async () => {
    const titles = Array.from({ length: 6 }, () => "One name for all");
    const made = await Promise.all(titles.map((title) => make({ title })));
    const slugs = made.map(({ slug }) => slug);
    expect(new Set(slugs).size).toBe(6);
    expect(slugs).toContain("one-name-for-all");
    for (const slug of slugs) expect(slug).toMatch(/^one-name-for-all(-[a-z0-9]{5})?$/);
    const id = newId();
    expect((await make({ title: id })).slug).toMatch(new RegExp(`^${id}-[a-z0-9]{5}$`));
    expect((await make({ title: "日本語" })).slug).toMatch(/^product/);
  });
});

describe("changing a product", () => {
  it("changes what is given and nothing else, with an event that tells the price before", async () => {
    const before = await make({ title: "Old", tags: ["a"], description: "text" });
    const answer = await send(editor, "PATCH", `/products/${before.id}`, {
      price: { amount: 500, currency: "eur" },
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ ...before, price: { amount: 500, currency: "eur" } });
    expect(await eventTypes(server.deps, before.id)).toEqual(["product.created", "product.updated"]);
    const event = await server.deps.db
      .selectFrom("events")
      .selectAll()
      .where("subject_id", "=", before.id)
      .where("type", "=", "product.updated")
      .executeTakeFirstOrThrow();
    expect(event).toMatchObject({ actor_id: editor.userId, creator_id: creatorId });
    expect(event.data).toMatchObject({ priceBefore: price, price: { amount: 500, currency: "eur" } });
  });

  it("follows the title with the slug until the first publication", async () => {
    const { id } = await makePublished({ title: "First name" });
    const draft = await make({ title: "Draft name" });
    const renamed = await send(owner, "PATCH", `/products/${draft.id}`, { title: "First name" });
    expect(renamed.body.slug).toMatch(/^first-name-[a-z0-9]{5}$/);
    const published = await send(owner, "PATCH", `/products/${id}`, { title: "Second name" });
    expect(published.body).toMatchObject({ slug: "first-name", title: "Second name", status: "published" });
    expect((await send(server.visitor, "GET", "/products/first-name")).body.title).toBe("Second name");
  });

  it("replaces the files in order, and keeps a published product complete", async () => {
    const [a, b, c] = await Promise.all([1, 2, 3].map(() => addFile(server.deps, creatorId)));
    const product = await makePublished({ fileIds: [a, b] });
    const patch = (fileIds: unknown[]) => send(owner, "PATCH", `/products/${product.id}`, { fileIds });
    expect((await patch([c, a])).body.files.map(({ id }) => id)).toEqual([c, a]);
    const uploading = await addFile(server.deps, creatorId, "uploading");
    for (const refused of [
      [],
      [a, uploading],
      [newId()],
      [await addFile(server.deps, otherCreatorId)],
      [a, a],
    ]) {
      const answer = await patch(refused);
      expect(refusal(answer)).toEqual([400, "invalid_input"]);
      expect(answer.body.errors[0]?.field).toBe("fileIds");
    }
    const now = await send(server.visitor, "GET", `/products/${product.id}`);
    expect(now.body.files.map(({ id }) => id)).toEqual([c, a]);
  });

  it("is refused to visitors, strangers and analysts, whatever the verb", async () => {
    const { id } = await makePublished();
    const attempts: [string, string, unknown][] = [
      ["PATCH", `/products/${id}`, { title: "Mine now" }],
      ["POST", `/products/${id}/unpublish`, {}],
      ["POST", `/products/${id}/archive`, {}],
      ["POST", `/products/${id}/publish`, {}],
      ["PUT", `/products/${id}/covers`, { coverIds: [] }],
      ["DELETE", `/products/${id}`, undefined],
    ];
    for (const [method, path, body] of attempts) {
      expect(refusal(await send(server.visitor, method, path, body))).toEqual([401, "sign_in_required"]);
      const foreign = await send(stranger, method, path, body);
      expect(refusal(foreign)).toEqual([404, "not_found"]);
      const unknown = await send(stranger, method, path.replace(id, newId()), body);
      expect(same(foreign)).toEqual(same(unknown));
      expect(refusal(await send(analyst, method, path, body))).toEqual([403, "forbidden"]);
    }
    expect((await send(server.visitor, "GET", `/products/${id}`)).body.title).toBe("A thing");
  });
});

describe("the life of a product", () => {
  it("is published once complete, and answers field by field until then", async () => {
    const { id } = await make();
    const empty = await send(owner, "POST", `/products/${id}/publish`, {});
    expect(refusal(empty)).toEqual([400, "invalid_input"]);
    expect(empty.body.errors).toEqual([{ field: "fileIds", message: "Add at least one file." }]);
    const uploading = await addFile(server.deps, creatorId, "uploading");
    await send(owner, "PATCH", `/products/${id}`, { fileIds: [uploading] });
    expect((await send(owner, "POST", `/products/${id}/publish`, {})).body.errors[0]?.field).toBe("fileIds");
    await send(owner, "PATCH", `/products/${id}`, { fileIds: [await addFile(server.deps, creatorId)] });
    const published = await send(editor, "POST", `/products/${id}/publish`, {});
    expect(published.status).toBe(200);
    expect(published.body).toMatchObject({
      status: "published",
      publishedAt: server.clock.now().toISOString(),
    });
    expect(await eventTypes(server.deps, id)).toContain("product.published");
  });

  it("keeps its first date through unpublishing, archiving and publishing again", async () => {
    const { id, publishedAt } = await makePublished();
    server.clock.advance(60_000);
    for (const [verb, status] of [
      ["unpublish", "unpublished"],
      ["unpublish", "unpublished"],
      ["archive", "archived"],
      ["unpublish", "unpublished"],
      ["publish", "published"],
      ["publish", "published"],
      ["archive", "archived"],
      ["publish", "published"],
    ] as const) {
      const { body } = await send(owner, "POST", `/products/${id}/${verb}`);
      expect([body.status, body.publishedAt]).toEqual([status, publishedAt]);
    }
    expect((await eventTypes(server.deps, id)).filter((type) => type !== "product.updated")).toEqual([
      "product.created",
      "product.published",
      "product.unpublished",
      "product.archived",
      "product.unpublished",
      "product.published",
      "product.archived",
      "product.published",
    ]);
  });

  it("never ends with an incomplete product on sale, whatever happens at the same time", async () => {
    const uploading = await addFile(server.deps, creatorId, "uploading");
    const outcomes = new Set<string>();
    for (let round = 0; round < 12; round += 1) {
      const { id } = await make({ fileIds: [await addFile(server.deps, creatorId)] });
      await Promise.all([
        send(owner, "POST", `/products/${id}/publish`),
        send(owner, "PATCH", `/products/${id}`, { fileIds: [uploading] }),
      ]);
      const { body } = await send(owner, "GET", `/products/${id}`);
      outcomes.add(`${body.status} ${body.files[0]?.id === uploading ? "incomplete" : "complete"}`);
    }
    expect(outcomes).not.toContain("published incomplete");
  });

  it("of a draft ends by deleting it; nothing that was ever on sale can be deleted", async () => {
    const draft = await make();
    expect(refusal(await send(owner, "POST", `/products/${draft.id}/archive`))).toEqual([409, "wrong_state"]);
    expect(refusal(await send(owner, "POST", `/products/${draft.id}/unpublish`))).toEqual([
      409,
      "wrong_state",
    ]);
    expect((await send(owner, "DELETE", `/products/${draft.id}`)).status).toBe(204);
    expect((await send(owner, "GET", `/products/${draft.id}`)).status).toBe(404);
    const sold = await makePublished();
    await send(owner, "POST", `/products/${sold.id}/archive`);
    expect(refusal(await send(owner, "DELETE", `/products/${sold.id}`))).toEqual([409, "wrong_state"]);
  });

  it("cannot be published for a suspended creator", async () => {
    const made = await send(owner, "POST", "/creators", { handle: "shop_bad", displayName: "Bad" });
    const fileIds = [await addFile(server.deps, made.body.id)];
    const { id } = await make({ creatorId: made.body.id, fileIds });
    const suspend = (suspended_at: Date | null) =>
      server.deps.db.updateTable("creators").set({ suspended_at }).where("id", "=", made.body.id).execute();
    await suspend(server.clock.now());
    expect(refusal(await send(owner, "POST", `/products/${id}/publish`))).toEqual([403, "creator_suspended"]);
    await suspend(null);
    expect((await send(owner, "POST", `/products/${id}/publish`)).status).toBe(200);
  });
});

describe("seeing a product", () => {
  it("shows everybody the public side by id and slug, and members their numbers", async () => {
    const product = await makePublished({ title: "Seen by all" });
    const seen = await send(server.visitor, "GET", `/products/${product.id}`);
    expect(seen.status).toBe(200);
    expect(seen.body.viewer).toEqual({
      owned: false,
      because: null,
      purchaseId: null,
      canEdit: false,
      isMember: false,
    });
    expect(seen.body).not.toHaveProperty("salesCount");
    expect((await send(server.visitor, "GET", `/products/${product.slug}`)).body).toEqual(seen.body);
    expect((await send(stranger, "GET", `/products/${product.id}`)).body).toEqual(seen.body);
    const analysed = await send(analyst, "GET", `/products/${product.id}`);
    expect(analysed.body.salesCount).toBe(0);
    expect(analysed.body.viewer).toMatchObject({
      owned: false,
      because: null,
      canEdit: false,
      isMember: true,
    });
  });

  it("hides everything else from strangers, alike in every way (A28)", async () => {
    const draft = await make();
    const unpublished = await makePublished({ title: "Once on sale" });
    const archived = await makePublished({ title: "Put away" });
    for (const { id, slug } of [unpublished, archived]) {
      expect((await send(stranger, "GET", `/products/${id}`)).status).toBe(200);
      expect((await send(stranger, "GET", `/products/${slug}`)).status).toBe(200);
    }
    await send(owner, "POST", `/products/${unpublished.id}/unpublish`);
    await send(owner, "POST", `/products/${archived.id}/archive`);
    const nothing = await send(stranger, "GET", `/products/${newId()}`);
    expect(refusal(nothing)).toEqual([404, "not_found"]);
    for (const { id, slug } of [draft, unpublished, archived]) {
      for (const who of [server.visitor, stranger]) {
        expect(same(await send(who, "GET", `/products/${id}`))).toEqual(same(nothing));
        expect(same(await send(who, "GET", `/products/${slug}`))).toEqual(same(nothing));
      }
      expect((await send(analyst, "GET", `/products/${id}`)).status).toBe(200);
      await expect(getSellableProduct(server.deps, id)).rejects.toMatchObject({ code: "not_found" });
    }
  });

  it("stays for buyers after it is off sale, as long as they have access", async () => {
    const product = await makePublished();
    const buyer = await server.signUp("buyer");
    const refunded = await server.signUp("refunded");
    const pending = await server.signUp("pending");
    const kept = await server.signUp("kept");
    await addPurchase(server.deps, kept.userId, product.id, { status: "refunded" });
    const purchaseId = await addPurchase(server.deps, buyer.userId, product.id, {
      status: "partially_refunded",
    });
    await addPurchase(server.deps, refunded.userId, product.id, { status: "refunded", ended: true });
    await addPurchase(server.deps, pending.userId, product.id, { status: "pending" });
    await send(owner, "POST", `/products/${product.id}/archive`);
    const seen = await send(buyer, "GET", `/products/${product.id}`);
    expect(seen.status).toBe(200);
    expect(seen.body.viewer).toEqual({
      owned: true,
      because: "purchase",
      purchaseId,
      canEdit: false,
      isMember: false,
    });
    expect(seen.body).not.toHaveProperty("salesCount");
    expect((await send(kept, "GET", `/products/${product.id}`)).body.viewer?.because).toBe("purchase");
    for (const who of [refunded, pending]) {
      expect((await send(who, "GET", `/products/${product.id}`)).status).toBe(404);
    }
    await server.deps.db
      .updateTable("purchases")
      .set({ access_ended_at: server.clock.now() })
      .where("id", "=", purchaseId)
      .execute();
    expect((await send(buyer, "GET", `/products/${product.id}`)).status).toBe(404);
  });

  it("does not fall over odd names", async () => {
    for (const name of ["%00", "..%2f", "%E2%80%AE", "'--", "x".repeat(100), "%25", "CAPITALS"]) {
      expect((await send(server.visitor, "GET", `/products/${name}`)).status, name).toBe(404);
    }
    expect((await send(owner, "PATCH", "/products/not-an-id", {})).status).toBe(404);
  });
});

describe("for other features", () => {
  it("offers what can be sold at its price of this moment, and cards by id", async () => {
    const product = await makePublished({ title: "For sale" });
    const sellable = await getSellableProduct(server.deps, product.slug);
    expect(sellable).toMatchObject({
      id: product.id,
      title: "For sale",
      price,
      creatorId,
      creatorHandle: "shop_one",
    });
    await send(owner, "PATCH", `/products/${product.id}`, { price: { amount: 0, currency: "usd" } });
    expect((await getSellableProduct(server.deps, product.id)).price.amount).toBe(0);
    const draft = await make();
    const cards = await productCards(server.deps, [product.id, draft.id, newId()]);
    expect([...cards.keys()].sort()).toEqual([product.id, draft.id].sort());
    expect(cards.get(product.id)).toMatchObject({ title: "For sale", fileCount: 1, status: "published" });
  });

  it("counts sales, never below zero", async () => {
    const { id } = await makePublished();
    const count = async () => (await send(owner, "GET", `/products/${id}`)).body.salesCount;
    await server.deps.db.transaction().execute((trx) => incrementSales(trx, id, 2));
    expect(await count()).toBe(2);
    await server.deps.db.transaction().execute((trx) => incrementSales(trx, id, -5));
    expect(await count()).toBe(0);
  });
});
