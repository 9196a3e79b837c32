import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { buy, type ForSale, makeProduct, makeShop, type Shop, ticket } from "../../test/make.ts";
import { addMember, send } from "../catalog/shop.fixture.ts";
import type { Customer, Sale, SaleDetail } from "./schemas.ts";

type Page = {
  items: Sale[];
  nextCursor: string | null;
  totals: { currency: string; count: number; gross: number; net: number; returned: number; fees: number }[];
};

let server: TestServer;
let shop: Shop;
let guide: ForSale;
let poster: ForSale;
let analyst: Actor;
let stranger: Actor;
let orders: string[];

beforeAll(async () => {
  server = await startTestServer();
  shop = await makeShop(server);
  guide = await makeProduct(server, shop, { title: "The Guide", amount: 1900 });
  poster = await makeProduct(server, shop, { title: "100% Poster", amount: 500 });
  analyst = await server.signUp("analyst");
  stranger = (await makeShop(server)).owner;
  await addMember(server.deps, shop.creatorId, analyst.userId, "analyst");
  orders = [];
  for (const [name, product] of [
    ["noor", guide],
    ["ines", guide],
    ["sam", poster],
  ] as const) {
    orders.push(await buy(await server.signUp(name), product.productId));
    server.clock.advance(86_400_000);
  }
});
afterAll(() => server.close());

const page = (query = "", who: Actor = shop.owner) =>
  who.json<Page>("GET", `/api/v1/creators/${shop.handle}/sales${query}`);
const detail = (id: string, who: Actor = shop.owner) =>
  who.json<SaleDetail>("GET", `/api/v1/creators/${shop.handle}/sales/${id}`);
const act = (who: Actor, id: string, action: string, body: object) =>
  send(who, "POST", `/purchases/${id}/${action}`, body);

