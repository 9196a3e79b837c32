import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../lib/ids.ts";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { makeShop, type Shop } from "../../test/make.ts";
import { announcePost } from "../posts/index.ts";
import { block, follow, mailsTo, makeFan, makeTier, pathOf, publish, told } from "./audience.fixture.ts";
import { KINDS } from "./kinds.ts";
import { notify } from "./notify.ts";
import { tellOfComment } from "./tell-of-comment.ts";
import { openUnsubscribeToken } from "./unsubscribe-link.ts";

type Settings = { items: { kind: string; inPage: boolean; byMail: boolean | null }[] };

describe("notifications", () => {
  let server: TestServer;
  let shop: Shop;
  beforeAll(async () => {
    server = await startTestServer({ environment: { RATE_LIMITS: "off" } });
    shop = await makeShop(server, "maker");
    await makeTier(shop);
  });
  afterAll(() => server.close());

  const post = async (more: object = {}) => {
    const postId = await publish(shop, more);
    await announcePost(server.deps, { postId });
    return postId;
  };
  const fan = async (name: string) => {
    const made = await makeFan(server, name);
    await follow(server, made, shop);
    return made;
  };
  const unread = async (who: Actor) =>
    (await who.json<{ unreadNotifications: number }>("GET", "/api/v1/me")).unreadNotifications;

  it("are read by whose they are, some or all, by a program or a plain form", async () => {
    const [ada, bo] = [await fan("ada"), await fan("bo")];
    for (const title of ["One", "Two", "Three"]) await post({ title });
    const items = await told(ada);
    expect(items.map(({ post }) => post?.title)).toEqual(["Three", "Two", "One"]);
    const ids = items.slice(0, 1).map(({ id }) => id);
    expect(await bo.json("POST", "/api/v1/notifications/read", { ids })).toEqual({ unread: 3 });
    expect(await unread(ada), "not by somebody else").toBe(3);
    expect(await ada.json("POST", "/api/v1/notifications/read", { ids })).toEqual({ unread: 2 });
    const form = await ada.fetch("/api/v1/notifications/read", {
      method: "POST",
      body: new URLSearchParams({ all: "true" }),
    });
    expect([form.status, form.headers.get("location")]).toEqual([303, "/notifications"]);
    expect(await unread(ada)).toBe(0);
    expect(await unread(bo)).toBe(3);
    for (const body of [{}, { ids, all: true }, { ids: [] }])
      await ada.json("POST", "/api/v1/notifications/read", body, 400);
  });

  it("come in pages", async () => {
    const cy = await fan("cy");
    for (let n = 0; n < 5; n++) await post({ title: `Page ${n}` });
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const query: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : "";
      const page: { items: { post: { title: string } }[]; nextCursor: string | null } = await cy.json(
        "GET",
        `/api/v1/notifications?limit=2${query}`,
      );
      seen.push(...page.items.map((item) => item.post.title));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(["Page 4", "Page 3", "Page 2", "Page 1", "Page 0"]);
    await cy.json("GET", "/api/v1/notifications?cursor=nonsense", undefined, 400);
  });

  it("say what their reader may see now, not what was so when they were told (A62)", async () => {
    const dee = await fan("dee");
    const postId = await post({ visibility: "free" });
    const commentId = newId();
    await server.deps.db
      .insertInto("comments")
      .values({
        id: commentId,
        post_id: postId,
        author_id: shop.owner.userId,
        body: "Thank you for saying so.",
        created_at: server.clock.now(),
      })
      .execute();
    await server.deps.db.transaction().execute((trx) =>
      notify(server.deps, trx, {
        userId: dee.userId,
        kind: "reply",
        occasion: commentId,
        creatorId: shop.creatorId,
        postId,
        commentId,
      }),
    );
    const reply = async () => (await told(dee)).find(({ kind }) => kind === "reply");
    expect(await reply()).toMatchObject({
      person: "maker",
      excerpt: "Thank you for saying so.",
      post: { title: "At the bench", locked: false },
    });
    const hide = (hidden_at: Date | null) =>
      server.deps.db.updateTable("comments").set({ hidden_at }).where("id", "=", commentId).execute();
    await hide(server.clock.now());
    expect(await reply()).toMatchObject({ excerpt: null, post: { locked: false } });
    await hide(null);
    await shop.owner.json("PATCH", `/api/v1/posts/${postId}`, { visibility: "subscribers" });
    expect(await reply()).toMatchObject({ excerpt: null, commentId: null, post: { locked: true } });
    await shop.owner.json("PATCH", `/api/v1/posts/${postId}`, { status: "draft" });
    expect(await reply()).toMatchObject({ excerpt: null, post: null });
  });

  it("of a comment go to whom it answers and to the post's owner, without what it says by mail", async () => {
    const [asker, other] = [await fan("asker"), await fan("other")];
    const unproved = await server.signUp("unproved");
    const postId = await post({ visibility: "free" });
    const say = async (who: Actor, body: string, replyTo: string | null = null) => {
      const id = newId();
      const at = server.clock.now();
      await server.deps.db.transaction().execute(async (trx) => {
        const comment = {
          id,
          post_id: postId,
          author_id: who.userId,
          reply_to: replyTo,
          body,
          created_at: at,
        };
        await trx.insertInto("comments").values(comment).execute();
        await tellOfComment(server.deps, trx, id);
      });
      return id;
    };
    const proveOwner = (email_verified: boolean) =>
      server.deps.db
        .updateTable("users")
        .set({ email_verified })
        .where("id", "=", shop.owner.userId)
        .execute();
    await proveOwner(true);
    const heard = async (who: Actor) =>
      (await told(who)).filter(({ kind }) => kind === "reply" || kind === "comment").map(({ kind }) => kind);
    const question = await say(asker, "Which glue?");
    expect([await heard(shop.owner), await heard(asker)]).toEqual([["comment"], []]);
    const answer = await say(shop.owner, "Hide glue, of the weakest.", question);
    expect([await heard(shop.owner), await heard(asker)]).toEqual([["comment"], ["reply"]]);
    await say(other, "And where?", answer);
    expect(await heard(shop.owner), "as an answer, not twice").toEqual(["reply", "comment"]);
    const [mail, ...more] = await mailsTo(server, asker, "reply");
    expect([mail!.subject, more]).toEqual(["maker replied to you", []]);
    expect(mail!.text_body).not.toContain("glue");
    expect(mail!.unsubscribe_url).toContain("reply.");
    expect((await mailsTo(server, shop.owner, "comment")).map(({ subject }) => subject)).toEqual([
      "asker commented on your post",
    ]);
    const theirs = await say(unproved, "Me too.");
    await say(asker, "Good.", theirs);
    expect([await heard(unproved), await mailsTo(server, unproved, "reply")]).toEqual([["reply"], []]);
    await block(server, other, shop);
    const before = await heard(other);
    await say(asker, "By the way.", await say(other, "Still here."));
    expect(await heard(other)).toEqual(before);
  });

  it("of a comment reach nobody who is suspended or may not know of the post, and mail an owner once an hour", async () => {
    const [ann, ben] = [await fan("ann"), await fan("ben")];
    const long = await fan("N".repeat(60));
    const [unproved, postId] = [await server.signUp("unsure"), await post({ visibility: "free" })];
    const say = async (who: Actor, replyTo: string | null = null) => {
      const id = newId();
      const created_at = server.clock.now();
      const comment = {
        id,
        post_id: postId,
        author_id: who.userId,
        reply_to: replyTo,
        body: "So.",
        created_at,
      };
      await server.deps.db.transaction().execute(async (trx) => {
        await trx.insertInto("comments").values(comment).execute();
        await tellOfComment(server.deps, trx, id);
      });
      return id;
    };
    const replies = async (who: Actor) => (await told(who)).filter(({ kind }) => kind === "reply").length;
    const mailed = async () =>
      (await mailsTo(server, shop.owner, "comment"))
        .filter(({ id }) => !known.has(id))
        .map(({ subject }) => subject)
        .sort();
    const known = new Set((await mailsTo(server, shop.owner, "comment")).map(({ id }) => id));

    await say(unproved);
    expect(await mailed(), "nobody's mail for an address that is not proved").toEqual([]);
    await say(long);
    const said = await say(ann);
    expect(await mailed()).toEqual([`${"N".repeat(40)} commented on your post`]);
    const { rows } = await server.deps.pool.query(
      `select j.priority from graphile_worker._private_jobs j join mails m on j.payload ->> 'mailId' = m.id::text
       where m.user_id = $1 and m.kind = 'comment'`,
      [shop.owner.userId],
    );
    expect(rows[0]).toEqual({ priority: 10 });
    server.clock.advance(3_600_000);
    await say(ben);
    expect((await mailed())[1]).toBe("ben commented on your post");

    await say(ben, said);
    expect(await replies(ann)).toBe(1);
    const suspend = (suspended_at: Date | null) =>
      server.deps.db.updateTable("users").set({ suspended_at }).where("id", "=", ann.userId).execute();
    await suspend(server.clock.now());
    await say(ben, said);
    await suspend(null);
    await shop.owner.json("PATCH", `/api/v1/posts/${postId}`, { status: "draft" });
    await say(shop.owner, said);
    expect(await replies(ann)).toBe(1);
    await shop.owner.json("PATCH", `/api/v1/posts/${postId}`, { status: "published" });
    await say(ben, said);
    expect(await replies(ann)).toBe(2);
  });

  it("are switched off one by one, in the page and by mail", async () => {
    const eve = await fan("eve");
    const before = await eve.json<Settings>("GET", "/api/v1/notifications/settings");
    expect(before.items).toEqual(
      KINDS.map((kind) => ({ kind, inPage: true, byMail: kind === "renewal" ? null : true })),
    );
    const change = (body: object) => eve.json<Settings>("PATCH", "/api/v1/notifications/settings", body);
    const counts = async () => [(await told(eve)).length, (await mailsTo(server, eve)).length];
    await post();
    expect(await counts()).toEqual([1, 1]);
    const { items } = await change({ kind: "new_post", inPage: false });
    expect(items[0]).toEqual({ kind: "new_post", inPage: false, byMail: true });
    await post();
    expect(await counts()).toEqual([1, 2]);
    await change({ kind: "new_post", inPage: true, byMail: false });
    await change({ kind: "new_post", byMail: false });
    await post();
    expect(await counts()).toEqual([2, 2]);
    await change({ kind: "new_post", byMail: true });
    await post();
    expect(await counts()).toEqual([3, 3]);
    await eve.json("PATCH", "/api/v1/notifications/settings", { kind: "renewal", byMail: false }, 400);
  });

  it("are set all at once by the plain form of a page", async () => {
    const dora = await fan("dora");
    const form = async (who: Actor, fields: string) => {
      const answer = await who.fetch("/api/v1/notifications/settings", {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: fields,
      });
      return [answer.status, answer.headers.get("location")];
    };
    const now = async () =>
      (await dora.json<Settings>("GET", "/api/v1/notifications/settings")).items
        .filter(({ inPage, byMail }) => !inPage || byMail === false)
        .map(({ kind, inPage, byMail }) => [kind, inPage, byMail]);
    const saved = [303, "/account?saved=notifications#notifications"];
    const shown = "kinds=new_post&kinds=reply&kinds=renewal";
    expect(await form(dora, `${shown}&inPage=new_post&byMail=reply&byMail=new_post`)).toEqual(saved);
    expect(await now()).toEqual([
      ["reply", false, true],
      ["renewal", false, null],
    ]);
    // What the form did not show stays as it is, and an empty box is one too.
    expect(await form(dora, "kinds=comment&kinds=new_post&inPage=comment&inPage=new_post")).toEqual(saved);
    expect(await now()).toEqual([
      ["new_post", true, false],
      ["reply", false, true],
      ["comment", true, false],
      ["renewal", false, null],
    ]);
    expect((await form(dora, "kinds=junk"))[0]).toBe(400);
    // A box is a box, however often it is sent; a list has no more than there are kinds.
    const twice = { kinds: ["reply", "reply"], inPage: ["reply", "reply"], byMail: [] };
    const { items } = await dora.json<Settings>("POST", "/api/v1/notifications/settings", twice);
    expect(items.find(({ kind }) => kind === "reply")).toMatchObject({ inPage: true, byMail: false });
    for (const list of ["kinds", "inPage", "byMail"] as const)
      await dora.json(
        "POST",
        "/api/v1/notifications/settings",
        { ...twice, [list]: Array.from({ length: KINDS.length + 1 }, () => "reply") },
        400,
      );
    expect(await form(server.visitor, shown)).toEqual([303, "/sign-in?next=%2Faccount"]);
  });

  it("leave with the account, and are in its export until then", async () => {
    const fay = await fan("fay");
    const postId = await post();
    await fay.json("PATCH", "/api/v1/notifications/settings", { kind: "reply", byMail: false });
    const exported = await fay.json<Record<string, object[]>>("GET", "/api/v1/me/export");
    expect(exported.notifications).toMatchObject([{ kind: "new_post", post_id: postId }]);
    expect(exported.notificationMutes).toMatchObject([{ kind: "reply", way: "mail" }]);
    await fay.json("POST", "/api/v1/me/delete", { password: fay.password, confirm: "delete" });
    for (const table of ["notifications", "notification_mutes"] as const) {
      const left = await server.deps.db
        .selectFrom(table)
        .select("user_id")
        .where("user_id", "=", fay.userId)
        .execute();
      expect(left, table).toEqual([]);
    }
  });
});

