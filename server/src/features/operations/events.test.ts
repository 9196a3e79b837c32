import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recordEvents } from "../../events/record-event.ts";
import { newId } from "../../lib/ids.ts";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { makeProduct, makeShop } from "../../test/make.ts";

type Row = { id: number; at: string; type: string; subject: { id: string; label: string | null } | null };
type Page = { items: Row[]; nextCursor: string | null; types: string[] };

let server: TestServer;
let operator: Actor;
const ann = newId();
const eve = newId();
const creatorId = newId();
const start = new Date("2031-05-01T12:00:00.000Z");

beforeAll(async () => {
  server = await startTestServer();
  operator = await server.signUpOperator("operator");
  // Ten seconds apart; every third by eve, every second about ann.
  for (let n = 0; n < 30; n++) {
    const clock = { now: () => new Date(start.getTime() + n * 10_000) };
    await recordEvents(server.deps.db, clock, [
      {
        type: n % 5 === 0 ? "product.created" : "product.updated",
        actorId: n % 3 === 0 ? eve : null,
        creatorId: n % 10 === 0 ? creatorId : null,
        subject: n % 2 === 0 ? { type: "user", id: ann } : { type: "job", id: String(n) },
        data: { n },
      },
    ]);
  }
});
afterAll(() => server.close());

const trail = (query: string, expected = 200) =>
  operator.json<Page>("GET", `/api/v1/operations/events?${query}`, undefined, expected);
const all = async (query: string) => {
  const seen: Row[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page: Page = await trail(`${query}&limit=4${cursor ? `&cursor=${cursor}` : ""}`);
    seen.push(...page.items);
    cursor = page.nextCursor;
  }
  return seen;
};

describe("the event trail", () => {
  const window = `from=${start.toISOString()}&to=2031-05-01T12:05:00.000Z`;

  it.each([
    ["in a time range", window, 30],
    ["without the end of the range", "from=2031-05-01T12:00:00.000Z&to=2031-05-01T12:00:10.000Z", 1],
    ["of a type", `${window}&type=product.created`, 6],
    ["by an actor", `actor=${eve}`, 10],
    ["about a subject", `subject=${ann}`, 15],
    ["about a creator", `creator=${creatorId}`, 3],
    ["by an actor about a subject", `actor=${eve}&subject=${ann}`, 5],
    ["of a type by an actor", `type=product.created&actor=${eve}`, 2],
    ["nothing", `type=product.created&actor=${ann}`, 0],
  ])("%s", async (_, query, count) => {
    const found = await all(query);
    expect(found.length).toBe(count);
    expect(new Set(found.map(({ id }) => id)).size).toBe(count);
    const order = found.map(({ at, id }) => `${at} ${String(id).padStart(12, "0")}`);
    expect(order).toEqual(order.toSorted().reverse());
  });

  it("tells of a person both as who did it and whom it was done to, each once", async () => {
    await recordEvents(server.deps.db, { now: () => start }, [
      { type: "user.signed_out", actorId: ann, subject: { type: "user", id: ann } },
      { type: "user.signed_out", actorId: ann },
    ]);
    expect((await all(`about=${ann}`)).length).toBe(17);
    await trail(`about=${ann}&actor=${eve}`, 400);
  });

  it("names its types once, on the first page", async () => {
    const first = await trail("limit=1");
    expect(first.types).toContain("product.created");
    expect(first.types).toEqual([...new Set(first.types)].toSorted());
    expect((await trail(`limit=1&cursor=${first.nextCursor}`)).types).toEqual([]);
  });

  it("calls things by the names they have now", async () => {
    const shop = await makeShop(server);
    const product = await makeProduct(server, shop, { title: "Named in the trail" });
    const [newest] = (await trail(`subject=${product.productId}`)).items;
    expect(newest).toMatchObject({
      type: "product.published",
      actor: { id: shop.owner.userId, email: shop.owner.email },
      creator: { id: shop.creatorId, handle: shop.handle },
      subject: { type: "product", label: "Named in the trail" },
    });
  });

  it.each(["type=purchase", "actor=me", "from=yesterday", "cursor=e30", "limit=1000"])(
    "refuses %s",
    async (query) => {
      await trail(query, 400);
    },
  );
});
