import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../lib/ids.ts";
import { PaymentProviderError, PaymentUnsureError } from "../../ports/payments/port.ts";
import type { Actor } from "../../test/actors.ts";
import type { TestServer } from "../../test/harness.ts";
import * as club from "./club.fixture.ts";

describe("a change of tier", { timeout: 120_000 }, () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await club.startClubServer();
  });
  afterAll(() => server.close());

  type One = { member: Actor; id: string };
  const change = ({ member, id }: One, tierId: string, interval = "month") =>
    club.change(member, id, tierId, interval);
  const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;
  const seatsLeft = async ({ handle, gold }: club.Club) => {
    const { items } = await server.visitor.json<{ items: { id: string; seatsLeft: number | null }[] }>(
      "GET",
      `/api/v1/creators/${handle}/tiers`,
    );
    return items.find(({ id }) => id === gold)!.seatsLeft;
  };

  /** Changes the tier; `meanwhile` happens after the provider was asked and before it has done anything. */
  async function during(one: One, tierId: string, meanwhile: () => Promise<unknown>): Promise<Response> {
    const { payments } = server.deps;
    const real = payments.changeMembership;
    payments.changeMembership = async (request) => {
      payments.changeMembership = real;
      await meanwhile();
      return real(request);
    };
    return change(one, tierId).finally(() => {
      payments.changeMembership = real;
    });
  }

  it("keeps its seat while it is under way, whatever else is heard of the membership", async () => {
    const place = await club.makeClub(server, { Gold: { seats: 1 } });
    const [first, second] = [await club.join(server, place), await club.join(server, place)];
    expect(await seatsLeft(place)).toBe(1);
    const meanwhile = async () => {
      // News of the membership from before the change.
      const { provider_id } = await server.deps.db
        .selectFrom("subscriptions")
        .select("provider_id")
        .where("id", "=", first.id)
        .executeTakeFirstOrThrow();
      await club.provider(server, `/subscriptions/${provider_id}`, { "metadata[seen]": "1" });
      await club.arrived(server);
      expect(await seatsLeft(place)).toBe(0);
      const refused = await change(second, place.gold);
      expect([refused.status, await codeOf(refused)]).toEqual([409, "sold_out"]);
    };
    expect((await during(first, place.gold, meanwhile)).status).toBe(200);
    await club.arrived(server);
    expect(await club.stateOf(first.member, first.id)).toMatchObject({ tier: { name: "Gold" } });
    expect(await seatsLeft(place)).toBe(0);
  });

  it("is made once, however often it is clicked", async () => {
    const place = await club.makeClub(server, { Gold: { seats: 1 } });
    const one = await club.join(server, place);
    const again = async () => {
      const refused = await change(one, place.gold);
      expect([refused.status, await codeOf(refused)]).toEqual([409, "wrong_state"]);
    };
    expect((await during(one, place.gold, again)).status).toBe(200);
    await club.arrived(server);
    expect((await club.booksOf(server, one.id)).payments).toHaveLength(2);
  });

  it("that a card refused gives its seat back, and is made with another card", async () => {
    const place = await club.makeClub(server, { Gold: { seats: 1 } });
    const one = await club.join(server, place);
    await club.useCard(server, one.member, club.FAILS_LATER);
    const refused = await change(one, place.gold);
    expect([refused.status, await codeOf(refused)]).toEqual([409, "card_refused"]);
    expect(await seatsLeft(place)).toBe(1);
    await club.useCard(server, one.member, "pm_card_visa");
    expect((await change(one, place.gold)).status).toBe(200);
    await club.arrived(server);
    expect(await club.stateOf(one.member, one.id)).toMatchObject({ tier: { name: "Gold" } });
  });

  it("is made for the price that was shown, and for no other", async () => {
    const place = await club.makeClub(server, { Gold: { seats: 1 } });
    const one = await club.join(server, place);
    const shown = await club.wishOf(one.member, one.id, place.gold);
    const ask = (body: object) =>
      one.member.fetch(`/api/v1/subscriptions/${one.id}/change`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    const { price: _, ...silent } = shown;
    expect(await codeOf(await ask(silent))).toBe("invalid_input");
    expect(await codeOf(await ask({ ...shown, tierId: newId() }))).toBe("not_found");
    const costs = async (amount: number) => {
      const prices = [{ interval: "month", amount, currency: "usd" }];
      await place.owner.json("PATCH", `/api/v1/tiers/${place.gold}`, { prices });
    };
    await costs(5_000_000);
    const refused = await ask(shown);
    const { code, detail } = (await refused.json()) as { code: string; detail: string };
    expect([refused.status, code]).toEqual([409, "price_changed"]);
    expect(detail).toContain("$50,000.00");
    expect(await codeOf(await ask({ ...shown, price: { ...shown.price, currency: "eur" } }))).toBe(
      "price_changed",
    );
    expect(await club.stateOf(one.member, one.id)).toMatchObject({ tier: { name: "Silver" }, next: null });
    expect((await club.booksOf(server, one.id)).payments).toHaveLength(1);
    // Nothing of it stays behind: neither the seat nor the change under way.
    expect(await seatsLeft(place)).toBe(1);
    // Cheaper is another price too; asked again with the one that is there, it is made.
    await costs(900);
    expect(await codeOf(await ask(shown))).toBe("price_changed");
    expect((await change(one, place.gold)).status).toBe(200);
    await club.arrived(server);
    expect((await club.booksOf(server, one.id)).payments.map((row) => row.price_amount)).toEqual([500, 400]);
    // What a member has is theirs at the price they joined at, whatever it costs others by now.
    await costs(5_000_000);
    expect((await change(one, place.silver)).status).toBe(200);
    expect((await change(one, place.gold)).status).toBe(200);
    expect(await club.stateOf(one.member, one.id)).toMatchObject({ next: null, price: { amount: 900 } });
  });

  it("waits for a price that is being changed, and is held against it", async () => {
    const place = await club.makeClub(server);
    const one = await club.join(server, place);
    const shown = await club.wishOf(one.member, one.id, place.gold);
    let asked: Promise<Response> | undefined;
    await server.deps.db.transaction().execute(async (trx) => {
      await trx.updateTable("tiers").set({ name: "Gold!" }).where("id", "=", place.gold).execute();
      asked = one.member.fetch(`/api/v1/subscriptions/${one.id}/change`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(shown),
      });
      await waitedFor();
      await trx
        .updateTable("tier_prices")
        .set({ amount: 70_000 })
        .where("tier_id", "=", place.gold)
        .execute();
    });
    const refused = await asked!;
    expect([refused.status, await codeOf(refused)]).toEqual([409, "price_changed"]);
  });

  /** Until somebody waits for a row that another has locked. */
  async function waitedFor(): Promise<void> {
    for (let tries = 0; tries < 1000; tries++) {
      const { rows } = await server.deps.pool.query(
        "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
      );
      if (rows.length > 0) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error("nobody waits");
  }

  it("begins a period that is paid as a whole, however little of the old one was left", async () => {
    const prices = [{ interval: "month", amount: 50_000, currency: "usd" }];
    const place = await club.makeClub(server, { Gold: { prices } });
    const one = await club.join(server, place);
    const { paidUntil } = await club.stateOf(one.member, one.id);
    await club.passTo(server, paidUntil!, -club.HOUR);
    const at = server.clock.now().getTime();
    expect((await change(one, place.gold)).status).toBe(200);
    await club.arrived(server);
    const [, paid] = (await club.booksOf(server, one.id)).payments;
    expect(paid!.price_amount).toBe(49_999);
    const gold = await club.stateOf(one.member, one.id);
    expect(Date.parse(gold.paidUntil!) - at).toBeGreaterThan(27 * club.DAY * 1000);
    expect(paid!.period_ends_at!.toISOString()).toBe(gold.paidUntil);
    // The old boundary charges nothing; the next one does, and nothing stays open on the credit of the smaller tier.
    await club.passTo(server, paidUntil!, 2 * club.HOUR);
    expect((await club.booksOf(server, one.id)).payments).toHaveLength(2);
    expect(await club.opens(server, one.member, place.goldPost)).toBe(true);
    await club.useCard(server, one.member, club.FAILS_LATER);
    await club.passTo(server, gold.paidUntil!, club.HOUR + 1);
    expect(await club.stateOf(one.member, one.id)).toMatchObject({ status: "past_due", open: false });
  });

  it("waits for the payment of a renewal, which would be credited unpaid", async () => {
    const place = await club.makeClub(server, { Gold: { seats: 1 } });
    const one = await club.join(server, place);
    const { paidUntil } = await club.stateOf(one.member, one.id);
    await club.passTo(server, paidUntil!, 60);
    const refused = await change(one, place.gold);
    expect([refused.status, await codeOf(refused)]).toEqual([409, "wrong_state"]);
    expect(await seatsLeft(place)).toBe(1);
    expect((await change(one, place.silver, "year")).status).toBe(409);
    await club.pass(server, club.HOUR);
    expect((await change(one, place.gold)).status).toBe(200);
    await club.arrived(server);
    const amounts = (await club.booksOf(server, one.id)).payments.map((row) => row.price_amount);
    expect(amounts.slice(0, 2)).toEqual([500, 500]);
    expect(amounts[2]).toBeLessThan(510);
  });

  it("that the provider refuses gives its seat back", async () => {
    const place = await club.makeClub(server, { Gold: { seats: 1 } });
    const one = await club.join(server, place);
    const refused = await during(one, place.gold, () => Promise.reject(new PaymentProviderError("not so")));
    expect([refused.status, await codeOf(refused)]).toEqual([502, "payment_provider_unavailable"]);
    expect(await seatsLeft(place)).toBe(1);
    expect((await change(one, place.gold)).status).toBe(200);
  });

  it("whose answer never came keeps its seat for some minutes and no longer", async () => {
    const place = await club.makeClub(server, { Gold: { seats: 1 } });
    const one = await club.join(server, place);
    const lost = await during(one, place.gold, () =>
      Promise.reject(new PaymentUnsureError("it took too long")),
    );
    expect([lost.status, await codeOf(lost)]).toEqual([502, "payment_unsure"]);
    expect(await seatsLeft(place)).toBe(0);
    await club.pass(server, 901);
    expect(await seatsLeft(place)).toBe(1);
    expect((await change(one, place.gold)).status).toBe(200);
  });
});
