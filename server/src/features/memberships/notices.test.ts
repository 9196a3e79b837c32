import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../../test/actors.ts";
import type { TestServer } from "../../test/harness.ts";
import * as club from "./club.fixture.ts";
import { tellEndings } from "./notices.ts";

const { DAY, HOUR } = club;
type Item = { kind: string; person: string | null; tier: string | null; until: string | null };

describe("what is told of a membership", { timeout: 120_000 }, () => {
  let server: TestServer;
  let place: club.Club;
  beforeAll(async () => {
    server = await club.startClubServer();
    place = await club.makeClub(server);
  });
  afterAll(() => server.close());

  const told = async (who: Actor) =>
    (await who.json<{ items: Item[] }>("GET", "/api/v1/notifications")).items;
  const kinds = async (who: Actor) => (await told(who)).map(({ kind }) => kind);
  const count = async (who: Actor, kind: string) =>
    (await club.mailsTo(server, who)).filter((mailed) => mailed === kind).length;
  const cancel = (member: Actor, id: string) =>
    member.json<{ paidUntil: string }>("POST", `/api/v1/subscriptions/${id}/cancel`);

  it("the owner hears who has joined, the member of each renewal; not of the first payment", async () => {
    const { member, id } = await club.join(server, place, { name: "Noor" });
    const [joined] = await told(place.owner);
    expect(joined).toMatchObject({ kind: "new_member", person: "Noor", tier: "Silver" });
    expect(await count(place.owner, "new_member")).toBe(1);
    expect(await kinds(member)).toEqual([]);
    const { paidUntil } = await club.stateOf(member, id);
    await club.passTo(server, paidUntil!, HOUR + 1);
    expect(await kinds(member)).toEqual(["renewal"]);
    expect(await count(member, "receipt")).toBe(2);
    expect(await kinds(place.owner)).toEqual(["new_member"]);
  });

  it("a failed payment, each try once, and by mail unless that is switched off", async () => {
    const heard = await club.join(server, place);
    const quiet = await club.join(server, place);
    await quiet.member.json("PATCH", "/api/v1/notifications/settings", {
      kind: "payment_failed",
      byMail: false,
    });
    for (const { member } of [heard, quiet]) await club.useCard(server, member, club.FAILS_LATER);
    const { paidUntil } = await club.stateOf(heard.member, heard.id);
    await club.passTo(server, paidUntil!, HOUR + 1);
    expect(await kinds(heard.member)).toEqual(["payment_failed"]);
    expect(await count(heard.member, "membership_payment_failed")).toBe(1);
    expect(await kinds(quiet.member)).toEqual(["payment_failed"]);
    expect(await count(quiet.member, "membership_payment_failed")).toBe(0);
  });

  it("the end of what was cancelled, three days before, once, and not when it goes on", async () => {
    const leaving = await club.join(server, place);
    const staying = await club.join(server, place);
    const { paidUntil } = await cancel(leaving.member, leaving.id);
    const until = async (days: number) => {
      server.clock.set(new Date(Date.parse(paidUntil) - days * DAY * 1000));
      await tellEndings(server.deps);
      await tellEndings(server.deps);
    };
    await until(4);
    expect(await kinds(leaving.member)).toEqual([]);
    await until(3);
    await until(2);
    expect(await told(leaving.member)).toMatchObject([{ kind: "membership_ending", until: paidUntil }]);
    expect(await count(leaving.member, "membership_ending")).toBe(1);
    await leaving.member.json("POST", `/api/v1/subscriptions/${leaving.id}/resume`);
    expect(await told(leaving.member)).toMatchObject([{ kind: "membership_ending", until: null }]);
    expect(await kinds(staying.member)).toEqual([]);
  });

  it("the end without a way back to whoever was shut out, and one mail only when it is near", async () => {
    const near = await club.join(server, place);
    const blocked = await club.join(server, place);
    const mails = async (who: Actor) => {
      const rows = await server.deps.db
        .selectFrom("mails")
        .select(["kind", "text_body"])
        .where("user_id", "=", who.userId)
        .where("kind", "in", ["membership_cancelled", "membership_ending"])
        .orderBy("created_at")
        .execute();
      return rows.map(({ kind, text_body }) => [kind, /take (it|the cancellation) back/i.test(text_body)]);
    };
    await place.owner.json(
      "PUT",
      `/api/v1/creators/${place.handle}/blocks/${blocked.member.userId}`,
      { reason: "" },
      204,
    );
    await club.arrived(server);
    const { paidUntil, canResume } = await club.stateOf(blocked.member, blocked.id);
    expect(canResume).toBe(false);
    server.clock.set(new Date(Date.parse(paidUntil!) - 2 * DAY * 1000));
    await cancel(near.member, near.id);
    expect((await club.stateOf(near.member, near.id)).canResume).toBe(true);
    await tellEndings(server.deps);
    expect(await mails(near.member)).toEqual([["membership_cancelled", true]]);
    expect(await kinds(near.member)).toEqual(["membership_ending"]);
    expect(await mails(blocked.member)).toEqual([
      ["membership_cancelled", false],
      ["membership_ending", false],
    ]);
  });
});
