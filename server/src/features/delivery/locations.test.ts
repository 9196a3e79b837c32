import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../../test/actors.ts";
import { connectAsOwner } from "../../test/connect-as-owner.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { buy, type ForSale, makeProduct, makeShop, type Shop, ticket } from "../../test/make.ts";

describe("the second wall (A27)", () => {
  let server: TestServer;
  let owner: pg.Client;
  let shop: Shop;
  let product: ForSale;
  beforeAll(async () => {
    server = await startTestServer();
    owner = await connectAsOwner(server);
    shop = await makeShop(server);
    product = await makeProduct(server, shop, { bytes: Buffer.alloc(100_000, 7) });
  });
  afterAll(async () => {
    await owner.end();
    await server.close();
  });

  /** The database shows nothing to anybody while `then` runs. */
  async function walledUp(then: () => Promise<void>): Promise<void> {
    const named = (name: string) => `alter function ${name}(uuid[], uuid[], text[], timestamptz)`;
    await owner.query(`${named("may_have_files")} rename to may_have_files_kept`);
    await owner.query(`create function may_have_files(viewers uuid[], wanted uuid[], asked_from text[], at timestamptz)
      returns table (n bigint, file_id uuid) language sql stable as 'select 1::bigint, null::uuid where false'`);
    await owner.query(
      "grant execute on function may_have_files(uuid[], uuid[], text[], timestamptz) to public",
    );
    try {
      await then();
    } finally {
      await owner.query("drop function may_have_files(uuid[], uuid[], text[], timestamptz)");
      await owner.query(`${named("may_have_files_kept")} rename to may_have_files`);
    }
  }
  const part = async (url: string, actor: Actor) =>
    (await actor.fetch(url, { headers: { range: "bytes=10-19" } })).status;

  it("stands at the start of a download, also of one that was looked at, and again after a minute", async () => {
    const reader = await server.signUp("reader");
    await buy(reader, product.productId);
    const [running, begun, looked] = [
      (await ticket(reader, product.fileId)).url,
      (await ticket(reader, product.fileId)).url,
      (await ticket(reader, product.fileId)).url,
    ];
    // One that goes on, one that was begun and not asked for since, and one that nobody has begun.
    for (const url of [running, running, begun]) expect(await part(url, reader)).toBe(206);
    for (let looks = 0; looks < 2; looks += 1)
      expect((await reader.fetch(looked, { method: "HEAD" })).status).toBe(200);
    await walledUp(async () => {
      expect(await part(running, reader)).toBe(206);
      expect(await part(begun, reader)).toBe(404);
      expect(await part(looked, reader)).toBe(404);
      server.clock.advance(61_000);
      expect(await part(running, reader)).toBe(404);
    });
    for (const url of [running, begun]) expect(await part(url, reader)).toBe(206);
  });

  it("is never needed for a no: what is under way ends with the right, and is nobody else's", async () => {
    const [buyer, other] = [await server.signUp("buyer"), await server.signUp("other")];
    const purchaseId = await buy(buyer, product.productId);
    await buy(other, product.productId);
    const { url } = await ticket(buyer, product.fileId);
    for (let times = 0; times < 3; times += 1) expect(await part(url, buyer)).toBe(206);
    expect(await part(url, other)).toBe(403);
    await shop.owner.json("POST", `/api/v1/purchases/${purchaseId}/refund`, {});
    expect(await part(url, buyer)).toBe(403);
  });
});
