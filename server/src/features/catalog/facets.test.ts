import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { ensureCategories } from "./ensure-categories.ts";
import { priceRange } from "./price-range.ts";
import type { Facets } from "./schemas.ts";
import { addFile, send } from "./shop.fixture.ts";

type Thing = {
  title: string;
  category: string | null;
  amount: number;
  currency: string;
  kinds: string[];
  tags: string[];
};
type Filters = {
  query?: string | undefined;
  category?: string | undefined;
  price?: string | undefined;
  kind: string[];
  tag: string[];
};

const NAMES: Record<string, string> = {
  archive: "all.zip",
  audio: "loop.WAV",
  document: "guide.pdf",
  font: "face.otf",
  model: "pot.stl",
};
const KINDS = Object.keys(NAMES);
const TAGS = ["calm", "loud", "night sky", "paper"];
const PRICES = ["free", "-10", "10-25", "25-50", "50-"];
const CATEGORIES = ["design", "icons", "line-icons", "music"];
/** What lies in a branch of the tree below. */
const BRANCHES: Record<string, string[]> = {
  design: ["design", "icons", "line-icons"],
  icons: ["icons", "line-icons"],
  "line-icons": ["line-icons"],
  music: ["music"],
};

// Evenly spread and the same in every run; what is asked of them is what varies.
const THINGS: Thing[] = Array.from({ length: 40 }, (_, n) => ({
  title: `${["Quiet", "Bright"][n % 2]} ${["field", "harbour", "stone"][n % 3]} ${n}`,
  category: [...CATEGORIES, null][n % 5]!,
  amount: [0, 900, 1000, 2400, 2500, 4999, 5000][n % 7]!,
  currency: n % 11 === 0 ? "eur" : "usd",
  kinds: KINDS.filter((_, k) => (n + k) % 3 === 0 || (n * k) % 4 === 1),
  tags: TAGS.filter((_, t) => (n + t) % 2 === 0),
}));

let server: TestServer;
let owner: Actor;
let creatorId: string;
let products: Map<string, string>;

beforeAll(async () => {
  server = await startTestServer();
  owner = await server.signUp("owner");
  creatorId = (await send(owner, "POST", "/creators", { handle: "facetted", displayName: "F" })).body.id;
  const categories = await ensureCategories(server.deps, [
    {
      slug: "design",
      name: "Design",
      below: [{ slug: "icons", name: "Icons", below: [{ slug: "line-icons", name: "Line icons" }] }],
    },
    { slug: "music", name: "Music" },
    { slug: "empty", name: "Empty" },
  ]);
  products = new Map();
  for (const thing of THINGS) {
    const fileIds = [await addFile(server.deps, creatorId, "ready", "readme.unknown")];
    for (const kind of thing.kinds)
      fileIds.push(await addFile(server.deps, creatorId, "ready", NAMES[kind]!));
    const made = await send(owner, "POST", "/products", {
      creatorId,
      title: thing.title,
      price: { amount: thing.amount, currency: thing.currency },
      categoryId: thing.category && categories.get(thing.category),
      tags: thing.tags,
      fileIds,
    });
    server.clock.advance(1000);
    expect((await send(owner, "POST", `/products/${made.body.id}/publish`)).status).toBe(200);
    products.set(thing.title, made.body.id);
  }
});
afterAll(() => server.close());

const some = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
const filters: fc.Arbitrary<Filters> = fc.record({
  query: some(["quiet", "harb", "stone -bright", "nothing of it"]),
  category: some([...CATEGORIES, "empty", "no-such"]),
  price: some([...PRICES, "5-30", "24.99-25"]),
  kind: fc.subarray(KINDS, { maxLength: 3 }),
  tag: fc.subarray(TAGS, { maxLength: 2 }),
});

function addressOf({ kind, tag, ...single }: Filters): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(single)) if (value !== undefined) search.set(name, value);
  for (const one of kind) search.append("kind", one);
  for (const one of tag) search.append("tag", one);
  return search.toString();
}

async function list(wanted: Filters) {
  const { status, body } = await send(server.visitor, "GET", `/products?limit=60&${addressOf(wanted)}`);
  expect(status, addressOf(wanted)).toBe(200);
  return body;
}

async function facetsOf(search: string): Promise<Facets> {
  const { status, text } = await send(server.visitor, "GET", `/product-facets?${search}`);
  expect(status, text).toBe(200);
  return JSON.parse(text) as Facets;
}

