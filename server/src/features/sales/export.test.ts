import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { buy, makeProduct, makeShop, type Shop } from "../../test/make.ts";

let server: TestServer;
let shop: Shop;

beforeAll(async () => {
  server = await startTestServer();
  shop = await makeShop(server);
});
afterAll(() => server.close());

const csv = async (path: string) => {
  const answer = await shop.owner.fetch(`/api/v1/creators/${shop.handle}/${path}`);
  return { answer, text: await answer.text() };
};

describe("an export", () => {
  it("neutralises what a spreadsheet would run, in names and titles (A26)", async () => {
    const product = await makeProduct(server, shop, { title: '=HYPERLINK("https://evil.example";"x")' });
    const buyer = await server.signUp("formula");
    await buy(buyer, product.productId);
    await server.deps.db
      .updateTable("users")
      .set({ name: "+cmd|' /C calc'!A0" })
      .where("id", "=", buyer.userId)
      .execute();
    const { answer, text } = await csv("sales.csv");
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(answer.headers.get("content-disposition")).toMatch(
      new RegExp(`^attachment; filename="sales-${shop.handle}-\\d{4}-\\d\\d-\\d\\d\\.csv"$`),
    );
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    const [header, line] = text.trimEnd().split("\r\n");
    expect(header).toMatch(/^Order,Ordered/);
    expect(line).toContain("'+cmd");
    expect(line).toContain(`"'=HYPERLINK(""https://evil.example"";""x"")"`);
    expect(line).toContain(",USD,19.00,0.00,0.95,18.05,");
    expect((await csv("customers.csv")).text).toContain("'+cmd");
  });

  it("holds just what the filter holds", async () => {
    const product = await makeProduct(server, shop, { title: "Filtered" });
    const id = await buy(await server.signUp("filtered"), product.productId);
    const lines = (await csv("sales.csv?query=filtered")).text.trimEnd().split("\r\n");
    expect(lines.slice(1).map((line) => line.split(",")[0])).toEqual([id]);
    expect((await csv("sales.csv?status=refunded")).text.trimEnd().split("\r\n")).toHaveLength(1);
  });

  it("goes on past a page, each order once", async () => {
    const product = await makeProduct(server, shop, { title: "Popular" });
    await addSales(2100, product.productId);
    const lines = (await csv(`sales.csv?item=${product.productId}`)).text.trimEnd().split("\r\n").slice(1);
    expect(new Set(lines.map((line) => line.split(",")[0])).size).toBe(2100);
    expect(lines).toHaveLength(2100);
  });

  it("has a limit of its own", async () => {
    const busy = await makeShop(server);
    const statuses = new Set<number>();
    for (let tries = 0; tries < 22; tries++) {
      const answer = await busy.owner.fetch(`/api/v1/creators/${busy.handle}/customers.csv`);
      await answer.text();
      statuses.add(answer.status);
    }
    expect([...statuses]).toEqual([200, 429]);
  });
});

async function addSales(count: number, productId: string): Promise<void> {
  const buyer = await server.signUp("many");
  await server.deps.pool.query(
    `insert into purchases (id, buyer_id, product_id, creator_id, status, price_amount, price_currency, fee_amount, net_amount,
       provider, created_at, completed_at, updated_at)
     select gen_random_uuid(), $1, $2, $3, 'completed', 100, 'usd', 5, 95, 'stripe', date_trunc('milliseconds', now()) - n % 7 * interval '1 day', now(), now()
     from generate_series(1, $4) n`,
    [buyer.userId, productId, shop.creatorId, count],
  );
}
