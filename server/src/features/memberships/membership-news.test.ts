import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestServer } from "../../test/harness.ts";
import { startTestServer } from "../../test/harness.ts";
import { pay } from "../../test/make.ts";
import { processWebhookEvent, reconcile } from "../billing/index.ts";
import { changeTier } from "./change-membership.ts";
import * as club from "./club.fixture.ts";
import { hearMembership } from "./hear-membership.ts";

const { DAY, HOUR } = club;

describe("news of memberships", { timeout: 120_000 }, () => {
  let server: TestServer;
  let place: club.Club;
  beforeAll(async () => {
    // Nothing is processed by itself: the tests bring the news, in the order and as often as they like.
    server = await startTestServer({ environment: { RATE_LIMITS: "off", SESSION_DAYS: "390" } });
    place = await club.makeClub(server);
  });
  afterAll(() => server.close());

  /** Somebody who joined and renewed twice, and of whom nothing is known yet. */
  async function live(name: string) {
    const member = await server.signUp(name);
    const { subscriptionId: id, checkoutUrl } = await club.begin(member, place);
    await pay(checkoutUrl);
    for (const days of [32, 31]) {
      server.clock.advance(days * DAY * 1000);
      await club.provider(server, "/test_helpers/tick");
    }
    return { member, id };
  }
  const eventsOf = async () => {
    await server.deps.db.deleteFrom("webhook_events").execute();
    const all = await Array.fromAsync(server.deps.payments.listEvents(new Date(0)));
    await server.deps.db
      .insertInto("webhook_events")
      .values(
        all.map((event) => ({
          id: event.id,
          type: event.type,
          payload: JSON.stringify(event.payload),
          received_at: server.clock.now(),
        })),
      )
      // The provider may be telling it itself at this moment.
      .onConflict((conflict) => conflict.column("id").doNothing())
      .execute();
    return all.map(({ id }) => id);
  };
  const told = async (ids: string[]) => {
    for (const eventId of ids) {
      await server.deps.db
        .updateTable("webhook_events")
        .set({ processed_at: null })
        .where("id", "=", eventId)
        .execute();
      await processWebhookEvent(server.deps, { eventId });
    }
  };
  const outcome = async (member: Awaited<ReturnType<typeof live>>) => {
    const { status, paidUntil, openUntil, open, tier } = await club.stateOf(member.member, member.id);
    const { payments, sales } = await club.booksOf(server, member.id);
    return {
      state: { status, paidUntil, openUntil, open, tier },
      payments: payments.map((row) => [row.status, row.price_amount, row.period_ends_at]).sort(),
      sales: sales.length,
    };
  };

  it("make the same of a membership in any order and any number, late or all at once", async () => {
    const member = await live("Ann");
    const ids = await eventsOf();
    expect((await club.booksOf(server, member.id)).payments).toEqual([]);
    await told(ids);
    const inOrder = await outcome(member);
    expect(inOrder).toMatchObject({ state: { status: "active", open: true }, sales: 3 });
    await told([...ids].reverse());
    await told([...ids, ...ids].sort((a, b) => (a.at(-1)! + a < b.at(-1)! + b ? -1 : 1)));
    expect(await outcome(member)).toEqual(inOrder);

    const backwards = await live("Ben");
    await told((await eventsOf()).reverse());
    expect(await outcome(backwards)).toMatchObject({ state: { status: "active", open: true }, sales: 3 });

    const atOnce = await live("Cem");
    const all = await eventsOf();
    await Promise.all(all.map((eventId) => processWebhookEvent(server.deps, { eventId })));
    expect(await outcome(atOnce)).toMatchObject({ state: { status: "active", open: true }, sales: 3 });
  });

  it("that never came are found by asking", async () => {
    const { member, id } = await live("Dan");
    await server.deps.db.deleteFrom("webhook_events").execute();
    await reconcile(server.deps);
    expect(await club.stateOf(member, id)).toMatchObject({ status: "active", open: true });
    // The first question finds the membership; what it paid before is in the events that were missed.
    server.clock.advance(40 * DAY * 1000);
    await club.provider(server, "/test_helpers/tick");
    server.clock.advance(2 * HOUR * 1000);
    await club.provider(server, "/test_helpers/tick");
    await reconcile(server.deps);
    expect((await club.booksOf(server, id)).payments.length).toBeGreaterThanOrEqual(4);
    expect(await club.opens(server, member, place.post)).toBe(true);
  });

  it("of a payment reach its member on the return page, whether or not a webhook came", async () => {
    const member = await server.signUp("Eve");
    const { subscriptionId: id, checkoutUrl } = await club.begin(member, place);
    await pay(checkoutUrl);
    expect(await club.stateOf(member, id)).toMatchObject({ status: "incomplete" });
    const confirmed = await member.json("GET", `/api/v1/subscriptions/${id}?confirm=1`);
    expect(confirmed).toMatchObject({ status: "active", open: true });
  });

  it("take in a change although news of the moment before it arrives while it is made", async () => {
    const member = await server.signUp("changer");
    const { subscriptionId: id, checkoutUrl } = await club.begin(member, place, place.gold);
    await pay(checkoutUrl);
    await member.json("GET", `/api/v1/subscriptions/${id}?confirm=1`);
    const { payments } = server.deps;
    const interrupted = {
      ...payments,
      changeMembership: async (request: Parameters<typeof payments.changeMembership>[0]) => {
        server.clock.advance(1000);
        await hearMembership(server.deps, {
          subscriptionId: id,
          providerSubscriptionId: request.providerSubscriptionId,
        });
        return payments.changeMembership(request);
      },
    };
    const user = { userId: member.userId } as Parameters<typeof changeTier>[1];
    const price = { amount: 500, currency: "usd" };
    const change = { id, tierId: place.silver, interval: "month", price } as const;
    await changeTier({ ...server.deps, payments: interrupted }, user, change);
    expect(await club.stateOf(member, id)).toMatchObject({ next: { tier: { id: place.silver } } });
  });
});

describe("two years of a membership", { timeout: 120_000 }, () => {
  it("are paid for month by month, through cards that fail", async () => {
    const server = await club.startClubServer();
    try {
      const place = await club.makeClub(server);
      const { member, id } = await club.join(server, place);
      const read = () =>
        server.deps.db.selectFrom("subscriptions").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
      for (let month = 1; month <= 23; month++) {
        const fails = month % 7 === 0;
        if (fails) await club.useCard(server, member, club.FAILS_LATER);
        const { paid_until } = await read();
        expect(await club.opens(server, member, place.post)).toBe(true);
        await club.passTo(server, paid_until!.toISOString(), HOUR + 1);
        if (fails) {
          expect((await read()).status).toBe("past_due");
          await club.pass(server, 3 * DAY);
          expect(await club.opens(server, member, place.post)).toBe(false);
          await club.useCard(server, member, "pm_card_visa");
          await club.pass(server, 5 * DAY);
        }
        expect((await read()).status).toBe("active");
      }
      const { payments, sales } = await club.booksOf(server, id);
      expect(payments).toHaveLength(24);
      expect(sales).toHaveLength(24);
      const ends = payments.map((row) => row.period_ends_at!.getTime());
      expect(ends).toEqual([...ends].sort((a, b) => a - b));
      expect(new Set(ends).size).toBe(24);
      const { sum } = await server.deps.db
        .selectFrom("purchases")
        .select((eb) => eb.fn.sum<number>("price_amount").as("sum"))
        .where("subscription_id", "=", id)
        .executeTakeFirstOrThrow();
      expect(Number(sum)).toBe(24 * 500);
    } finally {
      await server.close();
    }
  });
});
