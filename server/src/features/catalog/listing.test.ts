import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { ensureCategories } from "./ensure-categories.ts";
import { addFile, addMember, addPurchase, send } from "./shop.fixture.ts";

let server: TestServer;
let owner: Actor;
let analyst: Actor;
let stranger: Actor;
let creatorId: string;
let categories: Map<string, string>;

beforeAll(async () => {
  server = await startTestServer();
  owner = await server.signUp("owner");
  analyst = await server.signUp("analyst");
  stranger = await server.signUp("stranger");
  creatorId = (await send(owner, "POST", "/creators", { handle: "lister", displayName: "Lister" })).body.id;
  await send(stranger, "POST", "/creators", { handle: "other", displayName: "Other" });
  await addMember(server.deps, creatorId, analyst.userId, "analyst");
  categories = await ensureCategories(server.deps, [
    {
      slug: "design",
      name: "Design",
      below: [
        { slug: "fonts", name: "Fonts" },
        { slug: "icons", name: "Icons" },
      ],
    },
    { slug: "music", name: "Music" },
  ]);
});
afterAll(() => server.close());

type Fields = Record<string, unknown> & { title: string };

async function publish(fields: Fields, who = owner, creator = creatorId) {
  server.clock.advance(1000);
  const made = await send(who, "POST", "/products", {
    creatorId: creator,
    price: { amount: 1000, currency: "usd" },
    fileIds: [await addFile(server.deps, creator)],
    ...fields,
  });
  return (await send(who, "POST", `/products/${made.body.id}/publish`)).body;
}

