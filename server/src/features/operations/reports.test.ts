import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { makeFile, makeShop, pay, type Shop } from "../../test/make.ts";
import { saidAt } from "../people/said.fixture.ts";

type Report = {
  id: string;
  kind: string;
  subject: { id: string; said: string; state: string; author: { name: string } | null };
  reporter: { name: string };
  reason: string;
  details: string;
  alike: number;
  closed: { by: string; note: string } | null;
};
type Page = { items: Report[]; nextCursor: string | null; open: number };

describe("reports", () => {
  let server: TestServer;
  let shop: Shop;
  let operator: Actor;
  let [ann, ben]: Actor[] = [];
  let at: ReturnType<typeof saidAt>;
  beforeAll(async () => {
    server = await startTestServer({ worker: true, environment: { RATE_LIMITS: "off" } });
    shop = await makeShop(server);
    operator = await server.signUpOperator("Olive");
    [ann, ben] = [await server.signUp("Ann Reporter"), await server.signUp("Ben Reporter")];
    at = saidAt(server, shop);
  });
  afterAll(() => server.close());

  const report = (
    who: Actor,
    noun: string,
    id: string,
    expected = 204,
    body: object = { reason: "spam" },
  ) => {
    server.clock.advance(1000);
    return who.json<{ code: string }>("POST", `/api/v1/${noun}/${id}/report`, body, expected);
  };
  const list = (query = "") => operator.json<Page>("GET", `/api/v1/operations/reports${query}`);
  const rule = (path: string, body: object, expected = 204, who = operator) =>
    who.json<{ code: string }>("POST", `/api/v1/operations/${path}`, body, expected);
  const mails = async (kind: string) => {
    const { rows } = await server.deps.pool.query(
      "select to_address, text_body from mails where kind = $1 order by id",
      [kind],
    );
    return rows;
  };

  it("of a post say what its reporter could see, once while they are open", async () => {
    const post = await at.write({
      title: "For members",
      teaser: "A teaser",
      body: "Secret words",
      visibility: "subscribers",
    });
    await report(ann!, "posts", post, 204, { reason: "rights", details: "It is mine" });
    await report(ann!, "posts", post);
    await report(ben!, "posts", post);
    const { items, open } = await list();
    expect(open).toBe(2);
    expect(items[1]).toMatchObject({
      kind: "post",
      subject: { id: post, said: "For members\n\nA teaser", state: "there", author: null },
      reporter: { name: "Ann Reporter" },
      reason: "rights",
      details: "It is mine",
      alike: 1,
      closed: null,
    });
    expect(
      (await operator.json<{ attention: { openReports: number } }>("GET", "/api/v1/operations/overview"))
        .attention.openReports,
    ).toBe(2);

    await report(ann!, "posts", post, 400, { reason: "boring" });
    await report(server.visitor, "posts", post, 401);
    expect((await report(shop.owner, "posts", post, 409)).code).toBe("wrong_state");
    const draft = await at.write({ draft: true });
    await report(ann!, "posts", draft, 404);
    // One look answers both.
    await rule(`reports/${items[1]!.id}/close`, { note: "Seen, and fine" });
    expect((await list()).items).toEqual([]);
    const closed = await list("?state=closed&limit=1");
    expect(closed.items[0]!.closed).toMatchObject({ by: "Olive", note: "Seen, and fine" });
    expect((await list(`?state=closed&cursor=${closed.nextCursor}`)).items).toHaveLength(1);
    expect((await rule(`reports/${items[1]!.id}/close`, { note: "Again" }, 409)).code).toBe("wrong_state");
    await report(ann!, "posts", post);
    expect((await list()).open).toBe(1);
    await rule(`reports/${(await list()).items[0]!.id}/close`, { note: "Still fine" });
  });

  it("of a comment are kept with its words, also once it is gone", async () => {
    const post = await at.write();
    const id = await at.say(ann!, post, "Buy my things");
    await report(ben!, "comments", id);
    expect((await report(ann!, "comments", id, 409)).code).toBe("wrong_state");
    const [item] = (await list()).items;
    expect(item).toMatchObject({
      kind: "comment",
      subject: { said: "Buy my things", state: "there", author: { name: "Ann Reporter" } },
    });
    await rule(`comments/${id}/remove`, { reason: "Advertising" }, 403, ann);
    await rule(`comments/${id}/remove`, { reason: "Advertising" });
    expect((await rule(`comments/${id}/remove`, { reason: "Advertising" }, 409)).code).toBe("wrong_state");
    expect((await at.read(ben!, post)).items).toEqual([]);
    expect((await list()).items[0]!.subject).toMatchObject({ said: "Buy my things", state: "gone" });
    await report(ben!, "comments", id, 409);
    await rule(`reports/${item!.id}/close`, { note: "Removed" });
    expect(await at.events(id)).toEqual([
      "comment.written",
      "comment.reported",
      "comment.removed",
      "report.closed",
    ]);
  });

  it("are for operators alone", async () => {
    await ann!.json("GET", "/api/v1/operations/reports", undefined, 403);
    await server.visitor.json("GET", "/api/v1/operations/reports", undefined, 401);
    await operator.json("GET", "/api/v1/operations/reports?cursor=junk", undefined, 400);
  });

  describe("taking a post down", () => {
    const price = { amount: 500, currency: "usd" };
    const look = (who: Actor, id: string, expected = 200) =>
      who.json<{ status: string; body: string | null }>("GET", `/api/v1/posts/${id}`, undefined, expected);
    const order = (who: Actor, postId: string) =>
      who.json<{ purchaseId: string; checkoutUrl: string }>("POST", "/api/v1/unlock", { postId });

    it("closes it to everybody but its creator, tells them why, and closes open payment pages", async () => {
      const [buyer, late] = [await server.signUp("Post Buyer"), await server.signUp("Late Buyer")];
      const post = await at.write({ title: "Not mine", visibility: "ppv", price });
      const bought = await order(buyer, post);
      await pay(bought.checkoutUrl);
      await buyer.json("GET", `/api/v1/purchases/${bought.purchaseId}?confirm=1`);
      const open = await order(late, post);
      await look(buyer, post);

      const down = { reason: "Somebody else's work", endsAccess: true };
      await rule(`posts/${post}/take-down`, down, 403, ann);
      await rule(`posts/${post}/take-down`, { ...down, reason: "" }, 400);
      await rule(`posts/${post}/take-down`, { reason: "Not said what becomes of buyers" }, 400);
      await rule(`posts/${post}/take-down`, down);
      await server.settled();
      await look(buyer, post, 404);
      await look(late, post, 404);
      await ann!.json("GET", `/api/v1/posts/${post}/card`, undefined, 404);
      await late.json("POST", "/api/v1/unlock", { postId: post }, 404);
      expect(await late.json("GET", `/api/v1/purchases/${open.purchaseId}`)).toMatchObject({
        status: "expired",
      });
      expect(await look(shop.owner, post)).toMatchObject({ status: "removed", body: "Words" });
      expect(await shop.owner.json("GET", `/api/v1/posts/${post}/editing`)).toMatchObject({
        removal: down,
      });
      await shop.owner.json("PATCH", `/api/v1/posts/${post}`, { status: "published" }, 409);
      await shop.owner.json("DELETE", `/api/v1/posts/${post}`, undefined, 409);
      const [mail] = await mails("post_removed");
      expect(mail).toMatchObject({ to_address: shop.owner.email });
      expect(mail.text_body).toContain("Somebody else's work");

      await rule(`posts/${post}/restore`, { reason: "They had asked" });
      expect(await look(buyer, post)).toMatchObject({ status: "published", body: "Words" });
      expect(await mails("post_restored")).toHaveLength(1);
      expect((await rule(`posts/${post}/restore`, { reason: "Again" }, 409)).code).toBe("wrong_state");
      expect(await at.events(post)).toEqual(["post.published", "post.removed", "post.restored"]);
    });

    it("leaves it to those who bought it where that is chosen, media too, and to nobody else", async () => {
      const [buyer, member] = [await server.signUp("Post Keeper"), await server.signUp("Post Looker")];
      const words = Buffer.from("What was paid for");
      const fileId = await makeFile(server, shop, words, "words.txt");
      const post = await at.write({ title: "Kept", visibility: "ppv", price, mediaFileIds: [fileId] });
      const bought = await order(buyer, post);
      await pay(bought.checkoutUrl);
      await buyer.json("GET", `/api/v1/purchases/${bought.purchaseId}?confirm=1`);
      /** How the list of what it holds is answered, the wish for a link, and the link. */
      const media = async (who: Actor) => {
        const { status } = await who.fetch(`/api/v1/posts/${post}/media`);
        const link = await who.fetch(`/api/v1/files/${fileId}/downloads`, { method: "POST" });
        const { url } = (await link.json()) as { url?: string };
        return [status, link.status, url ? (await who.fetch(url)).status : null];
      };
      expect(await media(buyer)).toEqual([200, 201, 200]);
      await rule(`posts/${post}/take-down`, { reason: "For a while", endsAccess: false });
      await server.settled();
      await look(buyer, post);
      expect(await media(buyer)).toEqual([200, 201, 200]);
      await look(member, post, 404);
      await member.json("GET", `/api/v1/posts/${post}/card`, undefined, 404);
      await member.json("POST", "/api/v1/unlock", { postId: post }, 404);
      expect((await mails("post_removed")).at(-1)!.text_body).toContain("Those who bought it keep it");
      await rule(`posts/${post}/take-down`, { reason: "After all", endsAccess: true });
      await look(buyer, post, 404);
      expect(await media(buyer)).toEqual([404, 404, null]);
      expect(await media(member)).toEqual([404, 404, null]);
      await rule(`posts/${post}/restore`, { reason: "Back" });
      expect(await media(buyer)).toEqual([200, 201, 200]);
    });

    it("reaches one that its author took back to a draft, and who cannot publish it again", async () => {
      const post = await at.write();
      const back = { status: "draft", publishAt: null };
      await shop.owner.json("PATCH", `/api/v1/posts/${post}`, back);
      await rule(`posts/${post}/take-down`, { reason: "Seen before", endsAccess: true });
      await shop.owner.json("PATCH", `/api/v1/posts/${post}`, { status: "published" }, 409);
      await rule(`posts/${post}/restore`, { reason: "Back" });
      expect(await look(shop.owner, post)).toMatchObject({ status: "draft" });
      await shop.owner.json("PATCH", `/api/v1/posts/${post}`, { status: "published" });
    });

    it("keeps an archived post archived, and refuses drafts and what is not there", async () => {
      const post = await at.write();
      await shop.owner.json("PATCH", `/api/v1/posts/${post}`, { status: "archived" });
      await rule(`posts/${post}/take-down`, { reason: "One", endsAccess: false });
      await rule(`posts/${post}/take-down`, { reason: "Another", endsAccess: true });
      await rule(`posts/${post}/restore`, { reason: "Back" });
      expect(await look(shop.owner, post)).toMatchObject({ status: "archived" });
      const draft = await at.write({ draft: true });
      expect((await rule(`posts/${draft}/take-down`, { reason: "One", endsAccess: true }, 409)).code).toBe(
        "wrong_state",
      );
      await rule(`posts/${shop.creatorId}/take-down`, { reason: "One", endsAccess: true }, 404);
    });
  });
});