describe("one click ends mails of a kind (RFC 8058)", () => {
  let server: TestServer;
  let shop: Shop;
  let [gil, hal]: Actor[] = [];
  beforeAll(async () => {
    server = await startTestServer({ environment: { RATE_LIMITS: "off" } });
    shop = await makeShop(server, "maker");
    [gil, hal] = [await makeFan(server, "gil"), await makeFan(server, "hal")];
    for (const fan of [gil!, hal!]) await follow(server, fan!, shop);
  });
  afterAll(() => server.close());

  const byMail = async (who: Actor) =>
    Object.fromEntries(
      (await who.json<Settings>("GET", "/api/v1/notifications/settings")).items.map((item) => [
        item.kind,
        item.byMail,
      ]),
    );
  /** As a mail program does it: without cookies, from nowhere. */
  const oneClick = (path: string) =>
    fetch(server.url + path, {
      method: "POST",
      redirect: "manual",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "List-Unsubscribe=One-Click",
    });
  const linkTo = async (who: Actor) => {
    await announcePost(server.deps, { postId: await publish(shop) });
    const mails = await mailsTo(server, who);
    return pathOf(mails.at(-1)!.unsubscribe_url!);
  };

  it("by a post without a session, in either form of a body, and never by looking (A63)", async () => {
    const link = await linkTo(gil!);
    expect((await mailsTo(server, gil!))[0]!.text_body).toContain(server.url + link);
    const api = link.replace("/unsubscribe", "/api/v1/unsubscribe");
    for (const method of ["GET", "HEAD"]) {
      const looked = await fetch(server.url + api, { method });
      expect(looked.status, method).toBe(200);
      await fetch(server.url + link, { method });
    }
    expect((await byMail(gil!)).new_post, "looking changes nothing").toBe(true);
    const clicked = await oneClick(link);
    expect([clicked.status, await clicked.json()]).toEqual([200, { byMail: false }]);
    expect(await byMail(gil!)).toEqual({ ...(await byMail(hal!)), new_post: false });
    expect((await byMail(hal!)).new_post).toBe(true);
    expect(await (await fetch(server.url + api)).json()).toEqual({ kind: "new_post", byMail: false });
    const form = new FormData();
    form.set("List-Unsubscribe", "One-Click");
    expect((await fetch(server.url + link, { method: "POST", body: form })).status, "again").toBe(200);
    const events = await server.deps.db
      .selectFrom("events")
      .select(["type", "data"])
      .where("subject_id", "=", gil!.userId)
      .where("type", "=", "notifications.unsubscribed")
      .execute();
    expect(events.map(({ data }) => data)).toEqual([{ kind: "new_post" }]);
    await announcePost(server.deps, { postId: await publish(shop) });
    expect([(await mailsTo(server, gil!)).length, (await told(gil!)).length]).toEqual([1, 2]);
  });

  it("leads a browser that pressed the page's button back to it", async () => {
    const link = await linkTo(hal!);
    const pressed = await server.app.inject({
      method: "POST",
      url: link,
      headers: { "sec-fetch-mode": "navigate", "content-type": "application/x-www-form-urlencoded" },
      payload: "",
    });
    expect([pressed.statusCode, pressed.headers.location]).toEqual([303, link]);
    expect((await byMail(hal!)).new_post).toBe(false);
  });

  it("with a token that is good for nothing else, nor for anybody else (A63)", async () => {
    const ian = await makeFan(server, "ian");
    await follow(server, ian, shop);
    const link = await linkTo(ian);
    const token = new URLSearchParams(link.split("?")[1]).get("token")!;
    const [kind, userId, mac] = token.split(".") as [string, string, string];
    expect([kind, userId]).toEqual(["new_post", ian.userId]);
    const before = { ian: await byMail(ian), hal: await byMail(hal!) };
    const forged = [
      `reply.${userId}.${mac}`,
      `new_post.${hal!.userId}.${mac}`,
      `${token}A`,
      token.slice(0, -1),
      `${token}.x`,
      token.toUpperCase(),
      `${kind}.${userId}.`,
      "",
    ];
    for (const each of forged) {
      const path = `/unsubscribe?${new URLSearchParams({ token: each })}`;
      expect((await oneClick(path)).status, each).toBe(404);
      expect((await fetch(`${server.url}/api/v1${path}`)).status, each).toBe(404);
      expect(openUnsubscribeToken(server.deps.unsubscribeKeys, each)).toBeNull();
    }
    expect({ ian: await byMail(ian), hal: await byMail(hal!) }).toEqual(before);
    // Neither a session, nor an access token.
    for (const headers of [
      { authorization: `Bearer ${token}` },
      { cookie: `vaulture.session_token=${token}` },
    ])
      expect((await fetch(`${server.url}/api/v1/me`, { headers })).status).toBe(401);
    expect((await oneClick(link)).status, "and all the while it was good").toBe(200);
  });
});
