import { beforeAll, describe, expect, it } from "vitest";
import { sql } from "../world/database.ts";
import { isOurs, needsOurs } from "../world/installation.ts";
import { type Person, signUp } from "../world/people.ts";
import { expectDenied, expectRefusal } from "../world/refusals.ts";
import { buy, download, type ForSale, openShop, type Shop, sell, sha256, ticket } from "../world/shop.ts";

type Purchase = { status: string; refunded: { amount: number }; accessEndedAt: string | null };

describe("a sale is refunded", () => {
  let shop: Shop;
  let product: ForSale;

  beforeAll(async () => {
    shop = await openShop();
    product = await sell(shop);
  });

  const refund = (by: Person, purchaseId: string, body: object, expected?: number) =>
    by.json<Purchase & { code?: string }>("POST", `/api/v1/purchases/${purchaseId}/refund`, body, expected);

  it("in full: the money goes back and so does access, at once", async () => {
    const buyer = await signUp("Full Refund");
    const purchaseId = await buy(buyer, product);
    const link = await ticket(buyer, product.fileId);
    expect(sha256(await download(buyer, link.url))).toBe(product.sha256);

    const refunded = await refund(shop.owner, purchaseId, { reason: "Asked nicely" });
    expect(refunded).toMatchObject({ status: "refunded", refunded: { amount: 1900 } });
    expect(refunded.accessEndedAt).not.toBeNull();

    await expectRefusal(await buyer.fetch(link.url), 403, "access_ended");
    await expectRefusal(
      await buyer.fetch(link.url, { headers: { range: "bytes=100-" } }),
      403,
      "access_ended",
    );
    await expectRefusal(
      await buyer.fetch(`/api/v1/files/${product.fileId}/downloads`, { method: "POST" }),
      403,
      "access_ended",
    );
    await expectDenied(buyer, 3, "access_ended");

    // What it was stays visible in the library, closed; and it can be bought again.
    const { items } = await buyer.json<{ items: { status: string; accessEndedAt: string | null }[] }>(
      "GET",
      "/api/v1/library",
    );
    expect(items).toMatchObject([{ status: "refunded" }]);
    expect(items[0]!.accessEndedAt).not.toBeNull();
    const again = await buy(buyer, product);
    expect(again).not.toBe(purchaseId);
    expect(sha256(await download(buyer, (await ticket(buyer, product.fileId)).url))).toBe(product.sha256);
  });

  it("in part: access stays, until the rest goes back", async () => {
    const buyer = await signUp("Partial Refund");
    const purchaseId = await buy(buyer, product);
    const part = await refund(shop.owner, purchaseId, { amount: 900 });
    expect(part).toMatchObject({
      status: "partially_refunded",
      refunded: { amount: 900 },
      accessEndedAt: null,
    });
    const link = await ticket(buyer, product.fileId);
    expect(sha256(await download(buyer, link.url))).toBe(product.sha256);

    const tooMuch = await refund(shop.owner, purchaseId, { amount: 1001 }, 400);
    expect(tooMuch.code).toBe("refund_exceeds_payment");
    const rest = await refund(shop.owner, purchaseId, {});
    expect(rest).toMatchObject({ status: "refunded", refunded: { amount: 1900 } });
    await expectRefusal(await buyer.fetch(link.url), 403, "access_ended");
    expect((await refund(shop.owner, purchaseId, {}, 409)).code).toBe("already_refunded");
  });

  it("with access kept, or ended by a partial refund, as the creator chose", async () => {
    const kept = await signUp("Kept Access");
    const keptPurchase = await buy(kept, product);
    await refund(shop.owner, keptPurchase, { keepAccess: true });
    expect(sha256(await download(kept, (await ticket(kept, product.fileId)).url))).toBe(product.sha256);

    const ended = await signUp("Ended Access");
    const endedPurchase = await buy(ended, product);
    const link = await ticket(ended, product.fileId);
    await refund(shop.owner, endedPurchase, { amount: 100, keepAccess: false });
    await expectRefusal(await ended.fetch(link.url), 403, "access_ended");
  });

  it("by nobody but the creator: neither the buyer nor another shop (A21)", async () => {
    const buyer = await signUp("Self Refund");
    const purchaseId = await buy(buyer, product);
    const stranger = (await openShop()).owner;
    for (const somebody of [buyer, stranger]) {
      expect((await refund(somebody, purchaseId, {}, 404)).code).toBe("not_found");
    }
    const { status } = await buyer.json<Purchase>("GET", `/api/v1/purchases/${purchaseId}`);
    expect(status).toBe("completed");
  });

  it("once, however often the button is pressed (A21)", async () => {
    const buyer = await signUp("Double Click");
    const purchaseId = await buy(buyer, product);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        shop.owner.fetch(`/api/v1/purchases/${purchaseId}/refund`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: "{}",
        }),
      ),
    );
    expect(answers.map(({ status }) => status).filter((status) => ![200, 409].includes(status))).toEqual([]);
    expect(answers.some(({ status }) => status === 200)).toBe(true);
    const after = await buyer.json<Purchase>("GET", `/api/v1/purchases/${purchaseId}`);
    expect(after).toMatchObject({ status: "refunded", refunded: { amount: 1900 } });
  });

  it.skipIf(!isOurs)(`and the books balance${needsOurs}`, async () => {
    const unbalanced = await sql(
      "select transaction_id from ledger_entries group by transaction_id having sum(amount) <> 0",
    );
    expect(unbalanced).toEqual([]);
    const [held] = await sql<{ amount: number }>(
      `select coalesce(sum(e.amount), 0)::int as amount from ledger_entries e
       join ledger_transactions t on t.id = e.transaction_id join purchases p on p.id = t.purchase_id
       where p.status = 'refunded' and p.creator_id = $1`,
      [shop.creatorId],
    );
    expect(held!.amount).toBe(0);
  });
});