describe("the list of sales", () => {
  it("shows each sale with its money, newest first, and what all amount to", async () => {
    const { items, totals, nextCursor } = await page();
    expect(items.map(({ id }) => id)).toEqual([...orders].reverse());
    expect(items[2]).toMatchObject({
      buyer: { name: "noor", email: "noor@example.com" },
      item: { title: "The Guide" },
      price: { amount: 1900 },
      fee: { amount: 95 },
      net: { amount: 1805 },
      returned: { amount: 0 },
      downloadCount: 0,
    });
    expect(totals).toEqual([{ currency: "usd", count: 3, gross: 4300, fees: 215, returned: 0, net: 4085 }]);
    expect(nextCursor).toBeNull();
  });

  it("names nobody who left an order, nor finds one by whose it is", async () => {
    const lena = await server.signUp("lena");
    const { purchaseId } = await lena.json<{ purchaseId: string }>("POST", "/api/v1/checkout", {
      productId: poster.productId,
    });
    const open = (query = "") => page(`?status=pending${query}`);
    expect((await open()).items).toMatchObject([{ id: purchaseId, buyer: null }]);
    expect((await open("&query=poster")).items).toHaveLength(1);
    for (const query of ["query=lena", "query=lena%40", `buyer=${lena.userId}`])
      expect((await open(`&${query}`)).items, query).toEqual([]);
    expect((await detail(purchaseId)).buyer).toBeNull();
    const path = `/api/v1/purchases/${purchaseId}`;
    const named = { name: "lena", email: "lena@example.com" };
    expect(await lena.json("GET", path)).toMatchObject({ buyer: named });
    expect(await shop.owner.json("GET", path)).toMatchObject({ status: "pending", buyer: null });
    expect(await page("?query=noor")).toMatchObject({ items: [{ buyer: { name: "noor" } }] });
  });

  it.each<[string, string, number[]]>([
    ["a name", "?query=NOOR", [0]],
    ["an address", "?query=ines%40example", [1]],
    ["a product", "?query=guide", [1, 0]],
    ["a percent sign as itself", "?query=%25", [2]],
    ["nothing that is there", "?query=%25%25", []],
    ["its product", `?item=POSTER`, [2]],
    ["a status", "?status=refunded", []],
    ["days", "?from=DAY1&to=DAY1", [1]],
    ["a first day", "?from=DAY1", [2, 1]],
  ])("is narrowed by %s, totals too", async (_, query, expected) => {
    const day1 = (await detail(orders[1]!)).createdAt.slice(0, 10);
    const { items, totals } = await page(query.replaceAll("DAY1", day1).replace("POSTER", poster.productId));
    expect(items.map(({ id }) => orders.indexOf(id))).toEqual(expected);
    expect(totals[0]?.count ?? 0).toBe(expected.length);
    expect(totals[0]?.gross ?? 0).toBe(items.reduce((sum, { price }) => sum + price.amount, 0));
  });

  it("finds an order by its number, or how that begins, and by its buyer's id", async () => {
    const { buyer } = await detail(orders[1]!);
    for (const query of [`query=${orders[1]}`, `buyer=${buyer!.id}`]) {
      expect((await page(`?${query}`)).items.map(({ id }) => id)).toEqual([orders[1]]);
    }
    expect((await page(`?query=${orders[1]!.slice(0, 20)}`)).items.map(({ id }) => id)).toContain(orders[1]);
  });

  it.each([
    ["newest", [2, 1, 0]],
    ["oldest", [0, 1, 2]],
    ["highest", null],
    ["lowest", null],
  ] as const)("pages in the order %s without losing or repeating", async (sort, expected) => {
    const whole = (await page(`?sort=${sort}`)).items;
    const paged: Sale[] = [];
    let cursor: string | null = "";
    for (let pages = 0; cursor !== null && pages < 9; pages++) {
      const next: Page = await page(`?sort=${sort}&limit=1${cursor ? `&cursor=${cursor}` : ""}`);
      if (cursor) expect(next.totals).toEqual([]);
      paged.push(...next.items);
      cursor = next.nextCursor;
    }
    expect(paged).toEqual(whole);
    if (expected) expect(whole.map(({ id }) => orders.indexOf(id))).toEqual(expected);
    const prices = whole.map(({ price }) => price.amount);
    if (!expected) expect(prices).toEqual(sort === "highest" ? [1900, 1900, 500] : [500, 1900, 1900]);
  });

  it("refuses a cursor of another order and broken filters", async () => {
    const { nextCursor } = await page("?limit=1");
    for (const query of [
      `?sort=highest&cursor=${nextCursor}`,
      "?cursor=x",
      "?from=2026-02-30",
      "?item=x",
      "?status=sold",
      "?sort=random",
    ]) {
      const answer = await send(shop.owner, "GET", `/creators/${shop.handle}/sales${query}`);
      expect([query, answer.status]).toEqual([query, 400]);
    }
  });
});

describe("who may", () => {
  it("see sales and customers and take them out: members of any role; everybody else finds nothing", async () => {
    const paths = ["sales", `sales/${orders[0]}`, "sales.csv", "customers", "customers.csv", "home"];
    for (const path of paths) {
      const url = `/api/v1/creators/${shop.handle}/${path}`;
      const statusFor = async (who: Actor) => {
        const answer = await who.fetch(url);
        const text = await answer.text();
        if (answer.status !== 200) expect(text).not.toContain("noor");
        return answer.status;
      };
      expect([path, await statusFor(shop.owner), await statusFor(analyst)]).toEqual([path, 200, 200]);
      expect([path, await statusFor(stranger), await statusFor(server.visitor)]).toEqual([path, 404, 401]);
    }
  });

  it("see an order: only under the creator that sold it", async () => {
    const other = await makeShop(server);
    await detail(orders[0]!);
    await other.owner.json("GET", `/api/v1/creators/${other.handle}/sales/${orders[0]}`, undefined, 404);
  });

  it("act on it: editors and owners; analysts are refused, strangers and the buyer find nothing", async () => {
    const id = await buy(await server.signUp("acted on"), guide.productId);
    const editor = await server.signUp("editor");
    await addMember(server.deps, shop.creatorId, editor.userId, "editor");
    const buyer = (await detail(id)).buyer!.id;
    for (const action of ["revoke", "restore", "receipt", "refund"]) {
      const body = action === "revoke" || action === "restore" ? { reason: "Tried" } : {};
      expect((await act(stranger, id, action, body)).status).toBe(404);
      expect((await act(server.visitor, id, action, body)).status).toBe(401);
      expect((await act(analyst, id, action, body)).body.code).toBe("forbidden");
      expect((await act(editor, id, action, body)).status).toBe(action === "receipt" ? 204 : 200);
    }
    expect(buyer).not.toBe(editor.userId);
  });
});

