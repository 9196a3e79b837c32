import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addSeconds } from "../../lib/clock.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { makeShop, type Shop } from "../../test/make.ts";
import { announcePost } from "../posts/index.ts";
import {
  announcement,
  block,
  DAY,
  follow,
  mailsTo,
  makeFan,
  makeTier,
  publish,
  subscribe,
  told,
} from "./audience.fixture.ts";

describe("a new post is told of", () => {
  let server: TestServer;
  let shop: Shop;
  let tierId: string;
  beforeAll(async () => {
    server = await startTestServer({ environment: { RATE_LIMITS: "off" } });
    shop = await makeShop(server, "maker");
    tierId = await makeTier(shop);
  });
  afterAll(() => server.close());

  /** As the worker does: what is done is no longer queued. */
  const announce = async (postId: string) => {
    const [job] = await announcement(server, postId);
    await server.deps.pool.query("select graphile_worker.remove_job($1)", [`announce:${postId}`]);
    await announcePost(server.deps, job!.payload);
  };
  const announcedAt = async (postId: string) =>
    (
      await server.deps.db
        .selectFrom("posts")
        .select("announced_at")
        .where("id", "=", postId)
        .executeTakeFirstOrThrow()
    ).announced_at;

  it("to followers and members, each once, and by mail with its teaser alone (A8, A62)", async () => {
    const follower = await makeFan(server, "follower");
    const member = await makeFan(server, "member");
    const both = await makeFan(server, "both");
    const former = await makeFan(server, "former");
    const shutOut = await makeFan(server, "shut out");
    const helper = await makeFan(server, "helper");
    const unproved = await server.signUp("unproved");
    for (const fan of [follower, both, shutOut, helper, unproved, shop.owner])
      await follow(server, fan, shop);
    for (const fan of [member, both]) await subscribe(server, fan, shop, tierId);
    await subscribe(server, former, shop, tierId, -1);
    await block(server, shutOut, shop);
    await server.deps.db
      .insertInto("creator_members")
      .values({
        creator_id: shop.creatorId,
        user_id: helper.userId,
        role: "analyst",
        created_at: server.clock.now(),
      })
      .execute();

    const postId = await publish(shop);
    expect(await told(follower), "nothing before the job").toEqual([]);
    const editing = () =>
      shop.owner.json<{ audience: object; announcedAt: string | null }>(
        "GET",
        `/api/v1/posts/${postId}/editing`,
      );
    expect(await editing()).toMatchObject({ audience: { followers: 6, heard: 4 }, announcedAt: null });
    await announce(postId);
    for (const fan of [follower, member, both, unproved]) {
      const [item, ...more] = await told(fan);
      expect(more, fan.name).toEqual([]);
      expect(item, fan.name).toMatchObject({
        kind: "new_post",
        readAt: null,
        creator: { handle: shop.handle },
        post: { id: postId, title: "At the bench", locked: fan === follower || fan === unproved },
      });
    }
    for (const fan of [former, shutOut, helper, shop.owner]) {
      expect(await told(fan), fan.name).toEqual([]);
      expect(await mailsTo(server, fan), fan.name).toEqual([]);
    }
    expect(await mailsTo(server, unproved), "an address may be anybody's").toEqual([]);
    for (const fan of [follower, member, both]) {
      const [mail, ...more] = await mailsTo(server, fan);
      expect(more, fan.name).toEqual([]);
      expect(mail!.subject).toBe("maker: At the bench");
      for (const body of [mail!.text_body, mail!.html_body]) {
        expect(body).toContain("A look at it.");
        expect(body).not.toContain("secretwords");
      }
    }
    const { unreadNotifications } = await follower.json("GET", "/api/v1/me");
    expect(unreadNotifications).toBe(1);

    expect(await announcedAt(postId)).toEqual(server.clock.now());
    expect((await editing()).announcedAt).toBe(server.clock.now().toISOString());
    await server.deps.db.updateTable("posts").set({ announced_at: null }).where("id", "=", postId).execute();
    await announcePost(server.deps, { postId });
    expect(await told(both), "told twice, heard once").toHaveLength(1);
    expect(await mailsTo(server, both)).toHaveLength(1);
  });

  it("when its time comes: put off, taken back and published again, once in all", async () => {
    const fan = await makeFan(server, "patient");
    await follow(server, fan, shop);
    const inDays = (days: number) => addSeconds(server.clock.now(), days * DAY);
    const postId = await publish(shop, { publishAt: inDays(1).toISOString() });
    const [job, ...more] = await announcement(server, postId);
    expect(more).toEqual([]);
    expect(job!.run_at).toEqual(inDays(1));

    const later = inDays(2);
    await shop.owner.json("PATCH", `/api/v1/posts/${postId}`, { publishAt: later.toISOString() });
    expect((await announcement(server, postId)).map(({ run_at }) => run_at)).toEqual([later]);
    server.clock.advance(1.5 * DAY * 1000);
    await announcePost(server.deps, { postId });
    expect(await told(fan), "the job of the first date finds it put off").toEqual([]);

    server.clock.advance(DAY * 1000);
    await shop.owner.json("PATCH", `/api/v1/posts/${postId}`, { status: "draft" });
    await announce(postId);
    expect(await told(fan), "taken back before its job ran").toEqual([]);

    await shop.owner.json("PATCH", `/api/v1/posts/${postId}`, { status: "published" });
    await announce(postId);
    expect(await told(fan)).toHaveLength(1);
    await shop.owner.json("PATCH", `/api/v1/posts/${postId}`, { status: "draft" });
    await shop.owner.json("PATCH", `/api/v1/posts/${postId}`, { status: "published" });
    expect(await announcement(server, postId), "all have heard of it").toEqual([]);
  });

  it("not when it is old, or its creator is suspended", async () => {
    const fan = await makeFan(server, "newsreader");
    await follow(server, fan, shop);
    const ago = (days: number) => addSeconds(server.clock.now(), -days * DAY).toISOString();
    const fresh = await publish(shop, { publishAt: ago(2) });
    const old = await publish(shop, { publishAt: ago(4) });
    for (const id of [fresh, old]) await announce(id);
    expect((await told(fan)).map(({ post }) => post!.id)).toEqual([fresh]);
    expect(await announcedAt(old)).not.toBeNull();

    const waiting = await publish(shop);
    const suspend = (at: Date | null) =>
      server.deps.db
        .updateTable("creators")
        .set({ suspended_at: at, suspended_reason: at ? "Test" : null })
        .where("id", "=", shop.creatorId)
        .execute();
    await suspend(server.clock.now());
    await announce(waiting);
    expect(await told(fan)).toHaveLength(1);
    await suspend(null);
    expect(await announcement(server, waiting), "it is looked at again").toHaveLength(1);
    await announce(waiting);
    expect(await told(fan)).toHaveLength(2);
  });

  it("in parts that go on where they were, however often one is done again", async () => {
    const big = await makeShop(server, "big");
    await server.deps.pool.query(
      `with people as (
        insert into users (id, name, email, email_verified)
        select gen_random_uuid(), 'Fan ' || n, 'fan' || n || '@example.com', true from generate_series(1, 250) n returning id)
      insert into follows (user_id, creator_id, created_at) select id, $1, now() from people`,
      [big.creatorId],
    );
    const postId = await publish(big, { visibility: "free" });
    const count = async () => {
      const { rows } = await server.deps.pool.query<{ notices: number; mails: number }>(
        `select (select count(*)::int from notifications where post_id = $1) as notices,
          (select count(*)::int from mails where dedupe_key like 'new_post:' || $1 || ':%') as mails`,
        [postId],
      );
      return rows[0];
    };
    const steps: unknown[] = [];
    for (let step = 0; !(await announcedAt(postId)); step++) {
      // A correction meanwhile does not begin anew.
      await big.owner.json("PATCH", `/api/v1/posts/${postId}`, { title: `Corrected ${step}` });
      const [job] = await announcement(server, postId);
      await announcePost(server.deps, job!.payload);
      // As if the worker had died before it could say that this was done.
      await announcePost(server.deps, job!.payload);
      steps.push(await count());
      expect(await announcement(server, postId), "one job at a time").toHaveLength(1);
      if (step > 5) break;
    }
    expect(steps).toEqual([
      { notices: 100, mails: 100 },
      { notices: 200, mails: 200 },
      { notices: 250, mails: 250 },
    ]);
    const { rows } = await server.deps.pool.query<{ jobs: number }>(
      `select count(*)::int as jobs from graphile_worker._private_jobs j join mails m on m.id::text = j.payload->>'mailId'
       where m.kind = 'new_post' and j.priority = 10 and m.dedupe_key like 'new_post:' || $1 || ':%'`,
      [postId],
    );
    expect(rows[0]!.jobs, "one sending each, after everything else that is due").toBe(250);
  });
});
