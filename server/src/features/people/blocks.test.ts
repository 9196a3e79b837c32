import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../../test/actors.ts";
import type { TestServer } from "../../test/harness.ts";
import { pay } from "../../test/make.ts";
import { addMember } from "../catalog/shop.fixture.ts";
import {
  arrived,
  begin,
  type Club,
  DAY,
  join,
  makeClub,
  opens,
  pass,
  passTo,
  startClubServer,
  stateOf,
} from "../memberships/club.fixture.ts";
import { saidAt } from "./said.fixture.ts";

describe("blocks", () => {
  let server: TestServer;
  let club: Club;
  let at: ReturnType<typeof saidAt>;
  beforeAll(async () => {
    server = await startClubServer();
    club = await makeClub(server);
    at = saidAt(server, club);
  });
  afterAll(() => server.close());

  const path = (who: Pick<Actor, "userId">) => `/api/v1/creators/${club.handle}/blocks/${who.userId}`;
  const block = (who: Pick<Actor, "userId">, by = club.owner, expected = 204, reason = "Rude") =>
    by.json<{ code: string }>("PUT", path(who), { reason }, expected);
  const unblock = (who: Pick<Actor, "userId">, by = club.owner, expected = 204) =>
    by.json("DELETE", path(who), undefined, expected);
  const blocked = async (by = club.owner) =>
    (
      await by.json<{ items: { userId: string; reason: string }[] }>(
        "GET",
        `/api/v1/creators/${club.handle}/blocks`,
      )
    ).items.map(({ userId, reason }) => [userId, reason]);
  const sold = () => at.write({ visibility: "ppv", price: { amount: 500, currency: "usd" } });
  const order = (who: Actor, postId: string, expected = 201) =>
    who.json<{ code: string; purchaseId: string; checkoutUrl: string }>(
      "POST",
      "/api/v1/unlock",
      { postId },
      expected,
    );

  it("are made and lifted by owners and editors, and listed with their reason", async () => {
    const [fan, editor, analyst] = [
      await server.signUp("Blocked Fan"),
      await server.signUp("Editor of blocks"),
      await server.signUp("Analyst of blocks"),
    ];
    await addMember(server.deps, club.creatorId, editor.userId, "editor");
    await addMember(server.deps, club.creatorId, analyst.userId, "analyst");
    await block(fan, editor);
    await block(fan, club.owner, 204, "Rude, twice");
    await block(fan, club.owner, 204, "");
    expect(await blocked(editor)).toEqual([[fan.userId, "Rude, twice"]]);
    await unblock(fan, editor);
    await unblock(fan, editor);
    expect(await blocked()).toEqual([]);
    const { rows } = await server.deps.pool.query(
      "select type from events where subject_id = $1 and type like 'fan.%' order by id",
      [fan.userId],
    );
    expect(rows.map(({ type }) => type)).toEqual(["fan.blocked", "fan.unblocked"]);

    await block(fan, analyst, 403);
    await block(fan, fan, 404);
    await block(fan, server.visitor, 401);
    await analyst.json("GET", `/api/v1/creators/${club.handle}/blocks`, undefined, 403);
    await fan.json("GET", `/api/v1/creators/${club.handle}/blocks`, undefined, 404);
    expect((await block(editor, club.owner, 409)).code).toBe("wrong_state");
    await block({ userId: club.creatorId }, club.owner, 404);
  });

  it("end following, and what was done before is refused: follow, comment, like, order, join", async () => {
    const fan = await server.signUp("Takes part");
    const [free, post] = [await at.write(), await sold()];
    const follow = (expected: number) =>
      fan.json<{ code?: string }>("PUT", `/api/v1/creators/${club.handle}/follow`, undefined, expected);
    await follow(200);
    await at.say(fan, free, "Hello");
    await fan.json("PUT", `/api/v1/posts/${free}/like`);
    const open = await order(fan, post);
    const joining = await begin(fan, club);
    await block(fan);
    await arrived(server);

    expect((await fan.json<{ items: [] }>("GET", "/api/v1/following")).items).toEqual([]);
    expect((await follow(403)).code).toBe("blocked");
    await at.refused(fan, free, 404);
    await fan.json("PUT", `/api/v1/posts/${free}/like`, undefined, 404);
    expect((await order(fan, post, 404)).code).toBe("not_found");
    expect(
      await fan.json(
        "POST",
        `/api/v1/creators/${club.handle}/subscribe`,
        { tierId: club.silver, interval: "month" },
        403,
      ),
    ).toMatchObject({ code: "blocked" });
    // The pages that were open already cannot be paid any more.
    for (const url of [open.checkoutUrl, joining.checkoutUrl]) await pay(url);
    await arrived(server);
    expect(await fan.json("GET", `/api/v1/purchases/${open.purchaseId}?confirm=1`)).toMatchObject({
      status: "expired",
    });
    expect(await stateOf(fan, joining.subscriptionId)).toMatchObject({ status: "expired", open: false });

    await unblock(fan);
    await follow(200);
    await at.say(fan, free, "Back again");
    await order(fan, post);
  });

  it("leave what was bought open, and shut out of what is free", async () => {
    const fan = await server.signUp("Bought it");
    const [free, post] = [await at.write(), await sold()];
    const { checkoutUrl, purchaseId } = await order(fan, post);
    await pay(checkoutUrl);
    await fan.json("GET", `/api/v1/purchases/${purchaseId}?confirm=1`);
    expect([await opens(server, fan, post), await opens(server, fan, free)]).toEqual([true, true]);
    await block(fan);
    expect([await opens(server, fan, post), await opens(server, fan, free)]).toEqual([true, false]);
    expect(await at.refused(fan, post, 403)).toMatchObject({
      code: "blocked",
      detail: "What you have paid for stays open to you.",
    });
  });

  it("let a membership run out with what was paid, and nothing more is charged", async () => {
    const { member, id } = await join(server, club);
    const other = await join(server, club);
    await block(member);
    await arrived(server);
    const state = await stateOf(member, id);
    expect(state).toMatchObject({ status: "cancelled" });
    const act = (verb: string, body: object = {}) =>
      member.json<{ code: string }>("POST", `/api/v1/subscriptions/${id}/${verb}`, body, 403);
    expect((await act("resume")).code).toBe("blocked");
    await passTo(server, state.paidUntil!, DAY);
    expect(await stateOf(member, id)).toMatchObject({ status: "expired", open: false });
    const paid = await server.deps.db
      .selectFrom("purchases")
      .select((eb) => eb.fn.countAll<number>().as("times"))
      .where("subscription_id", "=", id)
      .executeTakeFirstOrThrow();
    expect(paid.times).toBe(1);
    // Somebody else's was renewed meanwhile.
    expect(await stateOf(other.member, other.id)).toMatchObject({ status: "active", open: true });
  });

  it("keep members from moving to another tier, and once lifted let them take the end back", async () => {
    const { member, id } = await join(server, club);
    const change = (tierId: string, expected: number) =>
      member.json<{ code?: string }>(
        "POST",
        `/api/v1/subscriptions/${id}/change`,
        { tierId, interval: "month", price: { amount: tierId === club.gold ? 1000 : 500, currency: "usd" } },
        expected,
      );
    await change(club.gold, 200);
    await arrived(server);
    await server.deps.db
      .insertInto("fan_blocks")
      .values({ creator_id: club.creatorId, user_id: member.userId, created_at: server.clock.now() })
      .execute();
    expect((await change(club.silver, 403)).code).toBe("blocked");
    await unblock(member);
    await block(member);
    await arrived(server);
    expect((await stateOf(member, id)).status).toBe("cancelled");
    await unblock(member);
    await member.json("POST", `/api/v1/subscriptions/${id}/resume`, {});
    expect((await stateOf(member, id)).status).toBe("active");
    await pass(server, DAY);
  });
});