describe("taking access away by hand", () => {
  it("closes what was open with a reason of its own, and gives it back, without touching money", async () => {
    const buyer = await server.signUpProved("revoked");
    const id = await buy(buyer, guide.productId);
    const { url } = await ticket(buyer, guide.fileId);
    expect((await act(shop.owner, id, "revoke", {})).status).toBe(400);
    expect((await act(shop.owner, id, "revoke", { reason: "  " })).status).toBe(400);

    expect((await act(shop.owner, id, "revoke", { reason: "Shared the file" })).status).toBe(200);
    expect((await send(buyer, "POST", `/files/${guide.fileId}/downloads`, {})).body.code).toBe(
      "access_revoked",
    );
    const old = await buyer.fetch(url);
    expect([old.status, ((await old.json()) as { code: string }).code]).toEqual([403, "access_revoked"]);
    expect(await detail(id)).toMatchObject({
      status: "completed",
      revoked: true,
      accessEndedReason: "revoked",
      returned: { amount: 0 },
      net: { amount: 1805 },
    });

    expect((await act(shop.owner, id, "restore", { reason: "It was not them" })).status).toBe(200);
    const again = await buyer.fetch(url);
    expect(again.status).toBe(200);
    await again.arrayBuffer();
    const { timeline, revoked, accessEndedAt } = await detail(id);
    expect([revoked, accessEndedAt]).toEqual([false, null]);
    expect(timeline.map(({ type, by, reason }) => [type, by, reason])).toEqual(
      expect.arrayContaining([
        ["revoked", shop.owner.name, "Shared the file"],
        ["restored", shop.owner.name, "It was not them"],
      ]),
    );
    const mails = await server.deps.db
      .selectFrom("mails")
      .select(["kind", "text_body"])
      .where("to_address", "=", buyer.email)
      .where("kind", "like", "access_%")
      .orderBy("created_at")
      .execute();
    expect(mails.map(({ kind }) => kind).sort()).toEqual(["access_restored", "access_revoked"]);
    // The reason is for the creator's records.
    expect(mails.map(({ text_body }) => text_body).join()).not.toContain("Shared");
  });

  it("happens once, however many press at once, and is recorded once", async () => {
    const id = await buy(await server.signUp("pressed"), guide.productId);
    await Promise.all(Array.from({ length: 6 }, () => act(shop.owner, id, "revoke", { reason: "Pressed" })));
    const { timeline } = await detail(id);
    expect(timeline.filter(({ type }) => type === "revoked")).toHaveLength(1);
    const { rows } = await server.deps.pool.query(
      "select count(*) as n from events where subject_id = $1 and type = 'access.revoked'",
      [id],
    );
    expect(rows[0].n).toBe(1);
  });

  it("stands through a refund that leaves access, and restoring opens nothing a refund has closed", async () => {
    const buyer = await server.signUp("stands");
    const id = await buy(buyer, guide.productId);
    await act(shop.owner, id, "revoke", { reason: "Abuse" });
    await act(shop.owner, id, "refund", { amount: 500, keepAccess: true });
    expect((await send(buyer, "POST", `/files/${guide.fileId}/downloads`, {})).body.code).toBe(
      "access_revoked",
    );
    await act(shop.owner, id, "refund", { keepAccess: false });
    await act(shop.owner, id, "restore", { reason: "Over" });
    expect((await send(buyer, "POST", `/files/${guide.fileId}/downloads`, {})).body.code).toBe(
      "access_ended",
    );
  });
});

