import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { makeShop, type Shop } from "../../test/make.ts";
import { addMember } from "../catalog/shop.fixture.ts";
import { exhaust, prove, saidAt, type ThreadPage, whileBlocking, wordsOf } from "./said.fixture.ts";

describe("comments", () => {
  let server: TestServer;
  let shop: Shop;
  let ann: Actor;
  let ben: Actor;
  let at: ReturnType<typeof saidAt>;
  beforeAll(async () => {
    server = await startTestServer({ environment: { RATE_LIMITS: "off" } });
    shop = await makeShop(server);
    [ann, ben] = [await server.signUp("Ann Fan"), await server.signUp("Ben Fan")];
    at = saidAt(server, shop);
  });
  afterAll(() => server.close());

  const count = async (who: Actor, id: string) =>
    (await who.json<{ comments: number }>("GET", `/api/v1/posts/${id}/card`)).comments;
  const act = (who: Actor, id: string, verb: string, expected = 204) =>
    who.json<{ code?: string }>("POST", `/api/v1/comments/${id}/${verb}`, {}, expected);
  const remove = (who: Actor, id: string, expected = 204) =>
    who.json<{ code?: string }>("DELETE", `/api/v1/comments/${id}`, undefined, expected);

  it("stand newest first with their answers below, and say no more of their authors than a name", async () => {
    const post = await at.write();
    const first = await at.say(ann, post, '<b>First</b> & "more"');
    await at.say(ben, post, "Second");
    const answer = await at.say(shop.owner, post, "Thanks", first);
    const page = await at.read(ben, post);
    expect(wordsOf(page)).toEqual([["Second"], ['<b>First</b> & "more"', "Thanks"]]);
    expect(page.items[1]).toEqual({
      id: first,
      body: '<b>First</b> & "more"',
      author: { name: "Ann Fan", avatarUrl: null, isCreator: false, userId: null },
      createdAt: expect.any(String),
      mine: false,
      hidden: false,
      replies: { items: [expect.objectContaining({ id: answer })], nextCursor: null },
    });
    // The creator's people speak as the creator.
    expect(page.items[1]!.replies.items[0]!.author).toEqual({
      name: shop.owner.name,
      avatarUrl: null,
      isCreator: true,
      userId: null,
    });
    expect(page.items[0]).toMatchObject({ mine: true });
    expect(page.viewer).toEqual({ canModerate: false, refusal: null });
    expect((await at.read(shop.owner, post)).items[1]!.author!.userId).toBe(ann.userId);
    expect(await count(ben, post)).toBe(3);
    expect(await at.events(first)).toEqual(["comment.written"]);
  });

  it("come page by page, answers too, each once", async () => {
    const post = await at.write();
    const top: string[] = [];
    for (let n = 0; n < 5; n++) top.unshift(await at.say(ann, post, `Number ${n}`));
    for (let n = 0; n < 7; n++) await at.say(ben, post, `Answer ${n}`, top[0]);
    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page = await at.read(ann, post, `?limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(top);
    const begun = (await at.read(ann, post)).items[0]!.replies;
    expect(begun.items.map(({ body }) => body)).toEqual(["Answer 0", "Answer 1", "Answer 2"]);
    const rest = await at.replies(ann, top[0]!, `?cursor=${begun.nextCursor}`);
    expect(rest.items.map(({ body }) => body)).toEqual(["Answer 3", "Answer 4", "Answer 5", "Answer 6"]);
    expect(rest.nextCursor).toBeNull();
    await ann.json("GET", `/api/v1/posts/${post}/comments?cursor=junk`, undefined, 400);
  });

  it("that are asked for come first, with the answers up to them, and once", async () => {
    const [post, other] = [await at.write(), await at.write()];
    const old = await at.say(ann, post, "Old");
    const answers: string[] = [];
    for (let n = 0; n < 6; n++) answers.push(await at.say(ben, post, `Answer ${n}`, old));
    for (const body of ["Newer", "Newest"]) await at.say(ann, post, body);
    expect(wordsOf(await at.read(ben, post, "?limit=1"))).toEqual([["Newest"]]);
    const page = await at.read(ben, post, `?limit=1&first=${answers[4]}`);
    const upTo = ["Old", "Answer 0", "Answer 1", "Answer 2", "Answer 3", "Answer 4"];
    expect(wordsOf(page)).toEqual([upTo, ["Newest"]]);
    const rest = await at.replies(ben, old, `?cursor=${page.items[0]!.replies.nextCursor}`);
    expect(rest.items.map(({ body }) => body)).toEqual(["Answer 5"]);
    const next = await at.read(ben, post, `?first=${answers[4]}&cursor=${page.nextCursor}`);
    expect(wordsOf(next)).toEqual([["Newer"]]);
    expect(wordsOf(await at.read(ben, post, `?limit=1&first=${old}`))[0]).toEqual(upTo.slice(0, 4));
    // What is not there, or not to be seen, changes nothing.
    const elsewhere = await at.say(ann, other, "Elsewhere");
    await act(shop.owner, answers[4]!, "hide");
    for (const first of [elsewhere, post, answers[4]])
      expect(wordsOf(await at.read(ann, post, `?limit=1&first=${first}`))).toEqual([["Newest"]]);
    await ann.json("GET", `/api/v1/posts/${post}/comments?first=junk`, undefined, 400);
  });

  it("are read by whoever may read the post, and by nobody else", async () => {
    const post = await at.write({ isPublic: true });
    const id = await at.say(ann, post, "In the open");
    expect((await at.read(server.visitor, post)).viewer.refusal).toBe("sign_in_required");
    await at.replies(server.visitor, id);
    await at.refused(server.visitor, post, 401);
    await shop.owner.json("PATCH", `/api/v1/posts/${post}`, { isPublic: false });
    const path = `/api/v1/posts/${post}/comments`;
    await server.visitor.json("GET", path, undefined, 401);
    await server.visitor.json("GET", `/api/v1/comments/${id}/replies`, undefined, 401);
    await at.replies(ben, id);
    await shop.owner.json("PATCH", `/api/v1/posts/${post}`, { visibility: "subscribers" });
    expect(await ben.json("GET", path, undefined, 403)).toMatchObject({ code: "subscription_required" });
    await ben.json("GET", `/api/v1/comments/${id}/replies`, undefined, 404);
    expect(await at.refused(ben, post, 403)).toMatchObject({ code: "subscription_required" });
    await act(ben, id, "report", 400);
    await ben.json("POST", `/api/v1/comments/${id}/report`, { reason: "spam" }, 404);
    await shop.owner.json("PATCH", `/api/v1/posts/${post}`, { status: "draft" });
    await ben.json("GET", path, undefined, 404);
    await at.refused(ben, post, 404);
    // What one said oneself can be taken back all the same.
    await remove(ann, id);
  });

  it("are written while they are open, by whom the creator did not shut out, in words that fit", async () => {
    const post = await at.write();
    await at.say(ben, post, "x".repeat(2000));
    for (const body of ["", "   \n ", "x".repeat(2001), "\u202eevil"])
      expect((await at.refused(ben, post, 400, { body })).errors![0]!.field).toBe("body");
    expect((await at.refused(ben, post, 400, { body: "Hello", hidden: true })).code).toBe("invalid_input");
    await shop.owner.json("PATCH", `/api/v1/posts/${post}`, { commentsOpen: false });
    expect((await at.refused(ben, post, 403)).code).toBe("comments_closed");
    expect((await at.read(ben, post)).viewer.refusal).toBe("comments_closed");
    await at.say(shop.owner, post, "That was all");
    await shop.owner.json("PATCH", `/api/v1/posts/${post}`, { commentsOpen: true });
    await at.say(ben, post, "Open again");
  });

  it("come from proved addresses, the creator's people's too, who are told what to do", async () => {
    const post = await at.write();
    const [cleo, editor] = [await server.signUp("Cleo Unproved"), await server.signUp("Editor unproved")];
    await addMember(server.deps, shop.creatorId, editor.userId, "editor");
    for (const who of [cleo, editor]) {
      const { code, detail } = await at.refused(who, post, 403);
      expect([code, detail]).toEqual([
        "email_not_verified",
        expect.stringContaining("the mail that we sent you"),
      ]);
      expect((await at.read(who, post)).viewer.refusal).toBe("email_not_verified");
      await who.json("PUT", `/api/v1/posts/${post}/like`);
      await prove(server, who);
      expect((await at.read(who, post)).viewer.refusal).toBe(null);
      await who.json("POST", `/api/v1/posts/${post}/comments`, { body: "Hello" }, 201);
    }
  });

  it("wait for a block that is just being made, and are refused by it", async () => {
    const [fan, post] = [await server.signUp("Just in time"), await at.write()];
    await at.say(fan, post, "Before");
    const answer = await whileBlocking(server, shop, fan, () => at.refused(fan, post, 403));
    expect(answer.code).toBe("blocked");
    expect(wordsOf(await at.read(shop.owner, post))).toEqual([["Before"]]);
  });

  it("answer comments of the same post, one level deep", async () => {
    const post = await at.write();
    const other = await at.write();
    const top = await at.say(ann, post, "Top");
    const answer = await at.say(ben, post, "Answer", top);
    const deeper = await at.refused(ann, post, 400, { body: "Deeper", replyTo: answer });
    expect(deeper.errors![0]!.field).toBe("replyTo");
    await at.refused(ann, other, 400, { body: "Elsewhere", replyTo: top });
    await at.refused(ann, post, 400, { body: "To nobody", replyTo: post });
    await remove(ann, top);
    await at.refused(ann, post, 400, { body: "Too late", replyTo: top });
    expect(wordsOf(await at.read(ben, post))).toEqual([[null, "Answer"]]);
    await remove(ben, answer);
    expect(wordsOf(await at.read(ben, post))).toEqual([]);
  });

  it("are deleted by their author and the creator's people, and their words are gone", async () => {
    const post = await at.write();
    const analyst = await server.signUp("analyst of comments");
    await addMember(server.deps, shop.creatorId, analyst.userId, "analyst");
    const [mine, other] = [await at.say(ann, post, "Mine"), await at.say(ann, post, "Other")];
    expect((await remove(ben, mine, 403)).code).toBe("forbidden");
    expect((await remove(analyst, mine, 403)).code).toBe("forbidden");
    await remove(server.visitor, mine, 401);
    await remove(ann, mine);
    await remove(ann, mine);
    await remove(shop.owner, other);
    expect(wordsOf(await at.read(shop.owner, post))).toEqual([]);
    expect(await count(ann, post)).toBe(0);
    const rows = await server.deps.db
      .selectFrom("comments")
      .select("body")
      .where("id", "in", [mine, other])
      .execute();
    expect(rows).toEqual([{ body: "" }, { body: "" }]);
    expect(await at.events(mine)).toEqual(["comment.written", "comment.deleted"]);
  });

  it("that are hidden are there for their author, who is not told, and for the creator's people", async () => {
    const post = await at.write();
    const id = await at.say(ann, post, "Rude");
    await at.say(ben, post, "Answer to it", id);
    expect((await act(ben, id, "hide", 403)).code).toBe("forbidden");
    expect((await act(ann, id, "hide", 403)).code).toBe("forbidden");
    await act(shop.owner, id, "hide");
    await act(shop.owner, id, "hide");
    expect(wordsOf(await at.read(ben, post))).toEqual([]);
    await ben.json("GET", `/api/v1/comments/${id}/replies`, undefined, 404);
    await at.refused(ben, post, 400, { body: "Once more", replyTo: id });
    await ben.json("POST", `/api/v1/comments/${id}/report`, { reason: "spam" }, 404);
    await remove(ben, id, 404);
    expect(await count(ben, post)).toBe(0);
    expect((await at.read(ann, post)).items[0]).toMatchObject({ body: "Rude", hidden: false });
    expect(await count(ann, post)).toBe(2);
    expect((await at.read(shop.owner, post)).items[0]).toMatchObject({ body: "Rude", hidden: true });
    await act(shop.owner, id, "unhide");
    expect(wordsOf(await at.read(ben, post))).toEqual([["Rude", "Answer to it"]]);
    expect(await at.events(id)).toEqual(["comment.written", "comment.hidden", "comment.shown"]);
  });

  it("work as the plain form of a page", async () => {
    const post = await at.write();
    const form = (who: Actor, fields: Record<string, string>) =>
      who.fetch(`/api/v1/posts/${post}/comments`, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams(fields),
      });
    const answer = await form(ann, { body: "By form", replyTo: "" });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, `/posts/${post}#comments`]);
    expect(wordsOf(await at.read(ann, post))).toEqual([["By form"]]);
    const refused = async (who: Actor, body: string) => (await form(who, { body })).headers.get("location");
    const page = `/posts/${post}?problem=`;
    expect(await refused(server.visitor, "Nobody")).toBe(`${page}sign_in_required`);
    expect(await refused(ann, "x".repeat(2001))).toBe(`${page}invalid_input`);
    // What a browser sends has two characters at the end of a line, where its field counts one.
    expect(await refused(ben, "x\r\n".repeat(1000))).toBe(`/posts/${post}#comments`);
    expect(await refused(ben, "言".repeat(2000))).toBe(`/posts/${post}#comments`);
    await at.block(ann);
    expect(await refused(ann, "Again")).toBe(`${page}not_found`);
  });

  it("are limited for each person", async () => {
    const limited = await startTestServer();
    const there = await makeShop(limited);
    const writer = await limited.signUp("writes a lot");
    const { write, say, refused } = saidAt(limited, there);
    const post = await write();
    for (let n = 0; n < 30; n++) await say(writer, post, `Number ${n}`);
    expect((await refused(writer, post, 429)).code).toBe("rate_limited");
    // The creator's own people answer many.
    await exhaust(limited, `comments:${there.owner.userId}`, 30);
    await say(there.owner, post, "Answer");
    await exhaust(limited, `own-comments:${there.owner.userId}`, 600);
    expect((await refused(there.owner, post, 429)).code).toBe("rate_limited");
    const own = await there.owner.json<ThreadPage>("GET", `/api/v1/posts/${post}/comments`);
    const hide = (verb: string, expected: number) =>
      there.owner.json("POST", `/api/v1/comments/${own.items[0]!.id}/${verb}`, {}, expected);
    await hide("hide", 204);
    await exhaust(limited, `comment-hidings:${there.owner.userId}`, 600);
    await hide("unhide", 429);
    const shutOut = (method: string, expected: number) =>
      there.owner.json(
        method,
        `/api/v1/creators/${there.handle}/blocks/${writer.userId}`,
        method === "PUT" ? {} : undefined,
        expected,
      );
    await shutOut("PUT", 204);
    await exhaust(limited, `blocks:${there.owner.userId}`, 200);
    await shutOut("PUT", 429);
    await shutOut("DELETE", 429);
    await limited.close();
  });
});
