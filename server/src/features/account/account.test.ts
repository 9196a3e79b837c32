import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Actor, PASSWORD } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { buy, makeProduct, makeShop, ticket } from "../../test/make.ts";

const AWAY = { password: PASSWORD, confirm: "delete" };

describe("leaving", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ worker: true });
  });
  afterAll(() => server.close());

  /** Every table but the payment provider's own, searched as text. */
  async function tablesWith(text: string): Promise<string[]> {
    const { rows } = await server.deps.pool.query<{ schema: string; name: string }>(
      `select table_schema as schema, table_name as name from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema in ('public', 'graphile_worker')`,
    );
    const found: string[] = [];
    for (const { schema, name } of rows) {
      const hit = await server.deps.pool.query(
        `select 1 from "${schema}"."${name}" t where strpos(lower(t::text), lower($1)) > 0 limit 1`,
        [text],
      );
      if (hit.rowCount) found.push(name);
    }
    return found;
  }

  const leave = (actor: Actor, body: object = AWAY, expected = 204) =>
    actor.json<{ code: string; errors?: { field: string }[] }>("POST", "/api/v1/me/delete", body, expected);

  it("asks for the password and the word", async () => {
    const ann = await server.signUp("Ann Asked");
    expect((await leave(ann, { ...AWAY, password: "not the password" }, 400)).errors).toMatchObject([
      { field: "password" },
    ]);
    await leave(ann, { ...AWAY, confirm: "yes" }, 400);
    await ann.json("GET", "/api/v1/me");
    await leave(ann);
    await ann.json("GET", "/api/v1/me", undefined, 401);
  });

  it("ends every session and leaves no word about the person anywhere", async () => {
    const shop = await makeShop(server);
    const product = await makeProduct(server, shop);
    const noor = await server.signUp("Noor Vanishing");
    const purchaseId = await buy(noor, product.productId);
    await noor.fetch((await ticket(noor, product.fileId)).url);
    await noor.json("POST", "/api/auth/update-user", { name: "Noor Vanishing" });
    await noor.json("POST", "/api/v1/me/email-change", {
      newEmail: "vanishing@example.org",
      password: PASSWORD,
    });
    const post = await shop.owner.json<{ id: string }>("POST", "/api/v1/posts", {
      creatorId: shop.creatorId,
      body: "Words",
      visibility: "free",
    });
    await noor.json("PUT", `/api/v1/creators/${shop.handle}/follow`);
    await noor.json("PUT", `/api/v1/posts/${post.id}/like`);
    await server.deps.db.updateTable("users").set({ email_verified: true }).execute();
    const said = { body: "I am Noor Vanishing" };
    const comment = await noor.json<{ id: string }>("POST", `/api/v1/posts/${post.id}/comments`, said);
    await shop.owner.json("POST", `/api/v1/posts/${post.id}/comments`, {
      body: "Hello",
      replyTo: comment.id,
    });
    const spam = { reason: "spam", details: "Says Noor Vanishing" };
    await noor.json("POST", `/api/v1/posts/${post.id}/report`, spam);
    await shop.owner.json("POST", `/api/v1/comments/${comment.id}/report`, { reason: "spam" });
    const told = await noor.json<Record<string, object[]>>("GET", "/api/v1/me/export");
    expect(told).toMatchObject({
      follows: [{ creator: shop.handle }],
      likes: [{ post_id: post.id }],
      comments: [{ id: comment.id, ...said }],
      reports: [spam],
    });
    const token = await noor.token();
    await server.settled();
    expect((await tablesWith(said.body)).sort()).toEqual(["comments", "reports"]);
    expect(await tablesWith(noor.email)).toEqual(expect.arrayContaining(["users", "mails"]));

    await leave(noor);
    await server.settled();
    for (const word of [noor.email, "Noor Vanishing", "vanishing@example.org"])
      expect(await tablesWith(word), word).toEqual([]);
    expect(await shop.owner.json("GET", `/api/v1/posts/${post.id}/comments`)).toMatchObject({
      items: [{ body: null, author: null, replies: { items: [{ body: "Hello" }] } }],
    });
    expect(await shop.owner.json("GET", `/api/v1/posts/${post.id}/card`)).toMatchObject({
      likes: 0,
      comments: 1,
    });
    expect(await server.visitor.json("GET", `/api/v1/creators/${shop.handle}`)).toMatchObject({
      followers: 0,
    });
    const bearer = { headers: { authorization: `Bearer ${token}`, cookie: "" } };
    expect((await server.visitor.fetch("/api/v1/me", bearer)).status).toBe(401);

    const kept = await server.deps.pool.query("select status from purchases where id = $1", [purchaseId]);
    expect(kept.rows).toEqual([{ status: "completed" }]);
    const again = await server.signUp("Noor Vanishing");
    expect(again.userId).not.toBe(noor.userId);
    expect(await again.json("GET", "/api/v1/library")).toMatchObject({ items: [] });
    await again.json("POST", `/api/v1/files/${product.fileId}/downloads`, {}, 403);
  });

  it("closes a sole owner's shop, and its buyers keep what they bought", async () => {
    const shop = await makeShop(server);
    const product = await makeProduct(server, shop);
    const buyer = await server.signUp("Keeping Buyer");
    await buy(buyer, product.productId);
    await server.visitor.json("GET", `/api/v1/creators/${shop.handle}`);
    await leave(shop.owner);
    await server.visitor.json("GET", `/api/v1/creators/${shop.handle}`, undefined, 404);
    await server.visitor.json("GET", `/api/v1/products/${product.slug}`, undefined, 404);
    const { items } = await server.visitor.json<{ items: { id: string }[] }>("GET", "/api/v1/products");
    expect(items.map(({ id }) => id)).not.toContain(product.productId);
    const answer = await buyer.fetch((await ticket(buyer, product.fileId)).url);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(product.bytes);
    const taken = await buyer.json<{ code: string }>(
      "POST",
      "/api/v1/creators",
      { handle: shop.handle, displayName: "Mine now" },
      409,
    );
    expect(taken.code).toBe("handle_taken");
  });

  it("waits for a payment that is open, and never takes the last operator", async () => {
    const product = await makeProduct(server, await makeShop(server));
    const pat = await server.signUp("Pat Paying");
    await pat.json("POST", "/api/v1/checkout", { productId: product.productId });
    expect((await leave(pat, AWAY, 409)).code).toBe("wrong_state");

    const [first, second] = [await server.signUpOperator("op one"), await server.signUpOperator("op two")];
    await leave(first);
    expect((await leave(second, AWAY, 409)).code).toBe("wrong_state");
  });

  it("gives everything about oneself first, and nothing of others or secret", async () => {
    const shop = await makeShop(server, "Exporting Owner");
    const other = await makeShop(server, "Other Owner");
    const theirs = await makeProduct(server, other, { title: "Bought by me" });
    await makeProduct(server, shop, { title: "Made by me" });
    await makeProduct(server, other, { title: "Not mine at all" });
    await buy(shop.owner, theirs.productId);
    const answer = await shop.owner.fetch("/api/v1/me/export");
    expect(answer.headers.get("content-disposition")).toContain("attachment");
    const text = await answer.text();
    const told = JSON.parse(text) as Record<string, { [key: string]: unknown }[]>;
    expect(told.profile).toMatchObject({ id: shop.owner.userId, email: shop.owner.email });
    expect(told.sessions).toHaveLength(1);
    expect(told.purchases).toMatchObject([{ title: "Bought by me", status: "completed" }]);
    expect(told.products).toMatchObject([{ title: "Made by me" }]);
    expect(told.creators).toMatchObject([{ handle: shop.handle }]);
    expect(told.events!.length).toBeGreaterThan(2);
    expect(told.mails!.length).toBeGreaterThan(0);
    const secret = /session_token=([^.;]+)\./.exec(decodeURIComponent(shop.owner.cookie))![1]!;
    for (const hidden of [secret, "argon2", "Not mine at all", other.owner.email, "token"])
      expect(text).not.toContain(hidden);
    await server.visitor.json("GET", "/api/v1/me/export", undefined, 401);
  });
});