async function titles(query: string, who: { fetch: Actor["fetch"] } = server.visitor) {
  const { status, body } = await send(who, "GET", `/products?${query}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body.items.map(({ title }) => title);
}

describe("browsing", () => {
  it("answers an empty shop", async () => {
    expect((await send(server.visitor, "GET", "/products")).body).toEqual({
      items: [],
      nextCursor: null,
      total: 0,
    });
  });

  it("pages through each order completely, without repeating, whatever is added meanwhile", async () => {
    for (let index = 0; index < 11; index += 1) {
      const price = { amount: 100 * (1 + (index % 3)), currency: "usd" };
      const product = await publish({ title: `Paged ${index}`, price, tags: ["paged"] });
      await server.deps.db
        .updateTable("products")
        .set({ sales_count: index % 4 })
        .where("id", "=", product.id)
        .execute();
    }
    for (const sort of ["new", "popular", "price_asc", "price_desc"]) {
      const all = (await send(server.visitor, "GET", `/products?tag=paged&sort=${sort}&limit=60`)).body;
      expect(all.items).toHaveLength(11);
      expect([all.nextCursor, all.total]).toEqual([null, 11]);
      const paged: string[] = [];
      let cursor: string | null = "";
      while (cursor !== null) {
        const next: string = cursor === "" ? "" : `&cursor=${cursor}`;
        const { body } = await send(server.visitor, "GET", `/products?tag=paged&sort=${sort}&limit=4${next}`);
        paged.push(...body.items.map(({ id }) => id));
        expect(body.total).toBe(cursor === "" ? 11 : undefined);
        cursor = body.nextCursor;
      }
      expect(paged, sort).toEqual(all.items.map(({ id }) => id));
    }
    expect((await titles("tag=paged"))[0]).toBe("Paged 10");
    const cheap = (await send(server.visitor, "GET", "/products?tag=paged&sort=price_asc")).body.items;
    expect(cheap.map(({ price }) => price.amount)).toEqual([
      ...Array(4).fill(100),
      ...Array(4).fill(200),
      ...Array(3).fill(300),
    ]);
    const first = (await send(server.visitor, "GET", "/products?tag=paged&limit=4")).body;
    await publish({ title: "Paged later", tags: ["paged"] });
    expect((await titles(`tag=paged&limit=4&cursor=${first.nextCursor}`))[0]).toBe("Paged 6");
  });

  it("keeps times apart that a date could not", async () => {
    for (const title of ["Micro 1", "Micro 2", "Micro 3"]) {
      const { id } = await publish({ title, tags: ["micro"] });
      await server.deps.pool.query("update products set published_at = $2::timestamptz where id = $1", [
        id,
        `2029-01-01 00:00:00.00000${title.at(-1)}+00`,
      ]);
    }
    const first = (await send(server.visitor, "GET", "/products?tag=micro&limit=1")).body;
    expect(first.items[0]?.title).toBe("Micro 3");
    expect(await titles(`tag=micro&limit=5&cursor=${first.nextCursor}`)).toEqual(["Micro 2", "Micro 1"]);
  });

  it("refuses cursors of another order or none, and odd parameters", async () => {
    const { nextCursor } = (await send(server.visitor, "GET", "/products?tag=paged&limit=2&sort=popular"))
      .body;
    expect((await send(server.visitor, "GET", `/products?sort=popular&cursor=${nextCursor}`)).status).toBe(
      200,
    );
    for (const query of [
      `sort=new&cursor=${nextCursor}`,
      "cursor=abc",
      "cursor=%00",
      "limit=0",
      "limit=61",
      "limit=2.5",
      "sort=title",
      "category=%27",
      "creator=..%2f",
    ]) {
      const { status, body } = await send(server.visitor, "GET", `/products?${query}`);
      expect([status, body.code], query).toEqual([400, "invalid_input"]);
    }
  });

  it("narrows by creator, tag and category with what lies below it", async () => {
    await publish({ title: "Serif", categoryId: categories.get("fonts"), tags: ["Letters"] });
    await publish({ title: "Arrows", categoryId: categories.get("icons") });
    await publish({ title: "Poster", categoryId: categories.get("design") });
    await publish({ title: "Song", categoryId: categories.get("music") });
    const other = (await send(stranger, "GET", "/creators/other")).body.id;
    await publish({ title: "Foreign song", categoryId: categories.get("music") }, stranger, other);
    expect(await titles("category=design")).toEqual(["Poster", "Arrows", "Serif"]);
    expect(await titles("category=fonts")).toEqual(["Serif"]);
    expect(await titles("category=music&creator=lister")).toEqual(["Song"]);
    expect(await titles("creator=other")).toEqual(["Foreign song"]);
    expect(await titles("tag=LETTERS")).toEqual(["Serif"]);
    expect(await titles("category=none-such")).toEqual([]);
    const counts = (await send(server.visitor, "GET", "/categories")).body.items;
    expect(counts.map(({ slug, productCount, parentId }) => [slug, productCount, parentId])).toEqual(
      [
        ["design", 3, null],
        ["fonts", 1, categories.get("design")],
        ["music", 2, null],
        ["icons", 1, categories.get("design")],
      ].sort(
        (a, b) =>
          counts.findIndex(({ slug }) => slug === a[0]) - counts.findIndex(({ slug }) => slug === b[0]),
      ),
    );
  });

  it("shows cards without anything that is for members", async () => {
    const { items } = (await send(owner, "GET", "/products?tag=letters")).body;
    expect(Object.keys(items[0]!).sort()).toEqual([
      "category",
      "cover",
      "creator",
      "fileCount",
      "id",
      "price",
      "publishedAt",
      "slug",
      "status",
      "summary",
      "tags",
      "title",
    ]);
  });
});

describe("searching", () => {
  it("finds words in titles before descriptions, tags, and unfinished words", async () => {
    await publish({ title: "Plain box", description: "A watercolour texture inside" });
    await publish({ title: "Watercolour brushes", description: "Forty of them", tags: ["painting kit"] });
    expect(await titles("query=watercolour")).toEqual(["Watercolour brushes", "Plain box"]);
    expect(await titles("query=WATERCOL")).toEqual(["Watercolour brushes", "Plain box"]);
    expect(await titles("query=forty%20wat")).toEqual(["Watercolour brushes"]);
    expect(await titles("query=painting%20kit")).toEqual(["Watercolour brushes"]);
    expect(await titles("query=watercolour%20-brushes")).toEqual(["Plain box"]);
    expect(await titles("query=%22forty%20of%22")).toEqual(["Watercolour brushes"]);
    expect(await titles("query=watercolour&sort=new")).toEqual(["Watercolour brushes", "Plain box"]);
    expect(await titles("query=unheard")).toEqual([]);
  });

  it("pages by relevance", async () => {
    for (let index = 0; index < 7; index += 1) {
      await publish({ title: `Relevant ${"relevant ".repeat(index % 3)}${index}` });
    }
    const all = await titles("query=relevant&limit=60");
    expect(all).toHaveLength(7);
    const paged: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const next: string = cursor === "" ? "" : `&cursor=${cursor}`;
      const { body } = await send(server.visitor, "GET", `/products?query=relevant&limit=2${next}`);
      paged.push(...body.items.map(({ title }) => title));
      cursor = body.nextCursor;
    }
    expect(paged).toEqual(all);
  });

  it("looks for the letters when no word matches, also on the next page", async () => {
    await publish({ title: "Photo grainmaker 100% a" });
    await publish({ title: "Photo grainmaker 1000 b" });
    expect(await titles("query=inmake")).toEqual(["Photo grainmaker 1000 b", "Photo grainmaker 100% a"]);
    const first = (await send(server.visitor, "GET", "/products?query=inmake&limit=1")).body;
    expect(first.total).toBe(2);
    expect(await titles(`query=inmake&limit=1&cursor=${first.nextCursor}`)).toEqual([
      "Photo grainmaker 100% a",
    ]);
    expect(await titles("query=00%25%20a")).toEqual(["Photo grainmaker 100% a"]);
    expect(await titles("query=ainm_ker")).toEqual([]);
  });

  it("takes any text", async () => {
    for (const query of [
      "'",
      '"',
      "\\",
      "a & | ! b:*",
      "((((",
      ":*",
      "%",
      "_",
      "\u0000",
      "\u202e",
      "😀",
      "<->",
      "x".repeat(200),
      "-",
      "or",
      "' or 1=1 --",
      " ",
    ]) {
      const answer = await send(server.visitor, "GET", `/products?query=${encodeURIComponent(query)}`);
      expect(answer.status, query).toBe(200);
    }
    expect((await send(server.visitor, "GET", `/products?query=${"x".repeat(201)}`)).status).toBe(400);
  });
});

describe("what is not on sale", () => {
  it("is in no list and no search, for members neither, and its creator's counts do not tell", async () => {
    const fields = { title: "Hiddenword thing", tags: ["hiddentag"], categoryId: categories.get("music") };
    const product = await publish(fields);
    const places = [
      "query=hiddenword",
      "query=hiddenw",
      "query=iddenwor",
      "tag=hiddentag",
      "query=hiddentag",
    ];
    for (const place of places) expect(await titles(place), place).toEqual(["Hiddenword thing"]);
    const music = async () =>
      (await send(server.visitor, "GET", "/categories")).body.items.find(({ slug }) => slug === "music")
        ?.productCount;
    const count = async () => (await send(server.visitor, "GET", "/creators/lister")).body.productCount;
    const [musicBefore, countBefore] = [await music(), await count()];

    const hidden = async () => {
      for (const who of [server.visitor, stranger, owner]) {
        for (const place of places) expect(await titles(place, who), place).toEqual([]);
        expect(await titles("creator=lister&limit=60", who)).not.toContain("Hiddenword thing");
      }
      expect(await music()).toBe(musicBefore! - 1);
    };
    await send(owner, "POST", `/products/${product.id}/unpublish`);
    await hidden();
    expect(await count()).toBe(countBefore - 1);
    await send(owner, "POST", `/products/${product.id}/archive`);
    await hidden();
    await send(owner, "POST", `/products/${product.id}/publish`);
    expect(await titles("query=hiddenword")).toEqual(["Hiddenword thing"]);

    const made = await send(owner, "POST", "/creators", { handle: "vanishing", displayName: "V" });
    const gone = await publish({ title: "Vanishingword" }, owner, made.body.id);
    expect(await titles("query=vanishingword")).toEqual(["Vanishingword"]);
    await server.deps.db
      .updateTable("creators")
      .set({ suspended_at: server.clock.now() })
      .where("id", "=", made.body.id)
      .execute();
    await addPurchase(server.deps, stranger.userId, gone.id);
    expect(await titles("query=vanishingword")).toEqual([]);
    expect(await titles("creator=vanishing")).toEqual([]);
    expect((await send(stranger, "GET", `/products/${gone.slug}`)).status).toBe(404);
    expect((await send(owner, "GET", `/products/${gone.slug}`)).status).toBe(200);
  });
});

describe("the studio's list", () => {
  it("shows members every status, with sales and what they brought", async () => {
    const made = await send(owner, "POST", "/creators", { handle: "workroom", displayName: "Studio" });
    await addMember(server.deps, made.body.id, analyst.userId, "analyst");
    const sold = await publish({ title: "Sold" }, owner, made.body.id);
    const draft = await send(owner, "POST", "/products", {
      creatorId: made.body.id,
      title: "Draft",
      price: { amount: 0, currency: "eur" },
    });
    const buyer = await server.signUp("buyer");
    await addPurchase(server.deps, buyer.userId, sold.id);
    await addPurchase(server.deps, buyer.userId, sold.id, { status: "partially_refunded", refunded: 400 });
    await addPurchase(server.deps, buyer.userId, sold.id, { status: "pending" });
    const { status, body } = await send(analyst, "GET", "/creators/workroom/products");
    expect(status).toBe(200);
    expect(body.items.map(({ title, status: of, revenue }) => [title, of, revenue])).toEqual([
      ["Draft", "draft", { amount: 0, currency: "eur" }],
      ["Sold", "published", { amount: 1600, currency: "usd" }],
    ]);
    const drafts = await send(owner, "GET", `/creators/${made.body.id}/products?status=draft`);
    expect(drafts.body.items.map(({ id }) => id)).toEqual([draft.body.id]);
    const first = await send(owner, "GET", "/creators/workroom/products?limit=1");
    const second = await send(
      owner,
      "GET",
      `/creators/workroom/products?limit=1&cursor=${first.body.nextCursor}`,
    );
    expect([first.body.items[0]?.title, second.body.items[0]?.title, second.body.nextCursor]).toEqual([
      "Draft",
      "Sold",
      null,
    ]);
    expect((await send(owner, "GET", "/creators/workroom/products?cursor=nonsense")).status).toBe(400);
    expect((await send(server.visitor, "GET", "/creators/workroom/products")).status).toBe(401);
    expect((await send(stranger, "GET", "/creators/workroom/products")).body.code).toBe("not_found");
  });
});
