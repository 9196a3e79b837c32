import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { buy, type ForSale, makeProduct, makeShop, pay, type Shop, ticket } from "../../test/make.ts";

type Problem = { code: string; status: number };

let server: TestServer;
let shop: Shop;
let operator: Actor;
let buyer: Actor;

beforeAll(async () => {
  server = await startTestServer({ worker: true });
  shop = await makeShop(server);
  operator = await server.signUpOperator("operator");
  buyer = await server.signUp("buyer");
});
afterAll(() => server.close());

const code = async (answer: Response) => ((await answer.json()) as Problem).code;
const takeDown = (product: ForSale, endsAccess: boolean, expected = 200) =>
  operator.json(
    "POST",
    `/api/v1/operations/products/${product.productId}/take-down`,
    { reason: "It is somebody else's work.", endsAccess },
    expected,
  );
const restore = (product: ForSale, expected = 200) =>
  operator.json(
    "POST",
    `/api/v1/operations/products/${product.productId}/restore`,
    { reason: "Settled." },
    expected,
  );
const listed = async (query: string) =>
  (await server.visitor.json<{ items: { id: string }[] }>("GET", `/api/v1/products?${query}`)).items.map(
    ({ id }) => id,
  );

describe("a product that is taken down from its buyers too (A28)", () => {
  it("is hidden, not sold, and closed until it is restored", async () => {
    const product = await makeProduct(server, shop, { title: "Borrowed melodies" });
    await buy(buyer, product.productId);
    const link = await ticket(buyer, product.fileId);
    expect((await buyer.fetch(link.url)).status).toBe(200);
    expect(await listed("query=borrowed")).toEqual([product.productId]);

    await takeDown(product, true);
    expect(await listed("query=borrowed")).toEqual([]);
    expect(await listed(`creator=${shop.handle}`)).not.toContain(product.productId);
    await server.visitor.json("GET", `/api/v1/products/${product.slug}`, undefined, 404);
    const stranger = await server.signUp("stranger of the first");
    await stranger.json("POST", "/api/v1/checkout", { productId: product.productId }, 404);

    const refused = await buyer.fetch(link.url);
    expect([refused.status, await code(refused)]).toEqual([403, "product_removed"]);
    const noLink = await buyer.fetch(`/api/v1/files/${product.fileId}/downloads`, {
      method: "POST",
      body: "{}",
      headers: { "content-type": "application/json" },
    });
    expect([noLink.status, await code(noLink)]).toEqual([403, "product_removed"]);
    const content = await buyer.json<{ access: unknown; files: { sha256: string | null }[] }>(
      "GET",
      `/api/v1/library/${product.slug}`,
    );
    expect(content.access).toEqual({ allowed: false, because: null, reason: "product_removed" });
    expect(content.files[0]!.sha256).toBeNull();
    await buyer.json("GET", `/api/v1/products/${product.slug}`, undefined, 404);
    const library = await buyer.json<{ items: { product: { id: string }; accessEndedAt: string | null }[] }>(
      "GET",
      "/api/v1/library",
    );
    expect(
      library.items.find(({ product: { id } }) => id === product.productId)!.accessEndedAt,
    ).not.toBeNull();
    // Its owner keeps what is theirs.
    expect((await shop.owner.fetch((await ticket(shop.owner, product.fileId)).url)).status).toBe(200);

    await restore(product);
    expect((await buyer.fetch(link.url)).status).toBe(200);
    expect(await listed("query=borrowed")).toEqual([product.productId]);
  });

  it("cuts a stream that is under way", async () => {
    const product = await makeProduct(server, shop, { bytes: randomBytes(48 * 1024 * 1024) });
    await buy(buyer, product.productId);
    const { url } = await ticket(buyer, product.fileId);
    const answer = await buyer.fetch(url);
    const reader = answer.body!.getReader();
    let received = (await reader.read()).value!.length;
    await takeDown(product, true);
    const cut = await (async () => {
      try {
        for (let next = await slowly(reader); !next.done; next = await slowly(reader))
          received += next.value.length;
        return false;
      } catch {
        return true;
      }
    })();
    expect(cut).toBe(true);
    expect(received).toBeLessThan(product.bytes.length);
  });

  it("still opens a file that another product of the buyer holds", async () => {
    const product = await makeProduct(server, shop);
    const bundle = await shop.owner.json<{ id: string }>("POST", "/api/v1/products", {
      creatorId: shop.creatorId,
      title: "The bundle",
      price: { amount: 2900, currency: "usd" },
      fileIds: [product.fileId],
    });
    await shop.owner.json("POST", `/api/v1/products/${bundle.id}/publish`, {});
    const person = await server.signUp("bundle buyer");
    await buy(person, bundle.id);
    await buy(person, product.productId);
    await takeDown(product, true);
    expect((await person.fetch((await ticket(person, product.fileId)).url)).status).toBe(200);
  });
});

