import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { type ForSale, makeProduct, makeShop, pay, type Shop } from "../../test/make.ts";

describe("buying and downloading by the plain forms of a page", () => {
  let server: TestServer;
  let shop: Shop;
  let product: ForSale;
  let count = 0;

  beforeAll(async () => {
    server = await startTestServer();
    shop = await makeShop(server);
    product = await makeProduct(server, shop);
  });
  afterAll(() => server.close());

  const someone = () => server.signUp(`former ${++count}`);
  const form = (who: Actor, path: string, fields: Record<string, string>, headers = {}) =>
    who.fetch(path, { method: "POST", body: new URLSearchParams(fields), headers });
  const order = (who: Actor, { productId, slug }: ForSale = product, headers = {}) =>
    form(who, `/api/v1/checkout?product=${slug}`, { productId }, headers);
  const leadsTo = (answer: Response) => [answer.status, answer.headers.get("location")];
  const purchases = () =>
    server.deps.db.selectFrom("purchases").select("id").where("product_id", "=", product.productId).execute();

  it("leads to the payment page, to the same one however often", async () => {
    const buyer = await someone();
    const answers = await Promise.all([order(buyer), order(buyer), order(buyer)]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    const [url] = new Set(answers.map((answer) => answer.headers.get("location")!));
    expect(await purchases()).toHaveLength(1);
    expect(url).toMatch(new RegExp(`^${server.url}/sandbox/checkout/`));
    const paid = await pay(url!);
    const back = new URL(paid.headers.get("location")!);
    const id = back.searchParams.get("purchase")!;
    expect(await buyer.json("GET", `/api/v1/purchases/${id}?confirm=1`)).toMatchObject({
      status: "completed",
      buyer: { email: buyer.email },
    });
    expect(leadsTo(await order(buyer))).toEqual([303, `/library/${product.slug}`]);
    const bytes = await buyer.fetch(
      (await form(buyer, `/api/v1/files/${product.fileId}/downloads`, {})).headers.get("location")!,
    );
    expect(Buffer.from(await bytes.arrayBuffer())).toEqual(product.bytes);
  });

  it("leads to what costs nothing at once", async () => {
    const free = await makeProduct(server, shop, { amount: 0 });
    const buyer = await someone();
    const [status, location] = leadsTo(await order(buyer, free));
    expect(status).toBe(303);
    expect(location).toMatch(/^\/checkout\/return\?purchase=[0-9a-f-]{36}$/);
  });

  it("leads a visitor to sign in and back, and to nowhere but our own pages", async () => {
    expect(leadsTo(await order(server.visitor))).toEqual([303, `/sign-in?next=%2Fp%2F${product.slug}`]);
    const elsewhere = await form(server.visitor, "/api/v1/checkout?product=//evil.example", {});
    expect(leadsTo(elsewhere)).toEqual([303, "/sign-in?next=%2F"]);
    expect(leadsTo(await form(server.visitor, `/api/v1/files/${product.fileId}/downloads`, {}))).toEqual([
      303,
      `/denied?code=sign_in_required&file=${product.fileId}`,
    ]);
  });

  it("leads to the page that says what is in the way", async () => {
    const buyer = await someone();
    const gone = await makeProduct(server, shop);
    await shop.owner.json("POST", `/api/v1/products/${gone.productId}/unpublish`, {});
    expect(leadsTo(await order(buyer, gone))).toEqual([303, `/p/${gone.slug}?problem=not_found`]);
    expect(leadsTo(await form(buyer, `/api/v1/files/${product.fileId}/downloads`, {}))).toEqual([
      303,
      `/denied?code=purchase_required&file=${product.fileId}`,
    ]);
  });

  it("takes nothing that another site made a browser send", async () => {
    const buyer = await someone();
    const before = (await purchases()).length;
    for (const headers of [
      { origin: "https://evil.example" },
      { origin: "null" },
      { origin: "https://evil.example", "sec-fetch-site": "cross-site" },
    ]) {
      const answer = await order(buyer, product, headers);
      expect(answer.status).toBe(403);
      expect(((await answer.json()) as { code: string }).code).toBe("cross_site_request");
      const link = await form(buyer, `/api/v1/files/${product.fileId}/downloads`, {}, headers);
      expect(link.status).toBe(403);
    }
    expect(await purchases()).toHaveLength(before);
    expect((await order(buyer)).status).toBe(303);
    expect(await purchases()).toHaveLength(before + 1);
  });
});
