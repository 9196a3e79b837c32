import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addSeconds, manualClock } from "../../lib/clock.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { buy, makeProduct, makeShop, type Shop, ticket } from "../../test/make.ts";
import { picture, sendBytes } from "../catalog/shop.fixture.ts";
import { recordPaidPurchase, settleChange } from "../checkout/index.ts";
import { periodOf } from "./period.ts";
import type { Home } from "./schemas.ts";

const DAY = 86_400_000;
let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const homeOf = (shop: Shop, query = "") =>
  shop.owner.json<Home>("GET", `/api/v1/creators/${shop.handle}/home${query}`);

describe("studio home", () => {
  it("begins with what to do first, and stops saying so when it is done", async () => {
    const shop = await makeShop(server);
    const open = (home: Home) => home.setup?.filter(({ done }) => !done).map(({ step }) => step);
    const empty = await homeOf(shop);
    expect(open(empty)).toEqual(["picture", "bio", "product", "file", "publish", "email"]);
    expect(empty).toMatchObject({ currency: null, currencies: [], bestSellers: [], activity: [] });
    expect(empty.alerts).toEqual({
      suspended: false,
      emailUnconfirmed: true,
      failedUploads: 0,
      openDisputes: 0,
    });
    await makeProduct(server, shop);
    expect(open(await homeOf(shop))).toEqual(["picture", "bio", "email"]);
    await shop.owner.json("PATCH", `/api/v1/creators/${shop.handle}`, { bio: "Makes things." });
    await sendBytes(shop.owner, "PUT", `/creators/${shop.handle}/avatar`, await picture());
    await server.deps.db
      .updateTable("users")
      .set({ email_verified: true })
      .where("id", "=", shop.owner.userId)
      .execute();
    expect((await homeOf(shop)).setup).toBeNull();
  });

  it("counts the period against the one before, names best sellers and what happened", async () => {
    const shop = await makeShop(server);
    const guide = await makeProduct(server, shop, { title: "Guide", amount: 1900 });
    const free = await makeProduct(server, shop, { title: "Free", amount: 0 });
    await buy(await server.signUp("early"), guide.productId);
    server.clock.advance(10 * DAY);
    const buyer = await server.signUp("late");
    const id = await buy(buyer, guide.productId);
    await buyer.json("POST", "/api/v1/checkout", { productId: free.productId });
    await ticket(buyer, guide.fileId);
    await shop.owner.json("POST", `/api/v1/purchases/${id}/refund`, { amount: 900 });

    const week = await homeOf(shop, "?range=7d");
    expect(week.now).toEqual({ count: 2, gross: 1900, returned: 900, fees: 50, net: 950 });
    expect(week.before).toEqual({ count: 1, gross: 1900, returned: 0, fees: 95, net: 1805 });
    expect(week.currencies).toEqual([{ currency: "usd", balance: 2755 }]);
    expect(week.series).toHaveLength(7);
    expect(week.series.at(-1)).toMatchObject({ gross: 1900, count: 2, before: 0 });
    expect(week.bestSellers.map(({ item, count, gross }) => [item.title, count, gross])).toEqual([
      ["Guide", 1, 1900],
      ["Free", 1, 0],
    ]);
    expect(week.activity.map(({ type, who, what }) => [type, who, what])).toEqual([
      ["partial_refund", "late", "Guide"],
      ["download", "late", "guide.pdf"],
      ["sale", "late", "Free"],
      ["sale", "late", "Guide"],
      ["sale", "early", "Guide"],
    ]);
    expect(week.activity.every(({ saleId }) => saleId !== null)).toBe(true);
    expect((await homeOf(shop, "?range=30d")).now.gross).toBe(3800);
    expect((await homeOf(shop, "?range=12m")).series).toHaveLength(12);
  });

  it("never adds currencies up", async () => {
    const shop = await makeShop(server);
    const { productId } = await makeProduct(server, shop);
    const buyerId = (await server.signUp("two currencies")).userId;
    for (const price of [
      { amount: 1000, currency: "usd" },
      { amount: 1000, currency: "usd" },
      { amount: 3000, currency: "jpy" },
    ])
      await recordPaidPurchase(server.deps, {
        buyerId,
        product: { id: productId, creatorId: shop.creatorId, price } as never,
        paymentIntentId: null,
      });
    expect((await homeOf(shop)).currencies).toEqual([
      { currency: "usd", balance: 1900 },
      { currency: "jpy", balance: 2850 },
    ]);
    expect((await homeOf(shop)).now.gross).toBe(2000);
    expect((await homeOf(shop, "?currency=jpy")).now.gross).toBe(3000);
    expect((await homeOf(shop, "?currency=eur")).currency).toBe("usd");
  });

  it("equals the ledger, and so do the sales' totals, after any payments, refunds and disputes", async () => {
    const shop = await makeShop(server);
    const { productId } = await makeProduct(server, shop);
    const buyerId = (await server.signUp("anything")).userId;
    let count = 0;
    const given = fc.record({
      kind: fc.constantFrom("refund" as const, "dispute" as const),
      amount: fc.integer({ min: 1, max: 800 }),
      statuses: fc.subarray([0, 1, 2], { minLength: 1 }),
    });
    const sale = fc.record({
      amount: fc.integer({ min: 0, max: 2000 }),
      days: fc.integer({ min: 0, max: 40 }),
      given: fc.array(given, { maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(sale, { minLength: 1, maxLength: 3 }), async (sales) => {
        for (const { amount, days, given } of sales) {
          const paymentIntentId = amount > 0 ? `pi_home_${++count}` : null;
          const deps = { ...server.deps, clock: manualClock(addSeconds(server.clock.now(), -days * 86_400)) };
          await recordPaidPurchase(deps, {
            buyerId,
            product: {
              id: productId,
              creatorId: shop.creatorId,
              price: { amount, currency: "usd" },
            } as never,
            paymentIntentId,
          });
          for (const { kind, statuses, ...each } of paymentIntentId ? given : []) {
            const id = `${kind}_${++count}`;
            const part = { id, paymentIntentId, amount: Math.min(each.amount, amount) };
            for (const at of statuses) {
              const refund = {
                ...part,
                status: (["pending", "succeeded", "failed"] as const)[at]!,
                endsAccess: null,
              };
              const dispute = { ...part, status: (["open", "won", "lost"] as const)[at]! };
              await settleChange(deps, kind === "refund" ? { kind, refund } : { kind, dispute });
            }
          }
        }
        await expectSameAsLedger(shop);
      }),
      { numRuns: 25 },
    );
  });
});

async function expectSameAsLedger(shop: Shop): Promise<void> {
  const { rows } = await server.deps.pool.query(
    `select coalesce(sum(e.amount) filter (where e.account = 'creator'), 0)::bigint as net,
       coalesce(sum(e.amount) filter (where e.account = 'platform'), 0)::bigint as fees,
       coalesce(-sum(e.amount) filter (where e.account = 'provider' and t.kind = 'sale'), 0)::bigint as gross,
       coalesce(sum(e.amount) filter (where e.account = 'provider' and t.kind <> 'sale'), 0)::bigint as returned
     from ledger_transactions t join ledger_entries e on e.transaction_id = t.id join purchases p on p.id = t.purchase_id
     where p.creator_id = $1`,
    [shop.creatorId],
  );
  const days = await server.deps.pool.query(
    `select sum(net)::bigint as net, sum(fees)::bigint as fees, sum(gross)::bigint as gross, sum(returned)::bigint as returned,
       sum(sales)::bigint as count from ledger_days where creator_id = $1`,
    [shop.creatorId],
  );
  const { totals } = await shop.owner.json<{ totals: object[] }>(
    "GET",
    `/api/v1/creators/${shop.handle}/sales`,
  );
  expect(days.rows[0]).toMatchObject(rows[0]);
  expect(totals).toEqual([{ currency: "usd", ...days.rows[0] }]);
  const home = await homeOf(shop);
  expect(home.currencies).toEqual([{ currency: "usd", balance: rows[0].net }]);
}

describe("a period", () => {
  it.each(["7d", "30d", "90d", "12m"] as const)(
    "of %s has no gap, no overlap and a like one before it",
    (range) => {
      fc.assert(
        fc.property(
          fc.date({ min: new Date("2020-01-01"), max: new Date("2040-01-01"), noInvalidDate: true }),
          (today) => {
            const period = periodOf(range, today);
            expect(period.to).toBe(today.toISOString().slice(0, 10));
            expect(period.stretches[0]!.from).toBe(period.from);
            expect(period.stretches.at(-1)!.to).toBe(period.to);
            const next = (day: string) => new Date(Date.parse(day) + DAY).toISOString().slice(0, 10);
            for (const [index, stretch] of period.stretches.entries()) {
              expect(stretch.from <= stretch.to).toBe(true);
              const following = period.stretches[index + 1];
              if (following) expect(following.from).toBe(next(stretch.to));
              if (following) expect(following.before.from).toBe(next(stretch.before.to));
            }
            expect(period.before.to < period.from).toBe(true);
            if (range !== "12m") expect(next(period.before.to)).toBe(period.from);
          },
        ),
      );
    },
  );
});
