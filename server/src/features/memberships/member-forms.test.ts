import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { pay } from "../../test/make.ts";
import * as club from "./club.fixture.ts";

describe("the plain forms of members' pages", () => {
  let server: TestServer;
  let place: club.Club;
  beforeAll(async () => {
    server = await startTestServer();
    place = await club.makeClub(server, { Gold: { seats: 1 } });
  });
  afterAll(() => server.close());

  const post = async (who: Actor, path: string, fields: Record<string, string> = {}) => {
    const answer = await who.fetch(`/api/v1${path}`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(fields).toString(),
    });
    return { status: answer.status, leadsTo: answer.headers.get("location") ?? "" };
  };
  const join = (who: Actor, tierId: string) =>
    post(who, `/creators/${place.handle}/subscribe`, { tierId, interval: "month" });

  it("lead to the payment page, and back to the page that says how it stands", async () => {
    const member = await server.signUp("Ann");
    const began = await join(member, place.gold);
    expect(began).toEqual({ status: 303, leadsTo: expect.stringContaining("/sandbox/checkout/") });
    await pay(began.leadsTo);
    const { items } = await member.json<{ items: { id: string }[] }>("GET", "/api/v1/subscriptions");
    const { id } = items[0]!;
    await member.json("GET", `/api/v1/subscriptions/${id}?confirm=1`);
    const own = { status: 303, leadsTo: "/memberships" };
    expect(await post(member, `/subscriptions/${id}/cancel`)).toEqual(own);
    expect(await club.stateOf(member, id)).toMatchObject({ status: "cancelled" });
    expect(await post(member, `/subscriptions/${id}/resume`)).toEqual(own);
    const silver = { tierId: place.silver, interval: "month", amount: "500", currency: "usd" };
    const change = `/subscriptions/${id}/change?handle=${place.handle}`;
    const tiers = `/@${place.handle}/membership`;
    expect(await post(member, change, { ...silver, amount: "499" })).toEqual({
      status: 303,
      leadsTo: `${tiers}?problem=price_changed`,
    });
    expect((await post(member, `/subscriptions/${id}/change`, { ...silver, amount: "much" })).status).toBe(
      400,
    );
    expect(await club.stateOf(member, id)).toMatchObject({ next: null });
    expect(await post(member, change, silver)).toEqual(own);
    expect(await club.stateOf(member, id)).toMatchObject({ next: { tier: { name: "Silver" } } });
    const portal = await post(member, "/subscriptions/provider-page");
    expect(portal).toEqual({ status: 303, leadsTo: expect.stringContaining("/sandbox/portal/") });
  });

  it("turn a membership back and forth ten times an hour", async () => {
    const member = await server.signUp("Undecided");
    await pay((await join(member, place.silver)).leadsTo);
    const { items } = await member.json<{ items: { id: string }[] }>("GET", "/api/v1/subscriptions");
    const { id } = items[0]!;
    await member.json("GET", `/api/v1/subscriptions/${id}?confirm=1`);
    const turn = async (n: number) =>
      (await post(member, `/subscriptions/${id}/${n % 2 === 0 ? "cancel" : "resume"}`)).leadsTo;
    for (let n = 0; n < 10; n++) expect(await turn(n)).toBe("/memberships");
    expect(await turn(10)).toBe("/memberships?problem=rate_limited");
    expect(await club.stateOf(member, id)).toMatchObject({ status: "active" });
    server.clock.advance(3_601_000);
    expect(await turn(10)).toBe("/memberships");
    expect(await club.stateOf(member, id)).toMatchObject({ status: "cancelled" });
  });

  it("lead to what is in the way", async () => {
    const tiers = `/@${place.handle}/membership`;
    expect(await join(server.visitor, place.silver)).toEqual({
      status: 303,
      leadsTo: `/sign-in?next=${encodeURIComponent(tiers)}`,
    });
    const late = await server.signUp("Late");
    expect((await join(late, place.gold)).leadsTo).toBe(`${tiers}?problem=sold_out`);
    expect((await join(place.owner, place.silver)).leadsTo).toBe(`${tiers}?problem=already_owned`);
    const unknown = "/subscriptions/00000000-0000-7000-8000-000000000000/cancel";
    expect((await post(late, unknown)).leadsTo).toBe("/memberships?problem=not_found");
  });
});