/** The same filters, written down again as plainly as can be. */
function fits(thing: Thing, { query, category, price, kind, tag }: Filters): boolean {
  const title = thing.title.toLowerCase();
  const inPrice = () => {
    const { least, most } = priceRange(price!, "usd");
    const right = thing.amount >= least && thing.amount <= most;
    return right && (thing.amount === 0 || thing.currency === "usd");
  };
  return (
    (query !== "quiet" || title.startsWith("quiet")) &&
    (query !== "harb" || title.includes("harbour")) &&
    (query !== "stone -bright" || (title.includes("stone") && !title.includes("bright"))) &&
    query !== "nothing of it" &&
    (!category || (thing.category !== null && (BRANCHES[category] ?? []).includes(thing.category))) &&
    (!price || inPrice()) &&
    (kind.length === 0 || kind.some((one) => thing.kinds.includes(one))) &&
    tag.every((one) => thing.tags.includes(one))
  );
}

describe("filters", () => {
  it("leave exactly what fits, in every combination", async () => {
    await fc.assert(
      fc.asyncProperty(filters, async (wanted) => {
        const { items, total } = await list(wanted);
        const expected = THINGS.filter((thing) => fits(thing, wanted)).map(({ title }) => title);
        expect(items.map(({ title }) => title).sort()).toEqual(expected.sort());
        expect(total).toBe(expected.length);
      }),
      { numRuns: 120 },
    );
  });

  it("page by page as in one list, whatever is published in between", async () => {
    const wanted = "kind=font&kind=audio&tag=calm";
    const all = (await send(server.visitor, "GET", `/products?limit=60&${wanted}`)).body.items;
    const seen: string[] = [];
    let cursor: string | null = "";
    for (let round = 0; cursor !== null; round += 1) {
      const at: string = cursor && `&cursor=${cursor}`;
      const { body } = await send(server.visitor, "GET", `/products?limit=3&${wanted}${at}`);
      seen.push(...body.items.map(({ id }) => id));
      cursor = body.nextCursor;
      if (round > 1) continue;
      server.clock.advance(1000);
      const fileIds = [await addFile(server.deps, creatorId, "ready", "late.ttf")];
      const price = { amount: 0, currency: "usd" };
      const late = await send(owner, "POST", "/products", {
        ...{ creatorId, title: "Late", price, tags: ["calm"], fileIds },
      });
      await send(owner, "POST", `/products/${late.body.id}/publish`);
      products.set(`Late ${round}`, late.body.id);
    }
    expect(seen).toEqual(all.map(({ id }) => id));
    for (const [title, id] of products)
      if (title.startsWith("Late")) await send(owner, "POST", `/products/${id}/archive`);
  });

  it.each([
    "price=10",
    "price=25-",
    "price=-0.001",
    "price=1-2-3",
    "price=ten-twenty",
    "price=1e3-",
    "price=99999999-",
    "kind=virus",
    "kind=font&kind=",
    `${"tag=x&".repeat(11)}`,
    "tag=%00",
    "price=1-2&price=2-3",
  ])("refuse or take %s without falling over", async (search) => {
    const fine = ["price=25-", "price=-0.001"].includes(search);
    for (const path of ["products", "product-facets"]) {
      const { status, body } = await send(server.visitor, "GET", `/${path}?${search}`);
      expect([status, body.code], `${path}?${search}`).toEqual(
        fine ? [200, undefined] : [400, "invalid_input"],
      );
    }
  });
});

