import { afterAll, beforeAll, expect, it } from "vitest";
import { addSeconds } from "../../lib/clock.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { makeFile, makeShop, pay, type Shop } from "../../test/make.ts";

let server: TestServer;
let shop: Shop;
beforeAll(async () => {
  server = await startTestServer({ worker: true });
  shop = await makeShop(server);
});
afterAll(() => server.close());

const change = (id: string, changes: object, expected = 200) =>
  shop.owner.json<{ code: string; detail: string }>("PATCH", `/api/v1/posts/${id}`, changes, expected);
const file = (text: string) => makeFile(server, shop, Buffer.from(text), `${text}.txt`);
const write = async (mediaFileIds: string[]) =>
  (
    await shop.owner.json<{ id: string }>("POST", "/api/v1/posts", {
      creatorId: shop.creatorId,
      body: "What was paid for",
      visibility: "ppv",
      price: { amount: 500, currency: "usd" },
      mediaFileIds,
    })
  ).id;

it("a post that was bought is not taken from its buyers by an edit; one that nobody ordered may go", async () => {
  const files = [await file("one"), await file("two")];
  const [post, unsold] = [await write(files), await write([await file("three")])];
  const later = addSeconds(server.clock.now(), 86_400).toISOString();
  await change(unsold, { mediaFileIds: [] });
  await change(unsold, { status: "published", publishAt: later });
  await change(unsold, { status: "draft" });

  const buyer = await server.signUp("buyer");
  const order = await buyer.json<{ purchaseId: string; checkoutUrl: string }>("POST", "/api/v1/unlock", {
    postId: post,
  });
  await pay(order.checkoutUrl);
  await buyer.json("GET", `/api/v1/purchases/${order.purchaseId}?confirm=1`);

  const takes = [
    { status: "draft" },
    { status: "draft", publishAt: null },
    { status: "published", publishAt: later },
    { publishAt: later },
    { mediaFileIds: [] },
    { mediaFileIds: [files[0]] },
  ];
  for (const taking of takes) {
    const { detail } = await change(post, taking, 409);
    expect(detail).toContain("People have ordered this post");
  }
  const read = async () =>
    (await buyer.json<{ mediaFiles: { id: string }[] }>("GET", `/api/v1/posts/${post}`)).mediaFiles.map(
      ({ id }) => id,
    );
  expect(await read()).toEqual(files);

  const more = [files[1]!, await file("four"), files[0]!];
  await change(post, { title: "Better", mediaFileIds: more });
  await change(post, { status: "archived" });
  expect(await read()).toEqual(more);
  await change(post, { status: "draft" }, 409);
  await change(post, { status: "published" });
  expect(await read()).toEqual(more);
});

it("what nobody has paid for is the creator's to change and to delete, whoever has pressed the button", async () => {
  const post = await write([await file("four")]);
  const stranger = await server.signUp("presser");
  const unlock = (expected?: number) =>
    stranger.json<{ purchaseId: string; checkoutUrl: string }>(
      "POST",
      "/api/v1/unlock",
      { postId: post },
      expected,
    );
  const order = await unlock();
  await change(post, { mediaFileIds: [] });
  const status = async (id: string) =>
    (await stranger.json<{ status: string }>("GET", `/api/v1/purchases/${id}`)).status;
  expect(await status(order.purchaseId)).toBe("expired");

  const second = await unlock();
  await change(post, { status: "draft" });
  expect(await status(second.purchaseId)).toBe("expired");
  await unlock(404);

  await change(post, { status: "published" });
  const third = await unlock();
  expect((await shop.owner.fetch(`/api/v1/posts/${post}`, { method: "DELETE" })).status).toBe(204);
  await stranger.json("GET", `/api/v1/purchases/${third.purchaseId}`, undefined, 404);
});

it("an order waits for whoever changes its post, and is of what it has become", async () => {
  const [dearer, gone] = [await write([]), await write([])];
  const buyer = await server.signUp("waiter");
  const price = { amount: 500, currency: "usd" };
  const unlock = (postId: string, expected: number, more: object = {}) =>
    buyer.json<{ code: string; purchaseId: string }>("POST", "/api/v1/unlock", { postId, ...more }, expected);

  const meanwhile = async (postId: string, set: object, act: () => Promise<unknown>) => {
    const trx = await server.deps.db.startTransaction().execute();
    await trx.updateTable("posts").set(set).where("id", "=", postId).execute();
    const acting = act();
    await expect.poll(() => waiting(server)).toBe(1);
    await trx.commit().execute();
    return acting;
  };
  const changed = { price_amount: 99_999_999 };
  await meanwhile(dearer, changed, () => unlock(dearer, 409, { price }));
  expect((await unlock(dearer, 409, { price })).code).toBe("price_changed");
  await unlock(dearer, 201, { price: { ...price, amount: 99_999_999 } });
  await meanwhile(gone, { status: "draft" }, () => unlock(gone, 404, { price }));
  const orders = await server.deps.db
    .selectFrom("purchases")
    .select("post_id")
    .where("buyer_id", "=", buyer.userId)
    .execute();
  expect(orders).toEqual([{ post_id: dearer }]);
});

/** How many queries wait for a lock. */
async function waiting({ deps }: TestServer): Promise<number> {
  const { rows } = await deps.pool.query(
    "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
  );
  return rows.length;
}
