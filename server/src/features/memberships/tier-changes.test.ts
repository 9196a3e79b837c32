import { afterAll, beforeAll, describe, expect, it } from "vitest";
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
    member.fetch(`/api/v1/subscriptions/${id}/change`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ tierId, interval }),
    });
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
