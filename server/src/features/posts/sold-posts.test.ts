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
  // Somebody may be paying at this moment.
  expect((await change(post, { status: "draft" }, 409)).code).toBe("wrong_state");
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