describe("facets", () => {
  it("promise what the list then holds", async () => {
    await fc.assert(
      fc.asyncProperty(filters, async (given) => {
        // Where no word matches, the letters are looked for; then the list and each choice would search differently.
        const wanted = given.query === "nothing of it" ? { ...given, query: undefined } : given;
        const facets = await facetsOf(addressOf(wanted));
        const left = async (change: Partial<Filters>) => (await list({ ...wanted, ...change })).total;
        for (const { slug, count } of facets.categories) expect(count).toBe(await left({ category: slug }));
        for (const { value, count } of facets.prices) expect(count).toBe(await left({ price: value }));
        for (const { kind, count } of facets.kinds) expect(count).toBe(await left({ kind: [kind] }));
        for (const { tag, count } of facets.tags)
          expect(count).toBe(await left({ tag: [...new Set([...wanted.tag, tag])] }));
      }),
      { numRuns: 25 },
    );
  });

  it("offer every choice that has products, and those that are chosen", async () => {
    const open = await facetsOf("");
    expect(open.categories.map(({ slug }) => slug)).toEqual(
      expect.arrayContaining(["design", "icons", "line-icons", "music"]),
    );
    expect(open.categories.map(({ slug }) => slug)).not.toContain("empty");
    expect(open.prices.map(({ value }) => value)).toEqual(PRICES);
    expect(open.kinds.map(({ kind }) => kind).sort()).toEqual([...KINDS, "other"].sort());
    expect(open.kinds[0]).toEqual({ kind: "other", count: 40 });
    expect(open.tags.map(({ tag }) => tag).sort()).toEqual(TAGS);
    const chosen = await facetsOf("category=empty&kind=video&tag=unheard&price=free");
    expect(chosen.categories.find(({ slug }) => slug === "empty")?.count).toBe(0);
    expect(chosen.kinds).toEqual([{ kind: "video", count: 0 }]);
    expect(chosen.tags).toEqual([{ tag: "unheard", count: 0 }]);
    expect(chosen.prices).toEqual([
      {
        value: "free",
        from: { amount: 0, currency: "usd" },
        below: { amount: 0, currency: "usd" },
        count: 0,
      },
    ]);
  });

  it("say nothing of what is not on sale", async () => {
    const before = await facetsOf("");
    const fileIds = [await addFile(server.deps, creatorId, "ready", "secret.mp4")];
    const price = { amount: 700, currency: "usd" };
    await send(owner, "POST", "/products", { creatorId, title: "Secret", price, tags: ["secret"], fileIds });
    expect(await facetsOf("")).toEqual(before);
    expect(await facetsOf("query=secret")).toEqual({ categories: [], prices: [], kinds: [], tags: [] });
  });

  it("of letters in the middle of words are those of the list", async () => {
    const { total } = await list({ query: "arbou", kind: [], tag: [] });
    expect(total).toBeGreaterThan(5);
    const { kinds } = await facetsOf("query=arbou");
    expect(kinds.find(({ kind }) => kind === "other")?.count).toBe(total);
  });

  it("follow the files of a product: added, renamed, taken out", async () => {
    const id = products.get(THINGS[0]!.title)!;
    const kindsOf = async () =>
      (await server.deps.pool.query("select file_kinds from products where id = $1", [id])).rows[0]
        .file_kinds;
    const video = await addFile(server.deps, creatorId, "ready", "clip.mp4");
    const change = (fileIds: string[]) => send(owner, "PATCH", `/products/${id}`, { fileIds });
    const { files } = (await send(owner, "GET", `/products/${id}`)).body;
    const before = files.map((file) => file.id);
    await change([...before, video]);
    expect(await kindsOf()).toEqual(expect.arrayContaining(["other", "video"]));
    expect((await facetsOf("")).kinds).toContainEqual({ kind: "video", count: 1 });
    await send(owner, "PATCH", `/files/${video}`, { name: "clip.epub" });
    expect(await kindsOf()).toEqual(expect.arrayContaining(["book", "other"]));
    expect((await list({ kind: ["book"], tag: [] })).total).toBe(1);
    const copy = await send(owner, "POST", `/products/${id}/duplicate`);
    await send(owner, "POST", `/products/${copy.body.id}/publish`);
    expect((await list({ kind: ["book"], tag: [] })).total).toBe(2);
    await send(owner, "POST", `/products/${copy.body.id}/archive`);
    await change(before);
    expect(await kindsOf()).not.toContain("book");
  });

  it("counts nothing where there is too much to count", async () => {
    await server.deps.pool.query(
      `insert into products (id, creator_id, slug, title, price_amount, price_currency, tags, file_kinds, status,
         published_at, created_at, updated_at)
       select gen_random_uuid(), $1, 'mass-' || n, 'Mass ' || n, 100, 'usd', '{mass}', '{video}', 'published', now(), now(),
         now() from generate_series(1, 2100) n`,
      [creatorId],
    );
    const open = await facetsOf("");
    expect(open.prices.map(({ value, count }) => [value, count])).toEqual(
      PRICES.map((value) => [value, null]),
    );
    expect(open.kinds).toContainEqual({ kind: "video", count: null });
    expect(open.categories.every(({ count }) => count === null)).toBe(true);
    const fewer = await facetsOf("tag=calm");
    expect(fewer.tags[0]?.count).toBe((await list({ kind: [], tag: ["calm"] })).total);
  });
});
