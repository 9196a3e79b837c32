import { createServer } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { EventType } from "../../events/event-types.ts";
import { type NewEvent, recordEvents } from "../../events/record-event.ts";
import { newId } from "../../lib/ids.ts";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { buy, makeFile, makeProduct, makeShop, ticket } from "../../test/make.ts";
import { RULES } from "./rules.ts";
import { sendAlert } from "./send-alert.ts";
import { watchEvents } from "./watch-events.ts";

type Alert = {
  id: string;
  rule: string;
  says: string;
  state: string;
  about: string;
  amount: number;
  mutedUntil: string | null;
};
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe("alerts", () => {
  const servers: TestServer[] = [];
  let server: TestServer;
  let operator: Actor;
  let people = 0;
  beforeEach(async () => {
    server = await startTestServer();
    servers.push(server);
    operator = await server.signUpOperator("operator");
  });
  // At once: thirty that stay would take the database's connections from other tests.
  afterEach(() => Promise.all(servers.splice(0).map((each) => each.close())));

  const note = (events: NewEvent[]) => recordEvents(server.deps.db, server.clock, events);
  const times = (count: number, make: (n: number) => NewEvent) =>
    note(Array.from({ length: count }, (_, n) => make(n)));
  const inbox = async () =>
    (await operator.json<{ items: Alert[] }>("GET", "/api/v1/operations/alerts?state=open")).items;
  const raised = async () => {
    await watchEvents(server.deps);
    return (await inbox()).map(({ rule }) => rule);
  };
  const someone = async () => (await server.signUp(`person${++people}`)).userId;
  const denied = (actorId: string, reason: string, file = newId(), more: object = {}): NewEvent => ({
    type: "access.denied",
    actorId,
    subject: { type: "file", id: file },
    address: "198.51.100.0/24",
    data: { reason, at: "link", ...more },
  });
  const created = (actorId: string, country = "NL", more: object = {}): NewEvent => ({
    type: "download.created",
    actorId,
    subject: { type: "file", id: newId() },
    address: "198.51.100.0/24",
    data: { download: newId(), because: "purchase", country, session: actorId, ...more },
  });
  const viewed = (actorId: string, because = "purchase"): NewEvent[] =>
    (["view.created", "view.served"] as const).map((type) => ({
      type,
      actorId,
      subject: { type: "file", id: newId() },
      address: "198.51.100.0/24",
      data: { view: newId(), because, country: "NL", session: actorId },
    }));
  const refusedSignIn = (user: string, step?: 2): NewEvent => ({
    type: "session.refused",
    subject: { type: "user", id: user },
    address: "198.51.100.0/24",
    data: { account: user, step },
  });
  const served = (actorId: string, because = "purchase"): NewEvent => ({
    type: "download.served",
    actorId,
    subject: { type: "file", id: newId() },
    address: "198.51.100.0/24",
    data: { download: newId(), because, country: "NL", start: 0, bytes: 1000 },
  });

  describe("each attack raises its own alert, and the most of what is harmless does not", () => {
    it("refusals of one viewer", async () => {
      const user = await someone();
      await times(19, () => denied(user, "link_expired"));
      expect(await raised()).toEqual([]);
      await times(1, () => denied(user, "link_expired"));
      expect(await raised()).toEqual(["many_refusals"]);
    });

    it("links at a rate no person has", async () => {
      const user = await someone();
      await times(199, () => created(user));
      expect(await raised()).toEqual([]);
      await times(1, () => created(user));
      expect(await raised()).toEqual(["many_links"]);
    });

    it("files that were not bought", async () => {
      const user = await someone();
      const file = newId();
      await times(15, () => denied(user, "purchase_required", file));
      expect(await raised()).toEqual([]);
      await times(9, (n) => denied(user, n % 2 ? "not_found" : "purchase_required"));
      expect(await raised()).toEqual(["files_not_owned", "many_refusals"].filter(Boolean).sort());
    });

    it.each([
      "subscription_required",
      "higher_tier_required",
      "original_not_offered",
      "access_ended",
      "access_revoked",
    ])("files of members and of ended rights: %s", async (reason) => {
      const user = await someone();
      const tried = () => denied(user, reason, newId(), { at: "ticket", kind: "view" });
      await times(9, tried);
      expect(await raised()).toEqual([]);
      await times(1, tried);
      expect(await raised()).toEqual(["files_not_owned"]);
    });

    it("posts of members tried one after the other, through the real door", async () => {
      const shop = await makeShop(server, "members only");
      const stranger = await server.signUp("no member");
      const tryPost = async () => {
        const post = { creatorId: shop.creatorId, body: "For members", visibility: "subscribers" };
        const { id } = await shop.owner.json<{ id: string }>("POST", "/api/v1/posts", post, 201);
        expect((await stranger.fetch(`/api/v1/posts/${id}/media`)).status).toBe(403);
      };
      for (let n = 0; n < 9; n++) await tryPost();
      expect(await raised()).toEqual([]);
      await tryPost();
      expect(await raised()).toEqual(["files_not_owned"]);
    });

    it("not a feed of posts that was left open when they were closed, through the real door", async () => {
      const shop = await makeShop(server, "closes posts");
      const reader = await server.signUp("leaves pages open");
      const sound = Buffer.from("ID3\u0004\u0000\u0000\u0000\u0000\u0000\u0000");
      const open = async () => {
        const fileId = await makeFile(server, shop, Buffer.concat([sound, Buffer.from(newId())]), "a.mp3");
        const post = {
          creatorId: shop.creatorId,
          body: "Listen",
          visibility: "free",
          mediaFileIds: [fileId],
        };
        const { id } = await shop.owner.json<{ id: string }>("POST", "/api/v1/posts", post, 201);
        return id;
      };
      const posts = await Promise.all(Array.from({ length: 24 }, open));
      const ask = (id: string) => reader.fetch(`/api/v1/posts/${id}/media`);
      for (const id of posts) expect((await ask(id)).status).toBe(200);
      for (const id of posts)
        await shop.owner.json("PATCH", `/api/v1/posts/${id}`, { visibility: "subscribers" });
      for (const id of posts) expect((await ask(id)).status).toBe(403);
      expect(await raised()).toEqual([]);
    });

    it("one account in many countries", async () => {
      const user = await someone();
      await note([created(user, "NL"), created(user, "NL"), created(user, "BR")]);
      expect(await raised()).toEqual([]);
      await note([created(user, "VN")]);
      expect(await raised()).toEqual(["many_places"]);
    });

    it("one account in many networks", async () => {
      const user = await someone();
      const from = (n: number): NewEvent => ({ ...created(user), address: `198.51.${n}.0/24` });
      await times(9, from);
      expect(await raised()).toEqual([]);
      await times(10, from);
      expect(await raised()).toEqual(["many_networks"]);
    });

    it.each([
      ["download", ["served", "cut", "served"]],
      ["download", ["started", "resumed", "started"]],
      ["view", ["served", "started", "cut"]],
    ])(
      "one account that comes for the bytes from many countries and networks: %s, %s",
      async (kind, ways) => {
        const user = await someone();
        const fetched = (n: number, country: string): NewEvent => ({
          type: `${kind}.${ways[n % 3]}` as EventType,
          actorId: user,
          subject: { type: "file", id: newId() },
          address: `198.51.${n}.0/24`,
          data: { [kind]: newId(), because: "purchase", country, bytes: 1 },
        });
        // All the links and views were made in one place.
        await note([...Array.from({ length: 10 }, () => created(user)), ...viewed(user)]);
        await times(8, (n) => fetched(n, n < 2 ? "NL" : "BR"));
        expect(await raised()).toEqual([]);
        await times(9, (n) => fetched(n, n < 8 ? "BR" : "VN"));
        expect((await raised()).sort()).toEqual(["many_networks", "many_places"]);
      },
    );

    it("one account on many devices, through the real door", async () => {
      const shop = await makeShop(server, "devices");
      const product = await makeProduct(server, shop, {});
      const buyer = await server.signUp("owner of phones");
      await buy(buyer, product.productId);
      const onAnother = async () => {
        const { email, password } = buyer;
        const signedIn = await server.visitor.fetch("/api/auth/sign-in/email", {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ email, password }),
        });
        const cookie = signedIn.headers
          .getSetCookie()
          .map((line) => line.split(";")[0])
          .join("; ");
        const path = `/api/v1/files/${product.fileId}/downloads`;
        expect((await buyer.fetch(path, { method: "POST", headers: { cookie } })).status).toBe(201);
      };
      for (let n = 0; n < 5; n++) await onAnother();
      expect(await raised()).toEqual([]);
      await onAnother();
      expect(await raised()).toEqual(["many_devices"]);
    });

    it("views at a rate no page has, and of everything there is", async () => {
      const [owner, user] = [await someone(), await someone()];
      await note(Array.from({ length: 1499 }, () => viewed(user)).flat());
      await note(Array.from({ length: 300 }, () => viewed(owner, "owner")).flat());
      expect(await raised()).toEqual([]);
      await note(viewed(user));
      expect((await raised()).sort()).toEqual(["bulk_viewing", "many_views"]);
    });

    it("one view tried by several people", async () => {
      const file = newId();
      const tried = async () => denied(await someone(), "wrong_viewer", file, { at: "view", view: newId() });
      await note([await tried()]);
      expect(await raised()).toEqual([]);
      await note([await tried()]);
      expect(await raised()).toEqual(["shared_view"]);
    });

    it("a payment of another price", async () => {
      const shop = await makeShop(server, "cheap");
      const product = await makeProduct(server, shop, {});
      const buyer = await server.signUp("haggler");
      const purchaseId = await buy(buyer, product.productId);
      expect(await raised()).toEqual([]);
      await note([
        {
          type: "payment.mismatch",
          subject: { type: "purchase", id: purchaseId },
          data: { session: "cs_1", amount: 1, currency: "usd" },
        },
      ]);
      expect(await raised()).toEqual(["wrong_payments"]);
      expect((await inbox())[0]).toMatchObject({
        about: `purchase:${purchaseId}`,
        user: { email: buyer.email },
      });
    });

    it("uploads into other people's shops, through the real door, but not those that the quota does not hold", async () => {
      const shop = await makeShop(server, "target");
      const intruder = await server.signUp("intruder");
      const announce = (creatorId: string) =>
        intruder.fetch("/api/v1/uploads", {
          method: "POST",
          headers: {
            "tus-resumable": "1.0.0",
            "upload-length": "3",
            "upload-metadata": `filename ${btoa("x.txt")},creatorId ${btoa(creatorId)}`,
          },
        });
      await times(20, () => ({
        type: "upload.refused",
        actorId: shop.owner.userId,
        data: { reason: "quota_exceeded" },
      }));
      for (let n = 0; n < 9; n++) expect((await announce(shop.creatorId)).status).toBe(404);
      expect(await raised()).toEqual([]);
      expect((await announce(shop.creatorId)).status).toBe(404);
      expect(await raised()).toEqual(["refused_uploads"]);
    });

    it("guessing of second factors", async () => {
      const user = await someone();
      await times(4, () => refusedSignIn(user, 2));
      expect(await raised()).toEqual([]);
      await times(1, () => refusedSignIn(user, 2));
      expect(await raised()).toEqual(["code_guessing"]);
    });

    it("one link tried by several people, through the real door", async () => {
      const shop = await makeShop(server, "seller");
      const product = await makeProduct(server, shop, {});
      const buyer = await server.signUp("buyer");
      await buy(buyer, product.productId);
      const { url } = await ticket(buyer, product.fileId);
      expect((await buyer.fetch(url)).status).toBe(200);
      const friends = [await server.signUp("friend1"), await server.signUp("friend2")];
      expect((await friends[0]!.fetch(url)).status).toBe(403);
      expect(await raised()).toEqual([]);
      expect((await friends[1]!.fetch(url)).status).toBe(403);
      expect(await raised()).toEqual(["shared_link"]);
      const [alert] = await inbox();
      expect(alert).toMatchObject({ amount: 2, user: { id: buyer.userId, email: buyer.email } });
    });

    it("bulk downloading, unless by those whose files they are", async () => {
      const [owner, user] = [await someone(), await someone()];
      await times(150, () => served(owner, "owner"));
      await times(99, () => served(user));
      expect(await raised()).toEqual([]);
      await times(1, () => served(user));
      expect(await raised()).toEqual(["bulk_downloading"]);
    });

    it("forged messages of the payment provider, through the real door", async () => {
      const forge = () =>
        server.visitor.fetch("/api/v1/webhooks/stripe", {
          method: "POST",
          headers: { "content-type": "application/json", "stripe-signature": "t=1,v1=00" },
          body: "{}",
        });
      for (let n = 0; n < 4; n++) expect((await forge()).status).toBe(400);
      expect(await raised()).toEqual([]);
      expect((await forge()).status).toBe(400);
      expect(await raised()).toEqual(["forged_webhooks"]);
    });

    it("password guessing, through the real door", async () => {
      const victim = await server.signUp("victim");
      const guess = (email: string) =>
        server.visitor.fetch("/api/auth/sign-in/email", {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ email, password: "not the password" }),
        });
      for (let n = 0; n < 7; n++) expect((await guess(victim.email)).status).toBe(401);
      expect(await raised()).toEqual([]);
      await guess(victim.email);
      expect(await raised()).toEqual(["password_guessing"]);
      const { rows } = await server.deps.pool.query(
        "select data, subject_id from events where type = 'session.refused'",
      );
      expect(JSON.stringify(rows)).not.toContain(victim.email);
    });

    it("one network trying many accounts", async () => {
      const tried = (n: number): NewEvent => ({
        type: "session.refused",
        address: "203.0.113.0/24",
        data: { account: `a${n}` },
      });
      await times(9, tried);
      expect(await raised()).toEqual([]);
      await times(10, tried);
      expect(await raised()).toEqual(["password_spraying"]);
    });
  });

  it("an ordinary day raises none", async () => {
    const users = await Promise.all(Array.from({ length: 20 }, someone));
    const [feedReader, traveller, tester] = users as [string, string, string];
    const flat = await Promise.all(Array.from({ length: 30 }, someone));
    const several = (count: number, make: () => NewEvent[]) => Array.from({ length: count }, make).flat();
    for (let step = 0; step < 24 * 6; step++) {
      const events: NewEvent[] = [];
      for (const [index, user] of users.entries()) {
        const at = step + index * 7;
        // A purchase of ten files in the evening, fetched on the phone and again at home; a look at old links; a mistyped password.
        if (at % 48 === 0) events.push(...several(10, () => [created(user, "NL"), served(user)]));
        if (at % 48 === 3) {
          const home = { session: `${user} at home` };
          events.push(...several(10, () => [created(user, index === 4 ? "BE" : "NL", home), served(user)]));
        }
        if (at % 37 === 0) events.push(denied(user, "link_expired"), denied(user, "access_ended"));
        if (at % 53 === 0) events.push(denied(user, "purchase_required"), denied(user, "wrong_viewer"));
        if (at % 61 < 2) events.push(refusedSignIn(user));
        if (at % 67 === 0) events.push(refusedSignIn(user, 2), refusedSignIn(user, 2));
      }
      // Scrolls through a feed for half an hour, then finds the page of yesterday still open.
      if (step % 60 < 3) events.push(...several(200, () => viewed(feedReader)));
      if (step % 60 === 10)
        events.push(...several(80, () => [denied(feedReader, "link_expired", newId(), { at: "view" })]));
      // The page of a membership that has ended in the meantime; a look at what only members, and higher tiers, may see.
      if (step % 60 === 20)
        events.push(
          ...several(80, () => [denied(feedReader, "subscription_required", newId(), { at: "view" })]),
          ...several(4, () => [
            denied(feedReader, "subscription_required", newId(), { at: "post" }),
            denied(feedReader, "higher_tier_required", newId(), { at: "post" }),
          ]),
        );
      // A refund, and each file of it is tried once more; some of the country, the devices and the limit of what is one's own.
      if (step % 60 === 30)
        events.push(
          ...several(8, () => [denied(traveller, "access_ended")]),
          ...several(3, () => [
            denied(traveller, "country_not_allowed"),
            denied(traveller, "too_many_devices"),
          ]),
        );
      // A phone on a train, across a border.
      if (step % 50 < 6)
        events.push({ ...created(traveller, step % 50 < 3 ? "NL" : "BE"), address: `100.64.${step}.0/24` });
      // Watches a film there, in one range after the other, each few minutes through another network.
      if (step % 50 < 6)
        for (let minute = 0; minute < 10; minute++) {
          const network = `100.${64 + (step % 50)}.${minute >> 1}.0/24`;
          events.push(...several(6, () => [{ ...viewed(traveller)[1]!, address: network }]));
        }
      // Tries their own shop: every file again and again, as owner, then as somebody who has not bought.
      if (step % 70 === 0)
        events.push(
          ...several(90, () => [created(tester), served(tester, "owner")]),
          ...several(6, () => [denied(tester, "purchase_required")]),
        );
      if (step % 70 === 1)
        events.push(
          ...several(15, () => [
            { type: "upload.refused", actorId: tester, data: { reason: "quota_exceeded" } },
          ]),
        );
      // Thirty people behind one address: each has a purchase and mistypes a password once.
      const neighbour = flat[step % 30]!;
      if (step % 3 === 0)
        events.push(refusedSignIn(neighbour), ...several(5, () => [created(neighbour), served(neighbour)]));
      await note(events);
      if (step % 2 === 0) await watchEvents(server.deps);
      server.clock.advance(10 * MINUTE);
    }
    const { rows } = await server.deps.pool.query("select rule, about, amount from alerts");
    expect(rows).toEqual([]);
  });

  it("tells once of what goes on, again after the cool-down, and never of what is muted", async () => {
    const user = await someone();
    const attack = async () => {
      await times(25, () => denied(user, "link_expired"));
      return raised();
    };
    expect(await attack()).toEqual(["many_refusals"]);
    expect(await attack()).toEqual(["many_refusals"]);
    const [alert] = await inbox();
    expect(alert).toMatchObject({ amount: 50, about: `user:${user}` });
    const mails = await server.deps.db
      .selectFrom("mails")
      .select(["to_address", "subject"])
      .where("kind", "=", "alert")
      .execute();
    expect(mails).toEqual([
      { to_address: operator.email, subject: expect.stringContaining("refused 25 times") },
    ]);

    await operator.json("POST", `/api/v1/operations/alerts/${alert!.id}/acknowledge`, {});
    expect(await attack()).toEqual([]);
    server.clock.advance(2 * HOUR);
    expect(await attack()).toEqual(["many_refusals"]);

    const muted = await operator.json<Alert>(
      "POST",
      `/api/v1/operations/alerts/${(await inbox())[0]!.id}/mute`,
      { hours: 48 },
    );
    expect(muted).toMatchObject({ state: "acknowledged" });
    server.clock.advance(24 * HOUR);
    expect(await attack()).toEqual([]);
    server.clock.advance(25 * HOUR);
    expect(await attack()).toEqual(["many_refusals"]);
  });

  it("reaches the configured webhook, and tries again what was not taken", async () => {
    const heard: unknown[] = [];
    let status = 500;
    const hook = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => (body += chunk));
      request.on("end", () => {
        heard.push(JSON.parse(body));
        response.writeHead(status).end();
      });
    });
    await new Promise<void>((resolve) => hook.listen(0, "127.0.0.1", resolve));
    const { port } = hook.address() as { port: number };
    const watched = await startTestServer({ environment: { ALERT_WEBHOOK_URL: `http://127.0.0.1:${port}` } });
    servers.push(watched);
    const user = (await watched.signUp("hooked")).userId;
    await recordEvents(
      watched.deps.db,
      watched.clock,
      Array.from({ length: 20 }, () => denied(user, "link_expired")),
    );
    await watchEvents(watched.deps);
    const { id } = await watched.deps.db.selectFrom("alerts").select("id").executeTakeFirstOrThrow();
    await expect(sendAlert(watched.deps, { alertId: id })).rejects.toThrow("answered 500");
    status = 204;
    await sendAlert(watched.deps, { alertId: id });
    expect(heard[1]).toMatchObject({
      id,
      rule: "many_refusals",
      text: expect.stringContaining("20 times"),
      about: `user:${user}`,
    });
    hook.close();
  });

  it("reads little, however long the trail is", async () => {
    await server.deps.pool.query("set enable_seqscan = off");
    for (const rule of RULES) {
      const { rows } = await server.deps.pool.query<{ "QUERY PLAN": string }>(
        `explain ${rule.finds.replaceAll("$1", "now() - interval '1 hour'").replaceAll("$2", "5")}`,
      );
      expect(rows.map((row) => row["QUERY PLAN"]).join("\n"), rule.name).toMatch(/events_type/);
    }
  });
});
