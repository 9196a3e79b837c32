import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Deps } from "../deps.ts";
import { reconcileMemberships } from "../features/memberships/index.ts";
import { startTestServer, type TestServer } from "../test/harness.ts";
import { asOf } from "./as-of.ts";
import * as content from "./content/index.ts";
import { fillDemo, hasDemo, wantsDemo } from "./fill-demo.ts";
import { DEMO_PASSWORD } from "./sign-ins.ts";

const CHOSEN = ["market-stall", "kontur-icons", "client-papers", "working-grid", "chord-sketches"];
const few = {
  ...content,
  demoProducts: content.demoProducts
    .filter(({ key }) => CHOSEN.includes(key))
    .map((p) => ({ ...p, covers: p.covers.slice(0, 1) })),
};

describe("filling in the demo", { timeout: 300_000 }, () => {
  let server: TestServer;
  let orders: content.PastOrder[];

  beforeAll(async () => {
    server = await startTestServer();
    orders = content.pastOrders(few.demoProducts, server.clock.now().getUTCDay());
    // Ended in the middle four times, the last two among orders and members, it goes on where it was.
    for (const steps of [9, 90, 220, 320]) {
      expect(await wantsDemo(server.deps)).toBe(true);
      await expect(fillDemo(endingAfter(server.deps, steps), () => undefined, few)).rejects.toThrow("ended");
      server.clock.advance(90_000);
      // What another process looks at in between takes their past for the present.
      await reconcileMemberships(asOf(server.deps, server.clock.now()));
    }
    await fillDemo(server.deps, () => undefined, few);
  }, 300_000);
  afterAll(() => server.close());

  it("is done once, with every order once", async () => {
    expect(await hasDemo(server.deps)).toBe(true);
    expect(await wantsDemo(server.deps)).toBe(false);
    const [bought] = await rows<{ n: number }>(
      "select count(*)::int as n from purchases where subscription_id is null",
    );
    expect(bought!.n).toBe(orders.length);
    expect(await count("subscriptions")).toBe(content.pastMembers(few.demoProducts).length);
    expect(await count("refunds")).toBe(orders.filter(({ refund }) => refund).length);
    expect(await count("disputes")).toBe(orders.filter(({ dispute }) => dispute).length);
    expect(await count("downloads")).toBe(orders.reduce((sum, order) => sum + order.downloads.length, 0));
    expect(await count("products")).toBe(few.demoProducts.length);
    expect(orders.length).toBeGreaterThan(40);
    for (const table of ["follows", "post_likes", "comments"]) expect(await count(table)).toBeGreaterThan(2);
    const [twice] = await rows<{ n: string }>(
      "select count(*) as n from comments c where exists (select 1 from comments d where d.body = c.body and d.id <> c.id)",
    );
    expect(Number(twice!.n)).toBe(0);
  });

  it("leaves rows that agree with each other", async () => {
    const [row] = await rows<Record<string, number>>(`select
      (select count(*) from products p where sales_count <> (select count(*) from purchases where product_id = p.id))::int as miscounted,
      (select count(*) from purchases where completed_at is distinct from created_at)::int as unpaid,
      (select count(*) from purchases p join products q on q.id = p.product_id where p.created_at < q.published_at)::int as early,
      (select count(*) from purchases p join users u on u.id = p.buyer_id where p.created_at < u.created_at)::int as strangers,
      (select count(*) from downloads d join purchases p on p.id = d.purchase_id where d.created_at < p.completed_at
        or d.created_at > coalesce(p.access_ended_at, 'infinity'))::int as stolen,
      (select count(*) from downloads where completed_at is null or bytes_sent = 0)::int as unserved,
      (select count(*) from mails where sent_at is null or sent_at > created_at)::int as unsent,
      (select count(*) from (select at, lag(at) over (order by id) as before from events where type not like 'demo.%'
        and at < (select at from events where type = 'demo.begun')) e where at < before)::int as disordered`);
    expect(row).toEqual({
      miscounted: 0,
      unpaid: 0,
      early: 0,
      strangers: 0,
      stolen: 0,
      unserved: 0,
      unsent: 0,
      disordered: 0,
    });
  });

  it("has the same money in ledger, purchases and the sandbox", async () => {
    const [ledger] = await rows<{ provider: number; others: number }>(`select
      -sum(amount) filter (where account = 'provider') as provider, sum(amount) filter (where account <> 'provider') as others
      from ledger_entries`);
    const [bought] = await rows<{ kept: number }>(`select sum(p.price_amount - p.refunded_amount
        - coalesce((select sum(amount) from disputes d where d.purchase_id = p.id), 0)) as kept from purchases p`);
    const [sandbox] = await rows<{ kept: number; payments: number }>(`select count(*) as payments,
      sum((c.data->>'amount')::int - (c.data->>'amount_refunded')::int
        - case when c.data->>'disputed' = 'true' then (c.data->>'amount')::int else 0 end) as kept
      from stripe_sandbox.objects c where c.type = 'charge' and c.data->>'paid' = 'true'`);
    expect(Number(ledger!.provider)).toBe(Number(ledger!.others));
    expect(Number(ledger!.provider)).toBe(Number(bought!.kept));
    expect(Number(ledger!.provider)).toBe(Number(sandbox!.kept));
    const [paid] = await rows<{ n: number }>("select count(*) as n from purchases where price_amount > 0");
    expect(Number(sandbox!.payments)).toBe(Number(paid!.n));
  });

  it("has members in every state, as the sandbox has them, each paid period once", async () => {
    const states = await rows<{ status: string }>(
      "select distinct status from subscriptions order by status",
    );
    expect(states.map(({ status }) => status)).toEqual([
      "active",
      "cancelled",
      "expired",
      "past_due",
      "trialing",
    ]);
    const [row] = await rows<Record<string, number>>(`select
      (select count(*) from subscriptions s join stripe_sandbox.objects o on o.id = s.provider_id
        where s.paid_until <> to_timestamp((o.data->'items'->'data'->0->>'current_period_end')::bigint)
        and s.status in ('active', 'cancelled', 'trialing'))::int as differing,
      (select count(*) from subscriptions s join stripe_sandbox.objects o on o.id = s.provider_id
        where s.status <> case when o.data->>'status' = 'canceled' then 'expired'
          when o.data->>'status' = 'active' and o.data->>'cancel_at_period_end' = 'true' then 'cancelled'
          else o.data->>'status' end)::int as misheard,
      (select count(*) from subscriptions s join stripe_sandbox.objects o on o.id = s.provider_id
        where o.data->'items'->'data'->0->'price'->>'product' <> 'tier_' || s.tier_id)::int as misnamed,
      (select count(*) from stripe_sandbox.objects o where type = 'invoice' and (data->>'amount_paid')::int > 0
        and not exists (select 1 from purchases p where p.invoice_id = o.id and p.price_amount = (o.data->>'amount_paid')::int
          and abs(extract(epoch from p.created_at) - (o.data->>'created')::bigint) < 7200))::int as unbooked,
      (select count(*) from stripe_sandbox.timers where test_clock is not null)::int as waiting,
      (select count(*) from stripe_sandbox.timers where due_at < now() - interval '1 day')::int as overdue`);
    expect(row).toEqual({ differing: 0, misheard: 0, misnamed: 0, unbooked: 0, waiting: 0, overdue: 0 });
    const [renewed] = await rows<{ n: number }>(
      "select max(n)::int as n from (select count(*) as n from purchases group by subscription_id) c",
    );
    expect(renewed!.n).toBeGreaterThan(2);
  });

  it("lets a seller give a recent sale back through the sandbox, and a buyer sign in", async () => {
    const [sale] = await rows<{
      id: string;
      email: string;
      price: number;
    }>(`select p.id, u.email, p.price_amount as price
      from purchases p join creator_members m on m.creator_id = p.creator_id join users u on u.id = m.user_id
      where p.status = 'completed' and p.price_amount > 0 order by p.created_at desc limit 1`);
    const signIn = await server.visitor.fetch("/api/auth/sign-in/email", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: sale!.email, password: DEMO_PASSWORD }),
    });
    expect(signIn.status).toBe(200);
    const cookie = signIn.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ");
    const answer = await server.visitor.fetch(`/api/v1/purchases/${sale!.id}/refund`, {
      method: "POST",
      headers: { cookie, "content-type": "application/json" },
      body: "{}",
    });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ status: "refunded", refunded: { amount: sale!.price } });
  });

  const rows = async <T>(text: string): Promise<T[]> => (await server.deps.pool.query(text)).rows as T[];
  const count = async (table: string): Promise<number> =>
    Number(
      (await sql<{ n: string }>`select count(*) as n from ${sql.table(table)}`.execute(server.deps.db))
        .rows[0]!.n,
    );
});

/** The same parts, which end like a process that is killed after so many steps: each step asks for the database anew. */
function endingAfter(deps: Deps, steps: number): Deps {
  let left = steps;
  return Object.defineProperty({ ...deps }, "db", {
    enumerable: true,
    get() {
      if (left-- <= 0) throw new Error("ended");
      return deps.db;
    },
  });
}
