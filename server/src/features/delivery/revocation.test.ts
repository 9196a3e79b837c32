import { get, type IncomingMessage } from "node:http";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from "vitest";
import type { Actor } from "../../test/actors.ts";
import { connectAsOwner } from "../../test/connect-as-owner.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { buy, type ForSale, makeFile, makeProduct, makeShop, type Shop, ticket } from "../../test/make.ts";
import { settleChange } from "../checkout/index.ts";

/** More than the buffers between here and there can hold, so that a client which takes nothing keeps its stream open. */
const LARGE = Buffer.alloc(32 * 1024 * 1024, 7);

describe("a right that ends while bytes are under way (A6, A7)", () => {
  let server: TestServer;
  let shop: Shop;
  let product: ForSale;
  let people = 0;
  const open: IncomingMessage[] = [];

  beforeAll(async () => {
    server = await startTestServer();
    shop = await makeShop(server, "seller");
    product = await makeProduct(server, shop, { bytes: LARGE });
  });
  afterEach(() => {
    for (const answer of open.splice(0)) answer.destroy();
  });
  afterAll(() => server.close());

  const count = async (name: string) => {
    const metric = await server.deps.metrics.registry.getSingleMetric(name)!.get();
    return metric.values.reduce((sum, { value }) => sum + value, 0);
  };
  const cuts = () => count("vaulture_cut_streams_total");

  /** A buyer whose client has begun and then takes no more: nothing flows, so nothing but an announcement can end it. */
  async function stalledBuyer(): Promise<{ buyer: Actor; purchaseId: string }> {
    const buyer = await server.signUp(`buyer${++people}`);
    const purchaseId = await buy(buyer, product.productId);
    await stalled(buyer, product.fileId);
    return { buyer, purchaseId };
  }

  async function stalled(who: Actor, fileId: string): Promise<void> {
    const { url } = await ticket(who, fileId);
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      get(url, { headers: { cookie: who.cookie }, agent: false }, resolve).on("error", reject);
    });
    expect(answer.statusCode).toBe(200);
    answer.on("error", () => undefined);
    open.push(answer);
    await vi.waitFor(async () => expect(await count("vaulture_open_streams")).toBe(open.length), 20_000);
  }

  const cutsOne = async (end: () => Promise<unknown>) => {
    const before = await cuts();
    expect(await count("vaulture_open_streams")).toBe(open.length);
    await end();
    await vi.waitFor(async () => expect(await cuts()).toBe(before + 1), 20_000);
    await vi.waitFor(async () => expect(await count("vaulture_open_streams")).toBe(open.length - 1), 20_000);
  };

  /** The same person in another browser. */
  async function signInAgain(who: Actor) {
    const ask = (cookie: string, method: string, path: string, body: unknown) =>
      server.visitor.fetch(path, {
        method,
        headers: { cookie, origin: server.url, ...(body ? { "content-type": "application/json" } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
    const { email, password } = who;
    const signedIn = await ask("", "POST", "/api/auth/sign-in/email", { email, password });
    const cookie = signedIn.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ");
    return async (method: string, path: string, body?: unknown) => {
      const answer = await ask(cookie, method, path, body);
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    };
  }

  it("a refund", async () => {
    const { purchaseId } = await stalledBuyer();
    await cutsOne(() => shop.owner.json("POST", `/api/v1/purchases/${purchaseId}/refund`, {}));
  });

  it("signing out", async () => {
    const { buyer } = await stalledBuyer();
    await cutsOne(() => buyer.json("POST", "/api/auth/sign-out", {}));
  });

  it("another person's refund leaves it alone", async () => {
    await stalledBuyer();
    const other = await stalledBuyer();
    await cutsOne(() => shop.owner.json("POST", `/api/v1/purchases/${other.purchaseId}/refund`, {}));
  });

  it("suspending the buyer", async () => {
    const operator = await server.signUpOperator("operator");
    const { buyer } = await stalledBuyer();
    await cutsOne(() =>
      operator.json("POST", `/api/v1/operations/users/${buyer.userId}/suspend`, { reason: "Test" }),
    );
  });

  it("suspending the creator", async () => {
    const operator = await server.signUpOperator("operator2");
    await stalledBuyer();
    const path = `/api/v1/operations/creators/${shop.creatorId}`;
    await cutsOne(() => operator.json("POST", `${path}/suspend`, { reason: "Test" }));
    await operator.json("POST", `${path}/restore`, {});
  });

  it("taking a file out of the product", async () => {
    const other = await makeProduct(server, shop, { bytes: LARGE });
    const buyer = await server.signUp(`buyer${++people}`);
    await buy(buyer, other.productId);
    await stalled(buyer, other.fileId);
    await cutsOne(() =>
      shop.owner.json("PATCH", `/api/v1/products/${other.productId}`, { fileIds: [product.fileId] }),
    );
  });

  it("a membership that ends", async () => {
    const helper = await server.signUp("helper");
    const { db } = server.deps;
    const membership = { creator_id: shop.creatorId, user_id: helper.userId };
    await db
      .insertInto("creator_members")
      .values({ ...membership, role: "editor", created_at: server.clock.now() })
      .execute();
    await stalled(helper, product.fileId);
    await cutsOne(() =>
      db
        .deleteFrom("creator_members")
        .where("creator_id", "=", shop.creatorId)
        .where("user_id", "=", helper.userId)
        .execute(),
    );
  });

  it("a dispute", async () => {
    const { purchaseId } = await stalledBuyer();
    const { deps } = server;
    const { payment_intent_id: paymentIntentId, price_amount: amount } = await deps.db
      .selectFrom("purchases")
      .select(["payment_intent_id", "price_amount"])
      .where("id", "=", purchaseId)
      .executeTakeFirstOrThrow();
    const dispute = { id: "dp_1", paymentIntentId: paymentIntentId!, amount, status: "open" as const };
    await cutsOne(() => settleChange(deps, { kind: "dispute", dispute }));
  });

  it("access taken away by hand; giving it back lets the buyer go on", async () => {
    const { buyer, purchaseId } = await stalledBuyer();
    const rule = (verdict: string) =>
      shop.owner.json("POST", `/api/v1/purchases/${purchaseId}/${verdict}`, { reason: "Test" });
    await cutsOne(() => rule("revoke"));
    await rule("restore");
    open.splice(0);
    await stalled(buyer, product.fileId);
    await rule("revoke");
  });

  it("ending the session from another place", async () => {
    const { buyer } = await stalledBuyer();
    const other = await signInAgain(buyer);
    const { rows } = await server.deps.pool.query<{ id: string }>(
      "select id from sessions where user_id = $1 order by created_at, id limit 1",
      [buyer.userId],
    );
    await cutsOne(() => other("DELETE", `/api/v1/me/sessions/${rows[0]!.id}`));
  });

  it("a changed password", async () => {
    const { buyer } = await stalledBuyer();
    const other = await signInAgain(buyer);
    await cutsOne(() =>
      other("POST", "/api/auth/change-password", {
        currentPassword: buyer.password,
        newPassword: "another password of mine",
        revokeOtherSessions: true,
      }),
    );
  });

  it("taking the product down, from its buyers too", async () => {
    const operator = await server.signUpOperator("operator3");
    const other = await makeProduct(server, shop, { bytes: LARGE });
    const buyer = await server.signUp(`buyer${++people}`);
    await buy(buyer, other.productId);
    await stalled(buyer, other.fileId);
    const path = `/api/v1/operations/products/${other.productId}/take-down`;
    await cutsOne(() => operator.json("POST", path, { reason: "Test", endsAccess: true }));
  });

  it("a file that its owner deletes", async () => {
    const fileId = await makeFile(server, shop, LARGE);
    await stalled(shop.owner, fileId);
    await cutsOne(() => shop.owner.json("DELETE", `/api/v1/files/${fileId}`));
  });

  it("not being able to ask", async () => {
    await stalledBuyer();
    const url = new URL(inject("postgresUrl"));
    const { rows } = await server.deps.pool.query<{ name: string }>("select current_database() as name");
    const owner = new pg.Client({ connectionString: url.href });
    await owner.connect();
    const name = pg.escapeIdentifier(rows[0]!.name);
    const health = async () =>
      (await server.visitor.fetch("/health/ready")).json() as Promise<{ announcements: string }>;
    expect(await health()).toMatchObject({ status: "ok", announcements: "heard" });
    await cutsOne(async () => {
      await owner.query(`alter database ${name} allow_connections false`);
      await owner.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [
        rows[0]!.name,
      ]);
    });
    expect(await count("vaulture_announcements_heard")).toBe(0);
    expect((await server.visitor.fetch("/health/ready")).status).toBe(503);
    await owner.query(`alter database ${name} allow_connections true`);
    await owner.end();
    await vi.waitFor(async () => expect(await health()).toMatchObject({ announcements: "heard" }), 10_000);
    expect(await count("vaulture_announcements_heard")).toBe(1);
  });

  it("an announcement, and nothing but it, where no bytes flow", async () => {
    const silent = await stalledBuyer();
    const other = await stalledBuyer();
    const owner = await connectAsOwner(server);
    // Unannounced: the right is gone, and the server has not heard of it.
    await owner.query("set session_replication_role = replica");
    await owner.query(
      "update purchases set access_ended_at = now(), access_ended_reason = 'refunded' where id = $1",
      [silent.purchaseId],
    );
    await cutsOne(() => shop.owner.json("POST", `/api/v1/purchases/${other.purchaseId}/refund`, {}));
    open.pop();
    await cutsOne(() =>
      owner.query("select pg_notify('announcements', $1)", [`access ${silent.purchaseId}`]),
    );
    await owner.end();
  });

  it("whatever ended while nobody listened", async () => {
    const { purchaseId } = await stalledBuyer();
    const owner = await connectAsOwner(server);
    await cutsOne(async () => {
      // Unannounced, as if the announcement had been lost on the way.
      await owner.query("set session_replication_role = replica");
      await owner.query(
        "update purchases set access_ended_at = now(), access_ended_reason = 'refunded' where id = $1",
        [purchaseId],
      );
      await owner.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'vaulture announcements' and datname = current_database()",
      );
    });
    await owner.end();
  });
});