describe("a product that is taken down while buyers keep it", () => {
  it("is hidden from others and opens for them", async () => {
    const product = await makeProduct(server, shop, { title: "Kept by its buyers" });
    await buy(buyer, product.productId);
    await takeDown(product, false);
    expect(await listed("query=kept")).toEqual([]);
    await server.visitor.json("GET", `/api/v1/products/${product.slug}`, undefined, 404);
    expect((await buyer.fetch((await ticket(buyer, product.fileId)).url)).status).toBe(200);
    const page = await buyer.json<Record<string, unknown>>("GET", `/api/v1/products/${product.slug}`);
    expect(page.status).toBe("removed");
    expect(page.removal).toBeUndefined();
    // The choice can be made anew.
    await takeDown(product, true);
    await buyer.json("POST", `/api/v1/files/${product.fileId}/downloads`, {}, 403);
  });
});

describe("its creator", () => {
  it("sees why, is written to, and cannot put it back", async () => {
    const product = await makeProduct(server, shop, { title: "Told why" });
    await takeDown(product, false);
    const seen = await shop.owner.json<{ status: string; removal: unknown }>(
      "GET",
      `/api/v1/products/${product.productId}`,
    );
    expect(seen).toMatchObject({
      status: "removed",
      removal: { reason: "It is somebody else's work.", endsAccess: false },
    });
    for (const verb of ["publish", "unpublish", "archive"]) {
      const answer = await shop.owner.fetch(`/api/v1/products/${product.productId}/${verb}`, {
        method: "POST",
      });
      expect([answer.status, await code(answer)]).toEqual([409, "wrong_state"]);
    }
    await shop.owner.json("POST", `/api/v1/products/${product.productId}/duplicate`, {}, 409);
    await shop.owner.json("PATCH", `/api/v1/products/${product.productId}`, { title: "Told why, mended" });
    await restore(product);
    const back = await shop.owner.json<{ status: string; removal: unknown }>(
      "GET",
      `/api/v1/products/${product.productId}`,
    );
    expect(back).toMatchObject({ status: "published", removal: null });
    const mails = await server.deps.db
      .selectFrom("mails")
      .select(["kind", "to_address", "text_body"])
      .where("subject", "like", '"Told why%')
      .orderBy("created_at")
      .orderBy("id")
      .execute();
    expect(mails.map(({ kind }) => kind)).toEqual(["product_removed", "product_restored"]);
    expect(mails[0]).toMatchObject({ to_address: shop.owner.email });
    expect(mails[0]!.text_body).toContain("It is somebody else's work.");
    const { rows } = await server.deps.pool.query(
      "select type, actor_id, data from events where subject_id = $1 and type like 'product.re%' order by id",
      [product.productId],
    );
    expect(rows).toEqual([
      {
        type: "product.removed",
        actor_id: operator.userId,
        data: { from: "published", reason: "It is somebody else's work.", endsAccess: false },
      },
      { type: "product.restored", actor_id: operator.userId, data: { to: "published", reason: "Settled." } },
    ]);
  });
});

describe("taking down", () => {
  it("closes the payment pages that are open", async () => {
    const product = await makeProduct(server, shop);
    const person = await server.signUp("slow payer");
    const order = await person.json<{ purchaseId: string; checkoutUrl: string }>("POST", "/api/v1/checkout", {
      productId: product.productId,
    });
    await takeDown(product, true);
    await server.settled();
    const seen = await person.json<{ status: string }>("GET", `/api/v1/purchases/${order.purchaseId}`);
    expect(seen.status).toBe("expired");
    expect((await pay(order.checkoutUrl)).headers.get("location") ?? "").not.toContain("/checkout/return");
  });

  it("is refused where there is nothing to take down or to restore", async () => {
    const draft = await makeProduct(server, shop, { publish: false });
    expect(await takeDown(draft, true, 409)).toMatchObject({ code: "wrong_state" });
    const shown = await makeProduct(server, shop);
    expect(await restore(shown, 409)).toMatchObject({ code: "wrong_state" });
    await operator.json(
      "POST",
      `/api/v1/operations/products/${shop.creatorId}/take-down`,
      { reason: "None", endsAccess: true },
      404,
    );
    for (const body of [{}, { reason: "", endsAccess: true }, { reason: "No choice made" }])
      await operator.json("POST", `/api/v1/operations/products/${shown.productId}/take-down`, body, 400);
  });

  it("is for operators", async () => {
    const product = await makeProduct(server, shop);
    const body = { reason: "Mine now", endsAccess: true };
    const path = `/api/v1/operations/products/${product.productId}/take-down`;
    await server.visitor.json("POST", path, body, 401);
    await buyer.json("POST", path, body, 403);
    await shop.owner.json("POST", path, body, 403);
    await operator.json("POST", path, body, 200);
  });
});

/** A client slow enough for the stream to be asked about again while it runs. */
async function slowly(reader: ReadableStreamDefaultReader<Uint8Array>) {
  await new Promise((resolve) => setTimeout(resolve, 25));
  return reader.read();
}
