import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../../test/actors.ts";
import type { TestServer } from "../../test/harness.ts";
import * as club from "./club.fixture.ts";

const { DAY } = club;

describe("the credit of a member", { timeout: 120_000 }, () => {
  let server: TestServer;
  let place: club.Club;
  let cheapest: string;
  beforeAll(async () => {
    server = await club.startClubServer();
    place = await club.makeClub(server);
    // Above the others, and cheaper than they are.
    const odd = await place.owner.json<{ id: string }>("POST", "/api/v1/tiers", {
      creatorId: place.creatorId,
      name: "Odd",
      prices: [
        { interval: "month", amount: 100, currency: "usd" },
        { interval: "year", amount: 700, currency: "usd" },
      ],
    });
    cheapest = odd.id;
  });
  afterAll(() => server.close());

  const { change } = club;

  /** Below zero is money that the provider keeps for the member. */
  async function balanceOf(member: Actor): Promise<number> {
    const { customer_id } = await server.deps.db
      .selectFrom("payment_customers")
      .select("customer_id")
      .where("user_id", "=", member.userId)
      .executeTakeFirstOrThrow();
    return (await club.provider<{ balance: number }>(server, `/customers/${customer_id}`)).balance;
  }

  it.each([
    ["a higher tier by the month, of a year's payment", "silver", "year", "gold", "month"],
    ["a higher tier that costs less", "gold", "month", "odd", "month"],
  ] as const)("is not made by %s: that waits", async (_, from, interval, to, next) => {
    const tiers = { silver: place.silver, gold: place.gold, odd: cheapest };
    const { member, id } = await club.join(server, place, { tierId: tiers[from], interval });
    expect((await change(member, id, tiers[to], next)).status).toBe(200);
    expect(await balanceOf(member)).toBe(0);
    expect(await club.stateOf(member, id)).toMatchObject({
      tier: { id: tiers[from] },
      next: { tier: { id: tiers[to] }, interval: next },
    });
    const [payment] = (await club.booksOf(server, id)).payments;
    await place.owner.json("POST", `/api/v1/purchases/${payment!.id}/refund`, {});
    await club.arrived(server);
    expect(await balanceOf(member)).toBe(0);
  });

  it("is used up by what is charged at once for a higher tier or a year", async () => {
    const { member, id } = await club.join(server, place);
    expect((await change(member, id, place.gold, "year")).status).toBe(200);
    await club.arrived(server);
    expect(await balanceOf(member)).toBe(0);
    expect(await club.stateOf(member, id)).toMatchObject({ tier: { name: "Gold" }, next: null });
    const prices = (await club.booksOf(server, id)).payments.map((row) => row.price_amount);
    expect(prices).toEqual([500, 9500]);
  });

  it("is refused by the provider's adapter, should a change arrive that would leave some", async () => {
    const { member, id } = await club.join(server, place, { interval: "year" });
    const { provider_id } = await server.deps.db
      .selectFrom("subscriptions")
      .select("provider_id")
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    const late = server.deps.payments.changeMembership({
      providerSubscriptionId: provider_id!,
      tierId: place.gold,
      interval: "month",
      price: { amount: 1000, currency: "usd" },
      title: "Gold",
      when: "now",
      idempotencyKey: `late:${id}`,
    });
    await expect(late).rejects.toThrow("credit");
    expect(await balanceOf(member)).toBe(0);
  });

  it("is never there, whatever somebody changes to and when", async () => {
    const step = fc.record({
      tier: fc.constantFrom("silver", "gold", "odd"),
      interval: fc.constantFrom("month", "year"),
      days: fc.constantFrom(0, 0, 3, 20, 40),
    });
    const lives = fc.sample(fc.array(step, { minLength: 6, maxLength: 6 }), { seed: 7, numRuns: 6 });
    const tiers = { silver: place.silver, gold: place.gold, odd: cheapest };
    for (const [first, ...rest] of lives) {
      const { member, id } = await club.join(server, place, {
        tierId: tiers[first!.tier],
        interval: first!.interval,
      });
      for (const { tier, interval, days } of rest) {
        const { status } = await change(member, id, tiers[tier], interval);
        expect(status).toBe(200);
        expect(await balanceOf(member)).toBeGreaterThanOrEqual(0);
        if (days) await club.pass(server, days * DAY);
        expect(await balanceOf(member)).toBeGreaterThanOrEqual(0);
      }
    }
  });
});