describe("a refund from what somebody saw", () => {
  it("is carried out once, also when the same wish comes again after it was", async () => {
    const id = await buy(await server.signUp("refunded once"), guide.productId);
    const wish = { amount: 500, keepAccess: true, refundedSoFar: 0 };
    const both = await Promise.all([
      act(shop.owner, id, "refund", wish),
      act(shop.owner, id, "refund", wish),
    ]);
    for (const { status } of both) expect([200, 409]).toContain(status);
    const late = await act(shop.owner, id, "refund", wish);
    expect([late.status, late.body.code]).toEqual([409, "refund_changed"]);
    expect(await detail(id)).toMatchObject({ refunded: { amount: 500 }, net: { amount: 1805 - 475 } });
    const next = await act(shop.owner, id, "refund", { ...wish, refundedSoFar: 500 });
    expect(next.status).toBe(200);
    expect(await detail(id)).toMatchObject({ refunded: { amount: 1000 }, fee: { amount: 45 } });
  });
});

describe("the receipt", () => {
  it("is mailed again, not more often than three times an hour", async () => {
    const buyer = await server.signUp("forgetful");
    const id = await buy(buyer, guide.productId);
    const statuses = [];
    for (let press = 0; press < 4; press++) statuses.push((await act(shop.owner, id, "receipt", {})).status);
    expect(statuses).toEqual([204, 204, 204, 429]);
    const { length } = await server.deps.db
      .selectFrom("mails")
      .select("id")
      .where("to_address", "=", buyer.email)
      .where("kind", "=", "receipt")
      .execute();
    expect(length).toBe(4);
    expect((await detail(id)).timeline.filter(({ type }) => type === "receipt_resent")).toHaveLength(3);
  });

  it("is not mailed for what was never paid", async () => {
    const waiting = await server.signUp("waiting");
    const { purchaseId } = await waiting.json<{ purchaseId: string }>("POST", "/api/v1/checkout", {
      productId: guide.productId,
    });
    for (const [action, body] of [
      ["receipt", {}],
      ["revoke", { reason: "x" }],
    ] as const)
      expect((await act(shop.owner, purchaseId, action, body)).body.code).toBe("wrong_state");
  });
});

describe("a sale", () => {
  it("tells of its downloads: file, time, device, truncated network, bytes", async () => {
    const buyer = await server.signUp("downloader");
    const id = await buy(buyer, guide.productId);
    const { url } = await ticket(buyer, guide.fileId);
    await (await buyer.fetch(url)).arrayBuffer();
    await expect.poll(async () => (await detail(id)).downloads[0]?.bytesSent).toBe(guide.bytes.length);
    const sale = await detail(id);
    expect(sale.downloads).toMatchObject([{ fileName: "guide.pdf", network: "127.0.0.0/24" }]);
    expect(sale.downloadCount).toBe(1);
    expect(sale.timeline.map(({ type }) => type)).toEqual(["ordered", "paid", "mail_waiting"]);
  });
});

describe("customers", () => {
  it("are one row a buyer, with what they spent after refunds, latest first", async () => {
    const loyal = await server.signUp("loyal");
    const first = await buy(loyal, guide.productId);
    server.clock.advance(60_000);
    await buy(loyal, poster.productId);
    await act(shop.owner, first, "refund", { amount: 400 });
    const list = (query = "") =>
      shop.owner.json<{ items: Customer[]; nextCursor: string | null }>(
        "GET",
        `/api/v1/creators/${shop.handle}/customers${query}`,
      );
    const { items } = await list();
    expect(items[0]).toMatchObject({
      id: loyal.userId,
      email: loyal.email,
      purchases: 2,
      spent: [{ amount: 2000, currency: "usd" }],
    });
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
    expect((await list("?query=LOYAL")).items.map(({ id }) => id)).toEqual([loyal.userId]);
    for (const sort of ["recent", "purchases"]) {
      const whole = (await list(`?sort=${sort}&limit=60`)).items;
      const start = await list(`?sort=${sort}&limit=2`);
      const rest = await list(`?sort=${sort}&limit=60&cursor=${start.nextCursor}`);
      expect([...start.items, ...rest.items]).toEqual(whole);
    }
  });
});
