import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../../test/actors.ts";
import type { TestServer } from "../../test/harness.ts";
import { pay } from "../../test/make.ts";
import * as club from "./club.fixture.ts";

const { DAY, HOUR } = club;

describe("memberships at their edges", { timeout: 120_000 }, () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await club.startClubServer();
  });
  afterAll(() => server.close());

  it("give a trial once for each creator, and charge when it is over", async () => {
    const place = await club.makeClub(server, { Silver: { trialDays: 7 }, Gold: { trialDays: 7 } });
    const { member, id } = await club.join(server, place);
    const trial = await club.stateOf(member, id);
    expect(trial).toMatchObject({ status: "trialing", open: true });
    expect((await club.booksOf(server, id)).payments).toEqual([]);
    await member.json("POST", `/api/v1/subscriptions/${id}/cancel`);
    await club.passTo(server, trial.paidUntil!, HOUR);
    expect(await club.stateOf(member, id)).toMatchObject({ status: "expired", open: false });

    const again = await club.begin(member, place, place.gold);
    await pay(again.checkoutUrl);
    await club.arrived(server);
    expect(await club.stateOf(member, again.subscriptionId)).toMatchObject({ status: "active" });
    expect((await club.booksOf(server, again.subscriptionId)).payments).toMatchObject([
      { price_amount: 1000 },
    ]);

    const other = await club.join(server, place);
    const { paidUntil } = await club.stateOf(other.member, other.id);
    await club.passTo(server, paidUntil!, HOUR + 1);
    expect(await club.stateOf(other.member, other.id)).toMatchObject({ status: "active" });
    expect((await club.booksOf(server, other.id)).payments).toMatchObject([{ price_amount: 500 }]);
    type Told = { items: { kind: string; trial: boolean; until: string | null }[] };
    const { items } = await other.member.json<Told>("GET", "/api/v1/notifications");
    expect(items.filter(({ kind }) => kind === "membership_ending")).toMatchObject([
      { trial: true, until: null },
    ]);
  });

  it("open no other tier in a trial but for its price, and give no grace before a payment", async () => {
    const place = await club.makeClub(server, { Silver: { trialDays: 7 } });
    const { member, id } = await club.join(server, place);
    const up = (one: { member: Actor; id: string }) => club.change(one.member, one.id, place.gold);
    // The same tier by the year opens nothing more: it waits, and the trial goes on.
    expect((await club.change(member, id, place.silver, "year")).status).toBe(200);
    expect(await club.stateOf(member, id)).toMatchObject({ status: "trialing", next: { interval: "year" } });
    await club.useCard(server, member, club.FAILS_LATER);
    expect((await up({ member, id })).status).toBe(409);
    expect(await club.opens(server, member, place.goldPost)).toBe(false);
    expect(await club.opens(server, member, place.post)).toBe(true);
    const payer = await club.join(server, place);
    expect((await up(payer)).status).toBe(200);
    await club.arrived(server);
    expect(await club.stateOf(payer.member, payer.id)).toMatchObject({
      status: "active",
      tier: { name: "Gold" },
    });
    expect(await club.opens(server, payer.member, place.goldPost)).toBe(true);
    expect((await club.booksOf(server, payer.id)).payments).toMatchObject([{ price_amount: 1000 }]);

    const other = await club.join(server, place);
    const { paidUntil } = await club.stateOf(other.member, other.id);
    await club.useCard(server, other.member, club.FAILS_LATER);
    await club.passTo(server, paidUntil!, HOUR + 1);
    expect(await club.stateOf(other.member, other.id)).toMatchObject({ status: "past_due", open: false });
    expect(await club.opens(server, other.member, place.post)).toBe(false);
    await club.useCard(server, other.member, "pm_card_visa");
    await club.pass(server, 8 * DAY);
    expect(await club.stateOf(other.member, other.id)).toMatchObject({ status: "active", open: true });
  });

  it("give no grace of a tier that was moved to and not paid", async () => {
    const place = await club.makeClub(server, {
      Gold: { prices: [{ interval: "month", amount: 300, currency: "usd" }] },
    });
    const { member, id } = await club.join(server, place);
    const { paidUntil } = await club.stateOf(member, id);
    expect((await club.change(member, id, place.gold)).status).toBe(200);
    await club.useCard(server, member, club.FAILS_LATER);
    await club.passTo(server, paidUntil!, HOUR + 1);
    expect(await club.stateOf(member, id)).toMatchObject({ status: "past_due", tier: { name: "Gold" } });
    expect(await club.opens(server, member, place.goldPost)).toBe(false);
  });

  /** Begins to join; `meanwhile` happens while the provider makes the payment page. Answers the refusal and how the page stands. */
  async function interrupted(fan: Actor, place: club.Club, meanwhile: () => Promise<unknown>) {
    const { payments } = server.deps;
    const real = payments.createMembershipCheckout;
    let page = { id: "", url: null as string | null };
    payments.createMembershipCheckout = async (request) => {
      payments.createMembershipCheckout = real;
      page = await real(request);
      await meanwhile();
      return { ...page, status: "open" } as Awaited<ReturnType<typeof real>>;
    };
    const answer = await fan.fetch(
      `/api/v1/creators/${place.handle}/subscribe`,
      body({ tierId: place.silver, interval: "month" }),
    );
    await club.arrived(server);
    return { status: answer.status, page: (await payments.getMembershipCheckout(page.id)).status };
  }

  it("are not paid on a page that was closed before it was there, by another tab or by a block", async () => {
    const place = await club.makeClub(server);
    const tabs = await server.signUp("two tabs");
    const undisturbed = await interrupted(await server.signUp("alone"), place, async () => undefined);
    expect(undisturbed).toEqual({ status: 201, page: "open" });
    const begun = await interrupted(tabs, place, () => club.begin(tabs, place, place.gold));
    expect(begun).toEqual({ status: 409, page: "expired" });
    const shut = await server.signUp("shut out");
    const block = () =>
      place.owner
        .json("PUT", `/api/v1/creators/${place.handle}/blocks/${shut.userId}`, { reason: "" }, 204)
        .then(() => club.arrived(server));
    expect(await interrupted(shut, place, block)).toEqual({ status: 409, page: "expired" });
  });

  it("that were paid although they were closed take no money", async () => {
    const place = await club.makeClub(server);
    const fan = await server.signUp("paid too late");
    const { subscriptionId, checkoutUrl } = await club.begin(fan, place);
    await server.deps.db
      .updateTable("subscriptions")
      .set({ status: "expired", ended_at: server.clock.now() })
      .where("id", "=", subscriptionId)
      .execute();
    await pay(checkoutUrl);
    await club.arrived(server);
    const { rows } = await server.deps.pool.query<{ type: string; data: Record<string, unknown> }>(
      `select data->>'object' as type, data from stripe_sandbox.objects
       where data->>'object' = 'refund' or data->>'object' = 'subscription' and data->'metadata'->>'subscription_id' = $1
       order by type`,
      [subscriptionId],
    );
    expect(rows.find(({ type }) => type === "subscription")!.data.status).toBe("canceled");
    expect(rows.filter(({ type, data }) => type === "refund" && data.amount === 500)).not.toEqual([]);
    expect(await club.opens(server, fan, place.post)).toBe(false);
  });

  it("never sell a seat twice, to newcomers or to members who move up", async () => {
    const place = await club.makeClub(server, { Gold: { seats: 2 } });
    const movers = [await club.join(server, place), await club.join(server, place)];
    const fans = await Promise.all(["r1", "r2", "r3"].map((name) => server.signUp(name)));
    const wishes = [
      ...fans.map(
        (fan) => () =>
          fan.fetch(
            `/api/v1/creators/${place.handle}/subscribe`,
            body({ tierId: place.gold, interval: "month" }),
          ),
      ),
      ...movers.map(
        ({ member, id }) =>
          () =>
            club.change(member, id, place.gold),
      ),
    ];
    const answers = await Promise.all(wishes.map((wish) => wish()));
    const taken = answers.filter(({ ok }) => ok);
    expect(taken).toHaveLength(2);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(3);
    await club.arrived(server);
    const { items } = await server.visitor.json<{ items: { id: string; seatsLeft: number | null }[] }>(
      "GET",
      `/api/v1/creators/${place.handle}/tiers`,
    );
    expect(items.find(({ id }) => id === place.gold)!.seatsLeft).toBe(0);
    // Pages that nobody paid lapse, and their seats are free again.
    await club.pass(server, 2 * HOUR);
    const open = await server.deps.db
      .selectFrom("subscriptions")
      .select("id")
      .where("tier_id", "=", place.gold)
      .where("status", "=", "incomplete")
      .execute();
    expect(open).toEqual([]);
  });

  it("end with the refund of what they run on, and are not charged again", async () => {
    const place = await club.makeClub(server);
    const { member, id } = await club.join(server, place);
    const { paidUntil } = await club.stateOf(member, id);
    await club.passTo(server, paidUntil!, HOUR + 1);
    const [first, renewal] = (await club.booksOf(server, id)).payments;
    await place.owner.json("POST", `/api/v1/purchases/${first!.id}/refund`, {});
    await club.arrived(server);
    expect(await club.opens(server, member, place.post)).toBe(true);
    expect(await club.stateOf(member, id)).toMatchObject({ status: "active" });

    await place.owner.json("POST", `/api/v1/purchases/${renewal!.id}/refund`, {});
    expect(await club.opens(server, member, place.post)).toBe(false);
    await club.arrived(server);
    expect(await club.stateOf(member, id)).toMatchObject({ status: "expired", open: false });
    await club.pass(server, 40 * DAY);
    expect((await club.booksOf(server, id)).payments).toHaveLength(2);
    // Who comes back pays, and it opens.
    const again = await club.begin(member, place);
    await pay(again.checkoutUrl);
    await club.arrived(server);
    expect(await club.opens(server, member, place.post)).toBe(true);
  });

  it("are not begun anew by somebody they were taken from by hand, until that is taken back", async () => {
    const place = await club.makeClub(server);
    const { member, id } = await club.join(server, place);
    expect(await club.opens(server, member, place.post)).toBe(true);
    const [payment] = (await club.booksOf(server, id)).payments;
    const rule = (verdict: string) =>
      place.owner.json("POST", `/api/v1/purchases/${payment!.id}/${verdict}`, { reason: "Shared" });
    await rule("revoke");
    await club.arrived(server);
    expect(await club.stateOf(member, id)).toMatchObject({ status: "expired", open: false });
    const path = `/api/v1/creators/${place.handle}/subscribe`;
    for (const tierId of [place.silver, place.gold]) {
      const refused = await member.fetch(path, body({ tierId, interval: "month" }));
      expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([
        403,
        "access_revoked",
      ]);
    }
    // It is this creator's word alone.
    const elsewhere = await club.makeClub(server);
    await club.begin(member, elsewhere);
    await rule("restore");
    const again = await club.begin(member, place);
    await pay(again.checkoutUrl);
    await club.arrived(server);
    expect(await club.opens(server, member, place.post)).toBe(true);
  });

  it("go on after a refund that lets access stay", async () => {
    const place = await club.makeClub(server);
    const { member, id } = await club.join(server, place);
    const [payment] = (await club.booksOf(server, id)).payments;
    await place.owner.json("POST", `/api/v1/purchases/${payment!.id}/refund`, { keepAccess: true });
    await club.arrived(server);
    expect(await club.stateOf(member, id)).toMatchObject({ status: "active", open: true });
    expect(await club.opens(server, member, place.post)).toBe(true);
  });

  it("end when their member leaves, who must first let an open payment page lapse", async () => {
    const place = await club.makeClub(server);
    const { member, id } = await club.join(server, place);
    const other = await club.makeClub(server);
    await club.begin(member, other);
    const leave = () =>
      member.fetch("/api/v1/me/delete", body({ password: member.password, confirm: "delete" }));
    expect((await leave()).status).toBe(409);
    await club.pass(server, 2 * HOUR);
    const { customer_id: customer } = await server.deps.db
      .selectFrom("payment_customers")
      .select("customer_id")
      .where("user_id", "=", member.userId)
      .executeTakeFirstOrThrow();
    expect(await server.deps.payments.listSavedCards(customer)).toHaveLength(1);
    expect((await leave()).status).toBeLessThan(300);
    await club.arrived(server);
    expect(await server.deps.payments.listSavedCards(customer)).toEqual([]);
    const row = await server.deps.db
      .selectFrom("subscriptions")
      .selectAll()
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    expect(row.status).toBe("expired");
    expect((await server.deps.payments.getMembership(row.provider_id!)).status).toBe("ended");
    expect(await club.mailsTo(server, member)).not.toContain("membership_ended");
  });

  it("of a suspended creator take nobody in and are not renewed", async () => {
    const place = await club.makeClub(server);
    const { member, id } = await club.join(server, place);
    const { paidUntil } = await club.stateOf(member, id);
    const operator = await server.signUpOperator(`op ${place.handle}`);
    const path = `/api/v1/operations/creators/${place.creatorId}/suspend`;
    await operator.json("POST", path, { reason: "Test" });
    await club.arrived(server);
    const fan = await server.signUp(`fan of ${place.handle}`);
    await fan.json(
      "POST",
      `/api/v1/creators/${place.handle}/subscribe`,
      { tierId: place.silver, interval: "month" },
      404,
    );
    expect(await club.opens(server, member, place.post)).toBe(false);
    expect(await club.stateOf(member, id)).toMatchObject({ status: "cancelled" });
    await club.passTo(server, paidUntil!, 2 * HOUR);
    expect(await club.stateOf(member, id)).toMatchObject({ status: "expired" });
    expect((await club.booksOf(server, id)).payments).toHaveLength(1);
  });

  it("of a suspended member, who cannot end them, are not renewed; who is back may take that back", async () => {
    const place = await club.makeClub(server);
    const [shut, back] = [await club.join(server, place), await club.join(server, place)];
    const { paidUntil } = await club.stateOf(shut.member, shut.id);
    const operator = await server.signUpOperator(`op of members ${place.handle}`);
    const decide = (word: string, { userId }: Actor) =>
      operator.json("POST", `/api/v1/operations/users/${userId}/${word}`, { reason: "Test" });
    for (const { member } of [shut, back]) await decide("suspend", member);
    await club.arrived(server);
    const statuses = async () => {
      const rows = await server.deps.db
        .selectFrom("subscriptions")
        .select(["id", "status"])
        .where("id", "in", [shut.id, back.id])
        .execute();
      return [shut, back].map(({ id }) => rows.find((row) => row.id === id));
    };
    expect(await statuses()).toMatchObject([{ status: "cancelled" }, { status: "cancelled" }]);
    await decide("restore", back.member);
    const { email, password } = back.member;
    const signedIn = await back.member.fetch("/api/auth/sign-in/email", body({ email, password }));
    back.member.cookie = signedIn.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ");
    await back.member.json("POST", `/api/v1/subscriptions/${back.id}/resume`);
    await club.passTo(server, paidUntil!, 2 * HOUR);
    expect(await statuses()).toMatchObject([{ status: "expired" }, { status: "active" }]);
    expect((await club.booksOf(server, shut.id)).payments).toHaveLength(1);
    expect((await club.booksOf(server, back.id)).payments).toHaveLength(2);
  });

  it("are paid for yearly too", async () => {
    const place = await club.makeClub(server);
    const { member, id } = await club.join(server, place, { interval: "year" });
    const { paidUntil, startedAt } = await club.stateOf(member, id);
    expect(Date.parse(paidUntil!) - Date.parse(startedAt!)).toBeGreaterThan(364 * DAY * 1000);
    expect((await club.booksOf(server, id)).payments).toMatchObject([{ price_amount: 5000 }]);
  });
});

function body(value: object): RequestInit {
  return { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(value) };
}
