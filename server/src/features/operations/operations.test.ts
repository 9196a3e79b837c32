import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { databaseJobs } from "../../jobs/jobs.ts";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { buy, type ForSale, makeProduct, makeShop, type Shop } from "../../test/make.ts";

type Page<T> = { items: T[]; nextCursor: string | null };
type Named = { id: string; email: string; suspendedAt: string | null };

let server: TestServer;
let shop: Shop;
let product: ForSale;
let operator: Actor;
let buyer: Actor;
let purchaseId: string;

beforeAll(async () => {
  server = await startTestServer();
  shop = await makeShop(server, "mira works");
  product = await makeProduct(server, shop, { title: "A field guide" });
  operator = await server.signUpOperator("olive operator");
  buyer = await server.signUp("noor buyer");
  purchaseId = await buy(buyer, product.productId);
});
afterAll(() => server.close());

const see = <T = Record<string, never>>(path: string, expected = 200) =>
  operator.json<T>("GET", `/api/v1/operations/${path}`, undefined, expected);
const act = (path: string, body: unknown, expected = 200) =>
  operator.json<{ code?: string; id?: string }>("POST", `/api/v1/operations/${path}`, body, expected);
const lastEvent = async () => {
  const { rows } = await server.deps.pool.query(
    "select type, actor_id, subject_id, data from events order by id desc limit 1",
  );
  return rows[0];
};

describe("who may look", () => {
  it.each(["overview", "health", "users", "creators", "products", "purchases", "events", "jobs", "mails"])(
    "%s: operators alone",
    async (path) => {
      await see(path);
      for (const who of [buyer, shop.owner]) {
        const answer = await who.json<{ code: string }>("GET", `/api/v1/operations/${path}`, undefined, 403);
        expect(answer.code).toBe("forbidden");
      }
      await server.visitor.json("GET", `/api/v1/operations/${path}`, undefined, 401);
    },
  );
});

describe("users", () => {
  it("are found by name, address and id, in a state", async () => {
    for (const query of ["noor", "NOOR.BUYER@", buyer.userId]) {
      const { items } = await see<Page<Named>>(`users?query=${encodeURIComponent(query)}`);
      expect(items).toMatchObject([{ id: buyer.userId, email: buyer.email, purchaseCount: 1, creators: [] }]);
    }
    expect((await see<Page<Named>>("users?query=%25")).items).toEqual([]);
    const operators = await see<Page<Named>>("users?state=operator");
    expect(operators.items.map(({ id }) => id)).toEqual([operator.userId]);
    const owners = await see<Page<{ creators: unknown }>>("users?query=mira");
    expect(owners.items[0]!.creators).toEqual([{ id: shop.creatorId, handle: shop.handle }]);
  });

  it("come page by page, each once", async () => {
    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page: Page<Named> = await see(`users?limit=1${cursor ? `&cursor=${cursor}` : ""}`);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(seen.length).toBe(3);
    expect(new Set(seen)).toEqual(new Set([shop.owner.userId, operator.userId, buyer.userId]));
    await see("users?cursor=bm9uZQ", 400);
  });

  it("show their sessions without the secrets", async () => {
    const detail = await see<{ sessions: object[]; email: string }>(`users/${buyer.userId}`);
    expect(detail.email).toBe(buyer.email);
    expect(detail.sessions.length).toBe(1);
    expect(JSON.stringify(detail)).not.toContain(buyer.cookie.split("=")[1]!.slice(0, 20));
    expect(Object.keys(detail.sessions[0]!).sort()).toEqual(
      ["createdAt", "device", "expiresAt", "id", "lastSeenAt", "network"].sort(),
    );
    await see(`users/${shop.creatorId}`, 404);
  });

  it("are signed out everywhere, with a reason in the trail", async () => {
    const person = await server.signUp("left a laptop");
    await person.json("GET", "/api/v1/me");
    expect(await act(`users/${person.userId}/sign-out`, { reason: "Asked for it" })).toEqual({ sessions: 1 });
    await person.json("GET", "/api/v1/me", undefined, 401);
    expect(await lastEvent()).toEqual({
      type: "user.signed_out",
      actor_id: operator.userId,
      subject_id: person.userId,
      data: { sessions: 1, reason: "Asked for it" },
    });
    await act(`users/${person.userId}/sign-out`, {}, 400);
    await act(`users/${shop.creatorId}/sign-out`, { reason: "Nobody" }, 404);
  });

  it("get their confirmation mail again, unless they are confirmed", async () => {
    const person = await server.signUp("lost mail");
    const count = async () =>
      (await see<Page<unknown>>(`mails?kind=verify_email&query=${person.email}`)).items.length;
    const before = await count();
    await act(`users/${person.userId}/verification`, { reason: "Asked for it" });
    expect(await count()).toBe(before + 1);
    await server.deps.db
      .updateTable("users")
      .set({ email_verified: true })
      .where("id", "=", person.userId)
      .execute();
    const refused = await act(`users/${person.userId}/verification`, { reason: "Again" }, 409);
    expect(refused.code).toBe("wrong_state");
  });

  it("cannot be the operator's own self", async () => {
    const refused = await act(`users/${operator.userId}/suspend`, { reason: "Oops" }, 409);
    expect(refused.code).toBe("wrong_state");
  });
});

