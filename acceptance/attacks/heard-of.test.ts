import { randomBytes, randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { sql, until } from "../world/database.ts";
import { baseUrl, isOurs, needsOurs } from "../world/installation.ts";
import { type Person, signUp, visitor } from "../world/people.ts";
import { openShop, type Shop } from "../world/shop.ts";

const SECRET = `paid${randomBytes(8).toString("hex")}`;
type Mail = { id: string; kind?: string; subject: string };

describe.skipIf(!isOurs)(`what is told of a post${needsOurs}`, () => {
  let shop: Shop;
  let [follower, member]: Person[] = [];
  let tierId: string;

  beforeAll(async () => {
    shop = await openShop();
    const prices = [{ interval: "month", amount: 500, currency: "usd" }];
    const tier = { creatorId: shop.creatorId, name: "Members", prices };
    tierId = (await shop.owner.json<{ id: string }>("POST", "/api/v1/tiers", tier)).id;
    follower = await signUp("Heard Follower");
    member = await signUp("Heard Member");
    await sql("update users set email_verified = true where id = any($1)", [
      [follower.userId, member.userId],
    ]);
    await follower.json("PUT", `/api/v1/creators/${shop.handle}/follow`);
    await sql(
      `insert into subscriptions (id, user_id, creator_id, tier_id, interval, price_amount, price_currency, status, paid_until,
         open_until, started_at, created_at, updated_at)
       values ($1, $2, $3, $4, 'month', 500, 'usd', 'active', now() + interval '9 days', now() + interval '9 days', now(), now(), now())`,
      [randomUUID(), member.userId, shop.creatorId, tierId],
    );
    await shop.owner.json("POST", "/api/v1/posts", {
      creatorId: shop.creatorId,
      title: "At the bench",
      teaser: "What it is about",
      body: SECRET,
      visibility: "subscribers",
    });
  });

  /** The mail about the post, once it is there. */
  const mailOf = async (person: Person) => {
    const found = await until(
      async () =>
        (await person.json<{ items: Mail[] }>("GET", "/api/v1/mails")).items.filter(({ subject }) =>
          subject.includes("At the bench"),
        ),
      (mails) => mails.length > 0,
    );
    return found[0]!;
  };
  const linkIn = async (person: Person) => {
    const { text } = await person.json<{ text: string }>("GET", `/api/v1/mails/${(await mailOf(person)).id}`);
    return new URL(/https?:\/\/\S+\/unsubscribe\S+/.exec(text)![0]);
  };
  const byMail = async (person: Person) =>
    (
      await person.json<{ items: { kind: string; byMail: boolean | null }[] }>(
        "GET",
        "/api/v1/notifications/settings",
      )
    ).items.filter((item) => item.byMail === false);

  it("holds none of its text: no mail, no notification, no feed of who may not read it (A8, A62)", async () => {
    const open = await member!.json<{ items: { body: string }[] }>(
      "GET",
      `/api/v1/creators/${shop.handle}/posts`,
    );
    expect(open.items[0]!.body, "the member reads it").toBe(SECRET);
    for (const person of [follower!, member!]) {
      const mail = await mailOf(person);
      for (const path of [
        `/api/v1/mails/${mail.id}`,
        `/api/v1/mails/${mail.id}/html`,
        "/api/v1/notifications",
      ]) {
        const text = await (await person.fetch(path)).text();
        expect(text, path).toContain("At the bench");
        expect(text, path).not.toContain(SECRET);
      }
    }
    expect(await (await visitor().fetch(`/@${shop.handle}/posts.xml`)).text()).not.toContain(SECRET);
    const { url } = await member!.json<{ url: string }>(
      "POST",
      `/api/v1/creators/${shop.handle}/feed-link`,
      {},
    );
    expect(await (await fetch(url)).text()).toContain(SECRET);
    await follower!.json("POST", `/api/v1/creators/${shop.handle}/feed-link`, {}, 403);
  });

  it("is ended by its link's owner alone, and for this kind alone (A63)", async () => {
    const [mine, theirs] = [await linkIn(follower!), await linkIn(member!)];
    const click = (link: URL) => fetch(link, { method: "POST", body: "List-Unsubscribe=One-Click" });
    const token = mine.searchParams.get("token")!;
    const other = theirs.searchParams.get("token")!;
    const [kind, userId, signature] = token.split(".");
    for (const forged of [
      `reply.${userId}.${signature}`,
      `payment_failed.${userId}.${signature}`,
      `${kind}.${member!.userId}.${signature}`,
      `${kind}.${userId}.${other.split(".")[2]}`,
      `__proto__.${userId}.${signature}`,
    ]) {
      const link = new URL(`${baseUrl}/unsubscribe`);
      link.searchParams.set("token", forged);
      expect((await click(link)).status, forged).toBe(404);
    }
    for (const method of ["GET", "HEAD"]) await fetch(mine, { method });
    expect([await byMail(follower!), await byMail(member!)]).toEqual([[], []]);
    expect((await click(mine)).status).toBe(200);
    expect([await byMail(follower!), await byMail(member!)]).toEqual([
      [{ kind: "new_post", byMail: false, inPage: true }],
      [],
    ]);
  });

  it("a member's feed ends with the membership, and its address is no key (A64)", async () => {
    const { url } = await member!.json<{ url: string }>(
      "POST",
      `/api/v1/creators/${shop.handle}/feed-link`,
      {},
    );
    expect((await fetch(url)).status).toBe(200);
    const token = url.split("/").at(-1)!;
    const proofs: Record<string, string>[] = [
      { authorization: `Bearer ${token}` },
      { cookie: `vaulture.session_token=${token}` },
    ];
    for (const headers of proofs) expect((await fetch(`${baseUrl}/api/v1/me`, { headers })).status).toBe(401);
    await sql("update subscriptions set open_until = now(), paid_until = now() where user_id = $1", [
      member!.userId,
    ]);
    const after = await fetch(url);
    expect(after.status).toBe(404);
    expect(await after.text()).not.toContain(SECRET);
  });
});
