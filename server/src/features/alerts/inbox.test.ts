import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recordEvents } from "../../events/record-event.ts";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { buy, makeProduct, makeShop, ticket } from "../../test/make.ts";
import { watchEvents } from "./watch-events.ts";

type Detail = {
  id: string;
  rule: string;
  eventCount: number;
  events: { type: string; actor: { id: string } | null }[];
  networks: string[];
  files: { id: string; name: string }[];
  purchases: { id: string; open: boolean }[];
  mutedUntil: string | null;
};
type Inbox = { items: Detail[]; open: number };

describe("the inbox of alerts", () => {
  let server: TestServer;
  let operator: Actor;
  beforeAll(async () => {
    server = await startTestServer();
    operator = await server.signUpOperator("operator");
  });
  afterAll(() => server.close());

  const list = (state: string) => operator.json<Inbox>("GET", `/api/v1/operations/alerts?state=${state}`);
  const get = (id: string) => operator.json<Detail>("GET", `/api/v1/operations/alerts/${id}`);
  const refuse = (actorId: string, count: number, reason = "link_expired") =>
    recordEvents(
      server.deps.db,
      server.clock,
      Array.from({ length: count }, () => ({
        type: "access.denied",
        actorId,
        address: "198.51.100.0/24",
        data: { reason, at: "link" },
      })),
    );

  it("shows the events behind an alert and nothing else", async () => {
    const suspect = await server.signUp("suspect");
    const other = await server.signUp("other");
    await refuse(other.userId, 3);
    await refuse(suspect.userId, 22);
    await watchEvents(server.deps);
    const [{ id } = { id: "" }] = (await list("open")).items;
    const alert = await get(id);
    expect(alert).toMatchObject({ rule: "many_refusals", eventCount: 22, networks: ["198.51.100.0/24"] });
    expect(alert.events).toHaveLength(22);
    for (const event of alert.events)
      expect(event).toMatchObject({ type: "access.denied", actor: { id: suspect.userId } });
    await operator.json("POST", `/api/v1/operations/alerts/${id}/acknowledge`, {});
  });

  it("names the file and the purchase of a shared link, and the purchase can be revoked from there", async () => {
    const shop = await makeShop(server, "seller");
    const product = await makeProduct(server, shop, {});
    const buyer = await server.signUp("buyer");
    const purchaseId = await buy(buyer, product.productId);
    const { url } = await ticket(buyer, product.fileId);
    for (const name of ["friend1", "friend2"])
      expect((await (await server.signUp(name)).fetch(url)).status).toBe(403);
    await watchEvents(server.deps);
    const alert = await get((await list("open")).items[0]!.id);
    expect(alert).toMatchObject({
      rule: "shared_link",
      eventCount: 2,
      files: [{ id: product.fileId }],
      purchases: [{ id: purchaseId, open: true }],
    });
    await operator.json("POST", `/api/v1/purchases/${purchaseId}/revoke`, { reason: "Shared" });
    expect((await get(alert.id)).purchases).toMatchObject([{ id: purchaseId, open: false }]);
    await operator.json("POST", `/api/v1/operations/alerts/${alert.id}/acknowledge`, {});
  });

  it("keeps nothing of where somebody was who has left", async () => {
    const leaver = await server.signUp("leaver");
    await recordEvents(
      server.deps.db,
      server.clock,
      Array.from({ length: 8 }, () => ({
        type: "session.refused",
        subject: { type: "user", id: leaver.userId },
        address: "203.0.113.0/24",
        data: { account: "a" },
      })),
    );
    await watchEvents(server.deps);
    const [alert] = (await list("open")).items;
    expect(alert).toMatchObject({ rule: "password_guessing", detail: { networks: ["203.0.113.0/24"] } });
    await leaver.json("POST", "/api/v1/me/delete", { password: leaver.password, confirm: "delete" });
    expect(await get(alert!.id)).toMatchObject({ detail: {}, networks: [] });
    const { rows } = await server.deps.pool.query(
      "select count(*)::int as left from events where subject_id = $1 and address is not null",
      [leaver.userId],
    );
    expect(rows).toEqual([{ left: 0 }]);
    await operator.json("POST", `/api/v1/operations/alerts/${alert!.id}/acknowledge`, {});
  });

  it("counts what is open, and keeps acknowledged and muted apart", async () => {
    const { userId } = await server.signUp("muted");
    const before = await list("acknowledged");
    expect(await list("open")).toMatchObject({ items: [], open: 0 });
    await refuse(userId, 20);
    await watchEvents(server.deps);
    const open = await list("open");
    expect(open.open).toBe(1);
    const { id } = open.items[0]!;
    await operator.json("POST", `/api/v1/operations/alerts/${id}/mute`, { hours: 24 });
    expect((await list("muted")).items.map((alert) => alert.id)).toEqual([id]);
    expect((await list("acknowledged")).items).toHaveLength(before.items.length);
    const unmuted = await operator.json<Detail>("POST", `/api/v1/operations/alerts/${id}/unmute`, {});
    expect(unmuted.mutedUntil).toBeNull();
    expect((await list("muted")).items).toEqual([]);
    expect((await list("acknowledged")).items[0]!.id).toBe(id);

    server.clock.advance(2 * 3_600_000);
    await refuse(userId, 20);
    await watchEvents(server.deps);
    expect((await list("open")).open).toBe(1);
    const { rows } = await server.deps.pool.query(
      "select type from events where subject_id = $1 order by id",
      [id],
    );
    expect(rows.map(({ type }) => type)).toEqual([
      "alert.raised",
      "alert.acknowledged",
      "alert.muted",
      "alert.unmuted",
    ]);
  });
});