describe("creators", () => {
  it("are found, and shown with members and sums", async () => {
    for (const query of ["mira", `@${shop.handle}`, shop.creatorId]) {
      const { items } = await see<Page<{ id: string }>>(`creators?query=${encodeURIComponent(query)}`);
      expect(items).toMatchObject([
        { id: shop.creatorId, productCount: 1, publishedCount: 1, saleCount: 1, suspendedAt: null },
      ]);
    }
    const detail = await see<{ members: unknown; sums: unknown }>(`creators/${shop.creatorId}`);
    expect(detail.sums).toEqual([{ currency: "usd", gross: 1900, refunded: 0 }]);
    expect(detail.members).toMatchObject([{ userId: shop.owner.userId, role: "owner" }]);
    await see(`creators/${buyer.userId}`, 404);
  });

  it("are listed by state, and restored with a reason", async () => {
    await act(`creators/${shop.creatorId}/suspend`, { reason: "Complaints" });
    const { items } = await see<Page<{ id: string; suspendedReason: string }>>("creators?state=suspended");
    expect(items).toMatchObject([{ id: shop.creatorId, suspendedReason: "Complaints" }]);
    await act(`creators/${shop.creatorId}/restore`, { reason: "Cleared" });
    expect((await lastEvent()).data).toEqual({ reason: "Cleared" });
    expect((await see<Page<unknown>>("creators?state=suspended")).items).toEqual([]);
  });
});

describe("products", () => {
  it("are found by title, handle, id and status", async () => {
    for (const query of ["field guide", shop.handle, product.productId]) {
      const { items } = await see<Page<{ card: { id: string } }>>(
        `products?query=${encodeURIComponent(query)}`,
      );
      expect(items.map(({ card }) => card.id)).toEqual([product.productId]);
    }
    const draft = await makeProduct(server, shop, { publish: false, title: "Still a draft" });
    const drafts = await see<Page<{ card: { id: string } }>>("products?status=draft");
    expect(drafts.items.map(({ card }) => card.id)).toEqual([draft.productId]);
    const detail = await see<{ product: { title: string; files: unknown[] }; removal: null }>(
      `products/${draft.productId}`,
    );
    expect(detail).toMatchObject({ product: { title: "Still a draft" }, removal: null, salesCount: 0 });
    expect(detail.product.files.length).toBe(1);
    await see(`products/${buyer.userId}`, 404);
  });
});

describe("purchases", () => {
  it("are found by buyer, product, order number and the provider's ids", async () => {
    const detail = await see<{ paymentIntentId: string; checkoutSessionId: string }>(
      `purchases/${purchaseId}`,
    );
    const { paymentIntentId, checkoutSessionId } = detail;
    for (const query of ["noor", "field guide", purchaseId, paymentIntentId, checkoutSessionId]) {
      const { items } = await see<Page<{ id: string }>>(`purchases?query=${encodeURIComponent(query)}`);
      expect(items.map(({ id }) => id)).toEqual([purchaseId]);
    }
    for (const filter of [
      `buyer=${buyer.userId}`,
      `creator=${shop.creatorId}`,
      `product=${product.productId}`,
    ])
      expect((await see<Page<unknown>>(`purchases?${filter}`)).items.length).toBe(1);
    expect((await see<Page<unknown>>(`purchases?buyer=${operator.userId}`)).items).toEqual([]);
    expect(detail).toMatchObject({
      status: "completed",
      buyer: { id: buyer.userId },
      price: { amount: 1900, currency: "usd" },
      refunds: [],
      disputes: [],
    });
  });

  it("are refunded by the operator, which the detail then tells", async () => {
    const person = await server.signUp("wants it back");
    const id = await buy(person, product.productId);
    await operator.json("POST", `/api/v1/purchases/${id}/refund`, { reason: "Twice", keepAccess: false });
    const detail = await see<{ refunds: unknown; ledger: { amount: number }[]; status: string }>(
      `purchases/${id}`,
    );
    expect(detail.status).toBe("refunded");
    expect(detail.refunds).toMatchObject([{ amount: 1900, endsAccess: true, reason: "Twice" }]);
    expect(detail.ledger.reduce((sum, { amount }) => sum + amount, 0)).toBe(0);
    const [refund] = detail.refunds as { id: string }[];
    const { items } = await see<Page<{ id: string }>>(`purchases?query=${refund!.id}`);
    expect(items.map((one) => one.id)).toEqual([id]);
  });
});

