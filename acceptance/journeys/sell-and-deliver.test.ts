import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { sql, until } from "../world/database.ts";
import { isOurs } from "../world/installation.ts";
import { signUp, visitor } from "../world/people.ts";
import { download, openShop, paidBytes, pay, sell, sha256, type Ticket, ticket } from "../world/shop.ts";
import { uploadWithTus } from "../world/tus.ts";

type Purchase = { id: string; status: string; price: { amount: number; currency: string } };

describe("a file is sold and delivered", () => {
  it("from sign-up to identical bytes", async () => {
    // A creator signs up and opens a shop.
    const mira = await signUp("Mira Maker");
    const handle = `mira_${randomBytes(5).toString("hex")}`;
    const creator = await mira.json<{ id: string; handle: string }>(
      "POST",
      "/api/v1/creators",
      { handle, displayName: "Mira Makes" },
      201,
    );
    expect(creator.handle).toBe(handle);

    // She uploads with the client that browsers use, in several pieces.
    const bytes = paidBytes(5_000_003);
    const fileId = await uploadWithTus(mira, bytes, {
      filename: "Field guide, 2nd édition.pdf",
      filetype: "application/pdf",
      creatorId: creator.id,
    });
    const file = await mira.json("GET", `/api/v1/files/${fileId}`);
    expect(file).toMatchObject({ status: "ready", sizeBytes: bytes.length, sha256: sha256(bytes) });

    // A draft is hers alone, a published product everybody's to see.
    const product = await mira.json<{ id: string; slug: string; status: string }>(
      "POST",
      "/api/v1/products",
      {
        creatorId: creator.id,
        title: "A field guide",
        description: "All *birds* of the garden.",
        price: { amount: 1900, currency: "usd" },
        fileIds: [fileId],
      },
      201,
    );
    expect(product.status).toBe("draft");
    const anybody = visitor();
    expect((await anybody.fetch(`/api/v1/products/${product.slug}`)).status).toBe(404);
    await mira.json("POST", `/api/v1/products/${product.id}/publish`, {});
    const shown = await anybody.json("GET", `/api/v1/products/${product.slug}`);
    expect(shown).toMatchObject({
      id: product.id,
      status: "published",
      files: [{ id: fileId, name: "Field guide, 2nd édition.pdf", sizeBytes: bytes.length }],
      viewer: { owned: false },
    });
    const listed = await anybody.json<{ items: { id: string }[] }>(
      "GET",
      `/api/v1/products?creator=${handle}`,
    );
    expect(listed.items.map(({ id }) => id)).toEqual([product.id]);

    // A buyer finds it closed, pays on the hosted page, and is led back.
    const noor = await signUp("Noor Reader");
    const closed = await noor.fetch(`/api/v1/files/${fileId}/downloads`, { method: "POST" });
    expect(closed.status).toBe(403);
    const order = await noor.json<{ purchaseId: string; checkoutUrl: string }>(
      "POST",
      "/api/v1/checkout",
      { productId: product.id },
      201,
    );
    const page = await noor.fetch(order.checkoutUrl);
    expect(await page.text()).toContain("$19.00");
    const paid = await pay(order.checkoutUrl);
    expect(paid.status).toBe(303);
    expect(paid.headers.get("location")).toContain(order.purchaseId);

    // Without the return page ever being opened: the webhook completes it.
    const purchase = await until(
      () => noor.json<Purchase>("GET", `/api/v1/purchases/${order.purchaseId}`),
      ({ status }) => status !== "pending",
    );
    expect(purchase).toMatchObject({ status: "completed", price: { amount: 1900, currency: "usd" } });

    const library = await noor.json<{ items: { product: { id: string }; purchaseId: string }[] }>(
      "GET",
      "/api/v1/library",
    );
    expect(library.items).toMatchObject([{ product: { id: product.id }, purchaseId: order.purchaseId }]);
    const content = await noor.json("GET", `/api/v1/library/${product.slug}`);
    expect(content).toMatchObject({
      access: { allowed: true, because: "purchase" },
      files: [{ id: fileId, sha256: sha256(bytes) }],
    });

    const link = await noor.json<Ticket>("POST", `/api/v1/files/${fileId}/downloads`, {}, 201);
    const answer = await noor.fetch(link.url);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-disposition")).toMatch(
      /^attachment; .*filename\*=UTF-8''Field%20guide/,
    );
    expect(answer.headers.get("cache-control")).toContain("no-store");
    const received = Buffer.from(await answer.arrayBuffer());
    expect(sha256(received)).toBe(sha256(bytes));

    // The creator sees the sale and where the bytes went.
    const sales = await until(
      () =>
        mira.json<{ items: { id: string; downloadCount: number }[] }>(
          "GET",
          `/api/v1/creators/${handle}/sales`,
        ),
      ({ items }) => (items[0]?.downloadCount ?? 0) > 0,
    );
    expect(sales.items).toMatchObject([
      { id: order.purchaseId, status: "completed", downloadCount: 1, fee: { amount: 95 } },
    ]);
  });

  it("completes on the return page at once when the webhook is late, and only once", async () => {
    const product = await sell(await openShop());
    const buyer = await signUp("Hasty Buyer");
    const order = await buyer.json<{ purchaseId: string; checkoutUrl: string }>("POST", "/api/v1/checkout", {
      productId: product.productId,
    });
    await pay(order.checkoutUrl);
    const confirmed = await Promise.all(
      Array.from({ length: 5 }, () =>
        buyer.json<Purchase>("GET", `/api/v1/purchases/${order.purchaseId}?confirm=1`),
      ),
    );
    expect(confirmed.map(({ status }) => status)).toEqual(Array(5).fill("completed"));
    if (!isOurs) return;
    const [trace] = await sql(
      `select (select count(*)::int from ledger_transactions where purchase_id = $1) as movements,
              (select count(*)::int from mails where dedupe_key = $2) as receipts`,
      [order.purchaseId, `receipt:${order.purchaseId}`],
    );
    expect(trace).toEqual({ movements: 1, receipts: 1 });
  });

  it("is not paid by a declined card, and is by the next one", async () => {
    const product = await sell(await openShop());
    const buyer = await signUp("Second Card");
    const order = await buyer.json<{ purchaseId: string; checkoutUrl: string }>("POST", "/api/v1/checkout", {
      productId: product.productId,
    });
    const declined = await pay(order.checkoutUrl, "4000000000000002");
    expect(declined.status).toBe(402);
    const still = await buyer.json<Purchase>("GET", `/api/v1/purchases/${order.purchaseId}?confirm=1`);
    expect(still.status).toBe("pending");

    expect((await pay(order.checkoutUrl)).status).toBe(303);
    const done = await buyer.json<Purchase>("GET", `/api/v1/purchases/${order.purchaseId}?confirm=1`);
    expect(done.status).toBe("completed");
  });

  it("gives what is free at once, and leads nobody to pay for it", async () => {
    const product = await sell(await openShop(), { amount: 0 });
    const reader = await signUp("Free Reader");
    const claimed = await reader.json("POST", "/api/v1/checkout", { productId: product.productId }, 201);
    expect(claimed).toMatchObject({ checkoutUrl: null, status: "completed" });
    const bytes = await download(reader, (await ticket(reader, product.fileId)).url);
    expect(sha256(bytes)).toBe(product.sha256);
  });

  it("leads back from a cancelled payment page without owning anything", async () => {
    const product = await sell(await openShop());
    const buyer = await signUp("Changed Mind");
    const order = await buyer.json<{ purchaseId: string; checkoutUrl: string }>("POST", "/api/v1/checkout", {
      productId: product.productId,
    });
    const back = await pay(order.checkoutUrl, "", { action: "cancel" });
    expect(back.status).toBe(303);
    expect(back.headers.get("location")).toContain("/checkout/cancelled");
    const still = await buyer.json<Purchase>("GET", `/api/v1/purchases/${order.purchaseId}?confirm=1`);
    expect(still.status).toBe("pending");

    // Coming back continues the same order instead of making a second one.
    const again = await buyer.json("POST", "/api/v1/checkout", { productId: product.productId });
    expect(again).toMatchObject({ purchaseId: order.purchaseId, checkoutUrl: order.checkoutUrl });
  });
});
