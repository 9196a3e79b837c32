import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestServer } from "../../test/harness.ts";
import { pay } from "../../test/make.ts";
import * as club from "./club.fixture.ts";

const { DAY, HOUR } = club;

describe("the life of a membership", { timeout: 120_000 }, () => {
  let server: TestServer;
  let place: club.Club;
  beforeAll(async () => {
    server = await club.startClubServer();
    place = await club.makeClub(server);
  });
  afterAll(() => server.close());

  it("begins with the payment, with a receipt and a purchase of the tier, and opens what the tier opens", async () => {
    const member = await server.signUp("Ann");
    const { subscriptionId: id, checkoutUrl } = await club.begin(member, place);
    expect(await club.begin(member, place)).toEqual({ subscriptionId: id, checkoutUrl });
    expect(await club.stateOf(member, id)).toMatchObject({ status: "incomplete", open: false });
    expect(await club.opens(server, member, place.post)).toBe(false);

    await pay(checkoutUrl, "4000000000000002");
    await club.arrived(server);
    expect(await club.opens(server, member, place.post)).toBe(false);
    await pay(checkoutUrl, club.GOOD);
    await club.arrived(server);

    const state = await club.stateOf(member, id);
    expect(state).toMatchObject({ status: "active", open: true, tier: { name: "Silver" }, next: null });
    expect(await club.opens(server, member, place.post)).toBe(true);
    expect(await club.opens(server, member, place.goldPost)).toBe(false);
    const post = await member.json("GET", `/api/v1/posts/${place.post}`);
    expect(post).toMatchObject({ locked: false, body: "The words that members read." });
    const { payments, sales } = await club.booksOf(server, id);
    expect(payments).toMatchObject([{ status: "completed", price_amount: 500, tier_id: place.silver }]);
    expect(payments[0]!.period_ends_at!.toISOString()).toBe(state.paidUntil);
    expect(sales.map(({ kind }) => kind)).toEqual(["sale"]);
    expect(await club.mailsTo(server, member)).toEqual(
      expect.arrayContaining(["membership_started", "receipt"]),
    );
    await member.json(
      "POST",
      `/api/v1/creators/${place.handle}/subscribe`,
      {
        tierId: place.gold,
        interval: "month",
      },
      409,
    );
  });

  it("stays open after it was cancelled until the period's end and not a second longer", async () => {
    const { member, id } = await club.join(server, place);
    await club.pass(server, DAY);
    const stranger = await server.signUp("A stranger");
    await stranger.json("POST", `/api/v1/subscriptions/${id}/cancel`, undefined, 404);
    const cancelled = await member.json<{ paidUntil: string }>("POST", `/api/v1/subscriptions/${id}/cancel`);
    expect(cancelled).toMatchObject({ status: "cancelled", open: true, openUntil: cancelled.paidUntil });
    await member.json("POST", `/api/v1/subscriptions/${id}/cancel`);
    await club.arrived(server);

    await club.passTo(server, cancelled.paidUntil, -1);
    expect(await club.opens(server, member, place.post)).toBe(true);
    server.clock.advance(1000);
    expect(await club.opens(server, member, place.post)).toBe(false);
    await club.pass(server, 2 * HOUR);
    expect(await club.stateOf(member, id)).toMatchObject({ status: "expired", open: false });
    expect((await club.booksOf(server, id)).payments).toHaveLength(1);
    expect(await club.mailsTo(server, member)).toEqual(
      expect.arrayContaining(["membership_cancelled", "membership_ended"]),
    );
    await member.json("POST", `/api/v1/subscriptions/${id}/resume`, undefined, 409);
  });

  it("goes on when the cancellation is taken back", async () => {
    const { member, id } = await club.join(server, place);
    const { paidUntil } = await club.stateOf(member, id);
    await member.json("POST", `/api/v1/subscriptions/${id}/cancel`);
    expect(await member.json("POST", `/api/v1/subscriptions/${id}/resume`)).toMatchObject({
      status: "active",
    });
    await club.passTo(server, paidUntil!, 2 * HOUR);
    expect(await club.stateOf(member, id)).toMatchObject({ status: "active", open: true });
    expect((await club.booksOf(server, id)).payments).toHaveLength(2);
  });

  it("renews: a second payment, a second receipt, no gap", async () => {
    const { member, id } = await club.join(server, place);
    const { paidUntil } = await club.stateOf(member, id);
    await club.passTo(server, paidUntil!, 0);
    expect(await club.opens(server, member, place.post)).toBe(true);
    await club.pass(server, HOUR + 1);
    const renewed = await club.stateOf(member, id);
    expect(renewed.status).toBe("active");
    expect(Date.parse(renewed.paidUntil!)).toBeGreaterThan(Date.parse(paidUntil!) + 27 * DAY * 1000);
    const { payments, sales } = await club.booksOf(server, id);
    expect(payments.map(({ status }) => status)).toEqual(["completed", "completed"]);
    expect(sales).toHaveLength(2);
    expect((await club.mailsTo(server, member)).filter((kind) => kind === "receipt")).toHaveLength(2);
  });

  it("keeps open through the grace of an unpaid renewal, tells each try, and recovers with another card", async () => {
    const { member, id } = await club.join(server, place);
    const { paidUntil } = await club.stateOf(member, id);
    await club.useCard(server, member, club.FAILS_LATER);
    await club.passTo(server, paidUntil!, HOUR + 1);
    const owing = await club.stateOf(member, id);
    expect(owing).toMatchObject({ status: "past_due", open: true, paidUntil });
    expect(Date.parse(owing.openUntil!)).toBe(Date.parse(paidUntil!) + 3 * DAY * 1000);
    expect(await club.mailsTo(server, member)).toContain("membership_payment_failed");
    expect((await club.change(member, id, place.gold)).status).toBe(409);
    await club.passTo(server, owing.openUntil!, -1);
    expect(await club.opens(server, member, place.post)).toBe(true);
    server.clock.advance(1000);
    expect(await club.opens(server, member, place.post)).toBe(false);

    await club.useCard(server, member, "pm_card_visa");
    await club.pass(server, 8 * DAY);
    expect(await club.stateOf(member, id)).toMatchObject({ status: "active", open: true });
    expect(await club.opens(server, member, place.post)).toBe(true);
    expect((await club.booksOf(server, id)).payments).toHaveLength(2);
  });

  it("ends at once when somebody cancels what they have not paid", async () => {
    const { member, id } = await club.join(server, place);
    const { paidUntil } = await club.stateOf(member, id);
    await club.useCard(server, member, club.FAILS_LATER);
    await club.passTo(server, paidUntil!, HOUR + 1);
    expect(await member.json("POST", `/api/v1/subscriptions/${id}/cancel`)).toMatchObject({
      status: "expired",
      open: false,
    });
    expect(await club.opens(server, member, place.post)).toBe(false);
    await club.useCard(server, member, "pm_card_visa");
    await club.pass(server, 10 * DAY);
    expect((await club.booksOf(server, id)).payments).toHaveLength(1);
  });

  it("is upgraded at once for a period less what is unused, and downgraded when the period ends", async () => {
    const { member, id } = await club.join(server, place);
    const silver = await club.stateOf(member, id);
    await club.pass(server, 15 * DAY);
    const change = async (tierId: string) => (await club.change(member, id, tierId)).json();
    expect(await change(place.gold)).toMatchObject({ tier: { name: "Gold" }, next: null });
    expect(await club.opens(server, member, place.goldPost)).toBe(true);
    await club.arrived(server);
    const [, difference] = (await club.booksOf(server, id)).payments;
    expect(difference!.tier_id).toBe(place.gold);
    expect(difference!.price_amount).toBeGreaterThan(700);
    expect(difference!.price_amount).toBeLessThan(800);
    const { paidUntil } = await club.stateOf(member, id);
    expect(Date.parse(paidUntil!)).toBeGreaterThan(Date.parse(silver.paidUntil!) + 13 * DAY * 1000);

    expect(await change(place.silver)).toMatchObject({
      tier: { name: "Gold" },
      next: { tier: { name: "Silver" }, interval: "month" },
    });
    expect(await change(place.gold)).toMatchObject({ tier: { name: "Gold" }, next: null });
    await change(place.silver);
    await club.passTo(server, paidUntil!, -1);
    expect(await club.opens(server, member, place.goldPost)).toBe(true);
    await club.pass(server, HOUR + 2);
    expect(await club.stateOf(member, id)).toMatchObject({ tier: { name: "Silver" }, next: null });
    expect(await club.opens(server, member, place.goldPost)).toBe(false);
    expect(await club.opens(server, member, place.post)).toBe(true);
    expect((await club.booksOf(server, id)).payments.map((row) => row.price_amount)).toEqual([
      500,
      difference!.price_amount,
      500,
    ]);
  });

  it("is left as it is when the card declines the difference", async () => {
    const { member, id } = await club.join(server, place);
    await club.useCard(server, member, club.FAILS_LATER);
    const answer = await club.change(member, id, place.gold);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(await club.stateOf(member, id)).toMatchObject({ tier: { name: "Silver" }, next: null });
    expect(await club.opens(server, member, place.goldPost)).toBe(false);
  });

  it("lists to the member what they have, and to the creator whom they have", async () => {
    const { member, id } = await club.join(server, place, { name: "Zoe Listed" });
    const { items } = await member.json<{ items: { id: string }[] }>("GET", "/api/v1/subscriptions");
    expect(items.map((one) => one.id)).toEqual([id]);
    const members = await place.owner.json<{ items: object[] }>(
      "GET",
      `/api/v1/creators/${place.handle}/members?query=zoe`,
    );
    expect(members.items).toMatchObject([{ name: "Zoe Listed", status: "active", paid: { amount: 500 } }]);
    await member.json("GET", `/api/v1/creators/${place.handle}/members`, undefined, 404);
    const csv = await (
      await place.owner.fetch(`/api/v1/creators/${place.handle}/members.csv?query=zoe`)
    ).text();
    expect(csv).toContain("Zoe Listed,");
  });
});