describe("jobs", () => {
  const queue = async () => {
    const { rows } = await server.deps.pool.query<{ id: number }>(
      "select id from graphile_worker.add_job('send-mail', '{\"mailId\": \"none\"}', max_attempts => 1)",
    );
    await server.deps.pool.query(
      "update graphile_worker._private_jobs set attempts = 1, last_error = 'the mailbox is full' where id = $1",
      [rows[0]!.id],
    );
    return rows[0]!.id;
  };

  it("that failed are shown, tried again and removed", async () => {
    const id = await queue();
    const failed = await see<Page<{ id: number }> & { depth: object[] }>("jobs?state=failed");
    expect(failed.items).toMatchObject([
      { id, kind: "send-mail", state: "failed", lastError: "the mailbox is full", attempts: 1 },
    ]);
    expect(failed.depth).toContainEqual(expect.objectContaining({ kind: "send-mail", failed: 1 }));
    await act(`jobs/${id}/retry`, { reason: "The mailbox is empty now" });
    expect((await see<Page<unknown>>("jobs?state=failed")).items).toEqual([]);
    expect(await lastEvent()).toMatchObject({
      type: "job.retried",
      actor_id: operator.userId,
      subject_id: String(id),
      data: { kind: "send-mail", state: "failed", reason: "The mailbox is empty now" },
    });
    await act(`jobs/${id}/remove`, { reason: "Not needed" });
    expect(await lastEvent()).toMatchObject({ type: "job.removed", subject_id: String(id) });
    await act(`jobs/${id}/remove`, { reason: "Twice" }, 404);
  });

  it("that run are left alone", async () => {
    const id = await queue();
    await server.deps.pool.query(
      "update graphile_worker._private_jobs set locked_at = now(), locked_by = 'somebody' where id = $1",
      [id],
    );
    for (const verb of ["retry", "remove"])
      expect((await act(`jobs/${id}/${verb}`, { reason: "Now" }, 409)).code).toBe("wrong_state");
    await see("jobs?cursor=bm9uZQ", 400);
  });

  it("come page by page", async () => {
    await server.deps.db.transaction().execute(async (trx) => {
      for (let n = 0; n < 5; n++)
        await databaseJobs.add(trx, "sweep-expired", {}, { key: `page-${n}`, runAt: new Date("2100-01-01") });
    });
    const first = await see<Page<{ id: number }>>("jobs?kind=sweep-expired&limit=3");
    const second = await see<Page<{ id: number }>>(
      `jobs?kind=sweep-expired&limit=3&cursor=${first.nextCursor}`,
    );
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(5);
    expect(second.nextCursor).toBeNull();
    expect(first.items[0]).toMatchObject({ state: "scheduled" });
  });
});

describe("the overview and health", () => {
  it("count what needs somebody", async () => {
    const { attention, totals } = await see<{
      attention: Record<string, number>;
      totals: Record<string, unknown>;
    }>("overview");
    expect(attention).toMatchObject({ suspendedCreators: 0, removedProducts: 0, openDisputes: 0 });
    expect(totals).toMatchObject({ creators: 1, publishedProducts: 1, purchases: 2 });
    expect(totals.lastThirtyDays).toEqual([{ currency: "usd", count: 2, gross: 3800, refunded: 1900 }]);
  });

  it("say in plain words how each part is", async () => {
    const own = await startTestServer({ worker: true });
    const health = await (await own.signUpOperator("operator")).json<{
      checks: { name: string; state: string; advice: string | null }[];
    }>("GET", "/api/v1/operations/health");
    await own.close();
    const state = Object.fromEntries(health.checks.map((check) => [check.name, check.state]));
    expect(state).toMatchObject({
      database: "good",
      mail: "warning",
      payments: "warning",
      worker: "good",
      scanner: "off",
    });
    const needsNothing = new Set(["good", "off"]);
    for (const { advice, state } of health.checks) expect(advice === null).toBe(needsNothing.has(state));
    expect(JSON.stringify(health)).not.toMatch(/sk_|whsec_|postgres:\/\//);
  });
});

it("of two operators who suspend each other at once, one stays", async () => {
  const own = await startTestServer();
  const [one, other] = [await own.signUpOperator("one"), await own.signUpOperator("other")];
  const suspend = (who: Actor, whom: Actor) =>
    who.fetch(`/api/v1/operations/users/${whom.userId}/suspend`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ reason: "At once" }),
    });
  const answers = await Promise.all([suspend(one, other), suspend(other, one)]);
  expect(answers.filter(({ status }) => status === 200).length).toBe(1);
  const left = await own.deps.db
    .selectFrom("users")
    .select("id")
    .where("operator_since", "is not", null)
    .where("suspended_at", "is", null)
    .execute();
  expect(left.length).toBe(1);
  await own.close();
});

it("says so when no worker runs", async () => {
  const api = await startTestServer({ environment: { ROLE: "api" } });
  const own = await api.signUpOperator("operator");
  const { checks } = await own.json<{ checks: object[] }>("GET", "/api/v1/operations/health");
  expect(checks).toContainEqual({
    name: "worker",
    state: "bad",
    says: "It has never run.",
    advice: expect.stringContaining("ROLE=worker"),
  });
  await api.close();
});
