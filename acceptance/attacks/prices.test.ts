import { beforeAll, describe, expect, it } from "vitest";
import { sql } from "../world/database.ts";
import { isOurs, needsOurs } from "../world/installation.ts";
import { order, provider } from "../world/payments.ts";
import { type Person, signUp, visitor } from "../world/people.ts";
import { rawRequest } from "../world/raw-request.ts";
import { expectRefusal } from "../world/refusals.ts";
import {
  buy,
  download,
  type ForSale,
  openShop,
  pay,
  type Shop,
  sell,
  sha256,
  ticket,
} from "../world/shop.ts";

let shop: Shop;
let product: ForSale;

beforeAll(async () => {
  shop = await openShop();
  product = await sell(shop);
});

const post = (person: Person, path: string, body: unknown, method = "POST") =>
  person.fetch(path, {
    method,
    headers: { "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

describe("a buyer names the price (A20)", () => {
  it.each<[string, object]>([
    ["price", { price: { amount: 1, currency: "usd" } }],
    ["amount", { amount: 1 }],
    ["nothing", { amount: 0 }],
    ["a discount", { discount: 100, coupon: "FREE" }],
    ["quantity zero", { quantity: 0 }],
    ["a negative quantity", { quantity: -1 }],
    ["a foreign price id", { priceId: "price_1", price_id: "price_1" }],
    ["a status", { status: "completed" }],
    ["another buyer", { buyerId: "00000000-0000-7000-8000-000000000000", userId: "x" }],
    ["another currency", { currency: "jpy" }],
  ])("sending %s: refused, and no order is made", async (_, fields) => {
    const buyer = await signUp("Own Price");
    await expectRefusal(
      await post(buyer, "/api/v1/checkout", { productId: product.productId, ...fields }),
      400,
      "invalid_input",
    );
    if (isOurs) expect(await sql("select id from purchases where buyer_id = $1", [buyer.userId])).toEqual([]);
    const made = await order(buyer, product);
    const shown = await buyer.json("GET", `/api/v1/purchases/${made.purchaseId}`);
    expect(shown).toMatchObject({ status: "pending", price: { amount: 1900, currency: "usd" } });
  });

  it("on the payment page: the form's own fields decide nothing", async () => {
    const buyer = await signUp("Form Fields");
    const made = await order(buyer, product);
    await pay(made.checkoutUrl, "4000000000000002", {
      amount: "1",
      amount_total: "0",
      payment_status: "paid",
      status: "complete",
    });
    const pending = await buyer.json("GET", `/api/v1/purchases/${made.purchaseId}?confirm=1`);
    expect(pending).toMatchObject({ status: "pending" });
    await pay(made.checkoutUrl, "4242424242424242", { amount: "1", currency: "jpy" });
    const paid = await buyer.json("GET", `/api/v1/purchases/${made.purchaseId}?confirm=1`);
    expect(paid).toMatchObject({ status: "completed", price: { amount: 1900, currency: "usd" } });
    if (!isOurs) return;
    const session = await (await provider()).checkout.sessions.retrieve(made.sessionId);
    expect(session).toMatchObject({ amount_total: 1900, currency: "usd" });
  });
});

describe("a creator sets a price that is none (A20)", () => {
  it.each([
    ["negative", "-1900"],
    ["fractional", "19.99"],
    ["below what can be charged", "1"],
    ["huge", "100000000"],
    ["beyond whole numbers", "9007199254740993"],
    ["in exponents", "1e30"],
    ["NaN", "NaN"],
    ["Infinity", "Infinity"],
    ["a text", '"1900"'],
    ["nothing", "null"],
    ["a list", "[1900]"],
    ["true", "true"],
  ])("%s: refused", async (_, amount) => {
    const make = (value: string) =>
      post(
        shop.owner,
        "/api/v1/products",
        `{"creatorId":"${shop.creatorId}","title":"P","price":{"amount":${value},"currency":"usd"}}`,
      );
    expect((await make("1900")).status).toBe(201);
    await expectRefusal(await make(amount), 400, "invalid_input");
    const patched = await post(
      shop.owner,
      `/api/v1/products/${product.productId}`,
      `{"price":{"amount":${amount},"currency":"usd"}}`,
      "PATCH",
    );
    await expectRefusal(patched, 400, "invalid_input");
    const shown = await visitor().json("GET", `/api/v1/products/${product.productId}`);
    expect(shown).toMatchObject({ price: { amount: 1900, currency: "usd" } });
  });

  it.each(["xxx", "USD", "us", "usdd", "", "<b>", "btc"])("in the currency %j: refused", async (currency) => {
    const patched = await post(
      shop.owner,
      `/api/v1/products/${product.productId}`,
      { price: { amount: 1900, currency } },
      "PATCH",
    );
    await expectRefusal(patched, 400, "invalid_input");
  });
});

describe("the price changes between the product page and the payment (A20)", () => {
  it("an open order keeps its own; a new one takes the new, and the old page is closed", async () => {
    const item = await sell(shop, { amount: 1000 });
    const buyer = await signUp("Price Watcher");
    const old = await order(buyer, item);
    await shop.owner.json("PATCH", `/api/v1/products/${item.productId}`, {
      price: { amount: 2500, currency: "usd" },
    });
    const fresh = await order(buyer, item);
    expect(fresh.purchaseId).not.toBe(old.purchaseId);
    await pay(old.checkoutUrl);
    expect(await buyer.json("GET", `/api/v1/purchases/${old.purchaseId}?confirm=1`)).toMatchObject({
      status: "expired",
    });
    await expectRefusal(
      await post(buyer, `/api/v1/files/${item.fileId}/downloads`, {}),
      403,
      "purchase_required",
    );
    await pay(fresh.checkoutUrl);
    const paid = await buyer.json("GET", `/api/v1/purchases/${fresh.purchaseId}?confirm=1`);
    expect(paid).toMatchObject({ status: "completed", price: { amount: 2500 } });
  });

  it("made free for a moment: claiming it then is fine, paying for it twice is not", async () => {
    const item = await sell(shop, { amount: 1000 });
    const buyer = await signUp("Sale Hunter");
    const old = await order(buyer, item);
    await shop.owner.json("PATCH", `/api/v1/products/${item.productId}`, {
      price: { amount: 0, currency: "usd" },
    });
    const free = await buyer.json("POST", "/api/v1/checkout", { productId: item.productId });
    expect(free).toMatchObject({ status: "completed", checkoutUrl: null });
    // The page that was open meanwhile takes no money any more.
    await pay(old.checkoutUrl);
    const { status } = await buyer.json<{ status: string }>(
      "GET",
      `/api/v1/purchases/${old.purchaseId}?confirm=1`,
    );
    expect(status).toBe("expired");
  });
});

describe("a checkout is repeated (A54)", () => {
  it("by twenty tabs at once: one order, one payment page", async () => {
    const buyer = await signUp("Many Tabs");
    const made = await Promise.all(
      Array.from({ length: 20 }, () => post(buyer, "/api/v1/checkout", { productId: product.productId })),
    );
    const bodies = await Promise.all(
      made.map((answer) => answer.json() as Promise<{ purchaseId: string; checkoutUrl: string }>),
    );
    expect(new Set(made.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(bodies.map(({ purchaseId }) => purchaseId)).size).toBe(1);
    expect(new Set(bodies.map(({ checkoutUrl }) => checkoutUrl)).size).toBe(1);
    await Promise.all(Array.from({ length: 5 }, () => pay(bodies[0]!.checkoutUrl)));
    expect(await buyer.json("GET", `/api/v1/purchases/${bodies[0]!.purchaseId}?confirm=1`)).toMatchObject({
      status: "completed",
    });
    await expectRefusal(
      await post(buyer, "/api/v1/checkout", { productId: product.productId }),
      409,
      "already_owned",
    );
  });

  it.skipIf(!isOurs)(
    `of something free, by twenty tabs at once: it is claimed once${needsOurs}`,
    async () => {
      const free = await sell(shop, { amount: 0 });
      const reader = await signUp("Many Claims");
      await Promise.all(
        Array.from({ length: 20 }, () => post(reader, "/api/v1/checkout", { productId: free.productId })),
      );
      const claimed = await sql("select id from purchases where buyer_id = $1 and completed_at is not null", [
        reader.userId,
      ]);
      expect(claimed).toHaveLength(1);
      expect(sha256(await download(reader, (await ticket(reader, free.fileId)).url))).toBe(free.sha256);
    },
  );

  it("for one's own product, or one that is not on sale: refused", async () => {
    await expectRefusal(
      await post(shop.owner, "/api/v1/checkout", { productId: product.productId }),
      409,
      "already_owned",
    );
    const item = await sell(shop);
    const buyer = await signUp("Late Buyer");
    for (const move of ["unpublish", "archive"]) {
      await shop.owner.json("POST", `/api/v1/products/${item.productId}/${move}`, {});
      await expectRefusal(
        await post(buyer, "/api/v1/checkout", { productId: item.productId }),
        404,
        "not_found",
      );
      await expectRefusal(await post(buyer, `/api/v1/files/${item.fileId}/downloads`, {}), 404, "not_found");
    }
    const draft = await sell(shop, { publish: false, amount: 0 });
    await expectRefusal(
      await post(buyer, "/api/v1/checkout", { productId: draft.productId }),
      404,
      "not_found",
    );
  });

  it("of something archived after it was bought: it stays the buyer's, and nobody else's", async () => {
    const item = await sell(shop);
    const buyer = await signUp("Keeper");
    const made = await order(buyer, item);
    const late = await signUp("Too Late");
    const open = await order(late, item);
    await pay(made.checkoutUrl);
    await buyer.json("GET", `/api/v1/purchases/${made.purchaseId}?confirm=1`);
    await shop.owner.json("POST", `/api/v1/products/${item.productId}/archive`, {});
    expect(sha256(await download(buyer, (await ticket(buyer, item.fileId)).url))).toBe(item.sha256);
    await expectRefusal(await late.fetch(`/api/v1/products/${item.productId}`), 404, "not_found");
    // Whoever pays on a page that was open then gets what they paid for.
    await pay(open.checkoutUrl);
    expect(await late.json("GET", `/api/v1/purchases/${open.purchaseId}?confirm=1`)).toMatchObject({
      status: "completed",
    });
    expect(sha256(await download(late, (await ticket(late, item.fileId)).url))).toBe(item.sha256);
  });
});

describe("a success page is opened without paying (A23)", () => {
  it("grants nothing", async () => {
    const payer = await signUp("Honest Payer");
    await buy(payer, product);
    const cheat = await signUp("Cheat");
    const made = await order(cheat, product);
    const addresses = [
      `/checkout/return?purchase=${made.purchaseId}`,
      `/checkout/return?purchase=${made.purchaseId}&status=completed&session_id=${made.sessionId}&payment_status=paid`,
      `/checkout/success?purchase=${made.purchaseId}`,
      `/unlock?product=${product.productId}`,
      `/api/v1/purchases/${made.purchaseId}?confirm=1`,
      `/api/v1/purchases/${made.purchaseId}?confirm=1&status=completed`,
      `/sandbox/checkout/${made.sessionId}`,
      `/sandbox/checkout/${made.sessionId}?status=complete`,
    ];
    for (const address of addresses) await (await cheat.fetch(address)).arrayBuffer();
    for (const path of ["unlock", "complete", "confirm", "success", "claim"]) {
      for (const base of [`/api/v1/purchases/${made.purchaseId}`, `/api/v1/products/${product.productId}`]) {
        expect((await post(cheat, `${base}/${path}`, {})).status).toBe(404);
      }
    }
    for (const method of ["PUT", "PATCH"]) {
      expect(
        (await post(cheat, `/api/v1/purchases/${made.purchaseId}`, { status: "completed" }, method)).status,
      ).toBe(404);
    }
    expect(await cheat.json("GET", `/api/v1/purchases/${made.purchaseId}`)).toMatchObject({
      status: "pending",
    });
    await expectRefusal(
      await post(cheat, `/api/v1/files/${product.fileId}/downloads`, {}),
      403,
      "purchase_required",
    );
    expect((await cheat.json<{ items: object[] }>("GET", "/api/v1/library")).items).toEqual([]);
  });

  it("nor do the provider's own pages and buttons to somebody on the network", async () => {
    const cheat = await signUp("Button Presser");
    const made = await order(cheat, product);
    const actions = ["settle-payment", "win-dispute", "resend-event", "expire-session"];
    for (const action of actions) {
      const answer = await rawRequest(
        `/sandbox/actions/${action}/${made.sessionId}`,
        {
          "x-forwarded-for": "203.0.113.9",
          cookie: cheat.cookie,
          "content-type": "application/x-www-form-urlencoded",
        },
        { method: "POST", body: "" },
      );
      expect(answer.status).toBe(403);
    }
    const page = await rawRequest("/sandbox", { "x-forwarded-for": "203.0.113.9" });
    expect(page.status).toBe(403);
    expect(page.body).not.toContain(cheat.email);
    const rebound = await rawRequest("/sandbox", { host: "evil.example" });
    expect(rebound.status).toBe(403);
    expect(await cheat.json("GET", `/api/v1/purchases/${made.purchaseId}`)).toMatchObject({
      status: "pending",
    });
  });
});
