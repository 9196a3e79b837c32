import { beforeAll, describe, expect, it } from "vitest";
import { sql } from "../world/database.ts";
import { isOurs } from "../world/installation.ts";
import { type Person, signInAgain, signUp, visitor } from "../world/people.ts";
import { expectDenied, expectEmptyRefusal, expectRefusal } from "../world/refusals.ts";
import { buy, download, type ForSale, openShop, sell, sha256, ticket } from "../world/shop.ts";

let product: ForSale;
let ann: Person;

beforeAll(async () => {
  product = await sell(await openShop());
  ann = await signUp("Ann Buyer");
  await buy(ann, product);
});

const startsOf = async (downloadId: string) =>
  (
    await sql<{ started: boolean; because: string }>(
      "select started_at is not null as started, because from downloads where id = $1",
      [downloadId],
    )
  )[0];

describe("somebody else opens a buyer's fresh link (A1)", () => {
  it.each([
    ["another cookie jar without an account", async () => visitor(), 401, "sign_in_required"],
    ["another account", async () => signUp("Bob Stranger"), 403, "wrong_viewer"],
    [
      "another buyer of the very same product",
      async () => {
        const bob = await signUp("Bob Buyer");
        await buy(bob, product);
        return bob;
      },
      403,
      "wrong_viewer",
    ],
    ["the creator who sold it", async () => product.shop.owner, 403, "wrong_viewer"],
  ] as const)("%s", async (_, makeSomebody, status, code) => {
    const somebody = await makeSomebody();
    const link = await ticket(ann, product.fileId);
    await expectRefusal(await somebody.fetch(link.url), status, code);
    await expectDenied(somebody, 1, code);
    // The attempt did not use the link up: its own viewer still starts with it.
    expect(sha256(await download(ann, link.url))).toBe(product.sha256);
    // Nor does it open afterwards, when the download has begun.
    await expectRefusal(await somebody.fetch(link.url, { headers: { range: "bytes=1-" } }), status, code);
    await expectDenied(somebody, 2, code);
  });

  it("with every kind of request: HEAD, POST, ranges, a form without a token", async () => {
    const bob = await signUp("Bob Tries");
    const { url } = await ticket(ann, product.fileId);
    const working = await ann.fetch(url, { method: "HEAD" });
    expect(working.status).toBe(200);
    await expectEmptyRefusal(await bob.fetch(url, { method: "HEAD" }), 403);
    await expectRefusal(await bob.fetch(url, { method: "POST" }), 403, "wrong_viewer");
    await expectRefusal(
      await bob.fetch(url, { method: "POST", body: new URLSearchParams({ auth_token: await bob.token() }) }),
      403,
      "wrong_viewer",
    );
    await expectRefusal(await bob.fetch(url, { headers: { range: "bytes=0-0" } }), 403, "wrong_viewer");
    await expectDenied(bob, 4, "wrong_viewer");
  });

  it("in a browser: is led to a page that names neither the file nor the buyer", async () => {
    const { url } = await ticket(ann, product.fileId);
    const html = { headers: { accept: "text/html,application/xhtml+xml" } };
    for (const somebody of [visitor(), await signUp("Bob Browses")]) {
      const answer = await somebody.fetch(url, html);
      expect(answer.status).toBe(303);
      const location = answer.headers.get("location")!;
      expect(location).toMatch(/^\/denied\?code=(sign_in_required|wrong_viewer)$/);
      expect(await answer.text()).toBe("");
      const page = await somebody.fetch(location, html);
      const text = await page.text();
      for (const secret of [product.fileId, product.slug, ann.email, ann.userId, ann.name]) {
        expect(text).not.toContain(secret);
      }
    }
    expect(sha256(await download(ann, url))).toBe(product.sha256);
  });

  it("with the buyer's token expired or for another installation: no proof at all", async () => {
    const { url } = await ticket(ann, product.fileId);
    const token = await ann.token();
    const ask = (bearer: string) => visitor().fetch(url, { headers: { authorization: `Bearer ${bearer}` } });
    expect((await ask(token)).status).toBe(200);
    await expectRefusal(await ask(`${token.slice(0, -4)}AAAA`), 401, "sign_in_required");
  });
});

describe("a fresh link raced by fifty parallel starts (A2)", () => {
  it("starts one download; the buyer's own others resume it, everybody else's are refused", async () => {
    const link = await ticket(ann, product.fileId);
    const phone = await signInAgain(ann);
    const bob = await signUp("Bob Races");
    const racers = Array.from({ length: 50 }, (_, index) => [ann, bob, ann, visitor(), ann][index % 5]!);
    const answers = await Promise.all(
      racers.map(async (racer) => {
        const answer = await racer.fetch(link.url);
        return { mine: racer === ann, status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) };
      }),
    );
    for (const { mine, status, bytes } of answers) {
      if (mine) expect({ status, hash: sha256(bytes) }).toEqual({ status: 200, hash: product.sha256 });
      else expect([401, 403]).toContain(status);
    }
    // Bound to the browser that started it: the same person elsewhere asks for a link of their own.
    await expectRefusal(await phone.fetch(link.url), 410, "link_expired");
    expect(sha256(await download(phone, (await ticket(phone, product.fileId)).url))).toBe(product.sha256);
    if (isOurs) expect(await startsOf(link.id)).toEqual({ started: true, because: "purchase" });
  });

  it("by two browsers of one buyer: exactly one of them wins it", async () => {
    const phone = await signInAgain(ann);
    for (let round = 0; round < 5; round++) {
      const link = await ticket(ann, product.fileId);
      const racers = Array.from({ length: 20 }, (_, index) => (index % 2 ? ann : phone));
      const answers = await Promise.all(
        racers.map(async (racer) => {
          const answer = await racer.fetch(link.url);
          await answer.arrayBuffer();
          return { who: racer === phone ? "phone" : "desk", status: answer.status };
        }),
      );
      const winners = new Set(answers.filter(({ status }) => status === 200).map(({ who }) => who));
      expect(winners.size).toBe(1);
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
      expect(answers.filter(({ status }) => status === 410)).toHaveLength(10);
    }
  });
});

describe("looking at a link before it is used (A9)", () => {
  it("HEAD, prefetch and link previews do not use it up", async () => {
    const link = await ticket(ann, product.fileId);
    for (let look = 0; look < 5; look++) {
      const head = await ann.fetch(link.url, { method: "HEAD" });
      expect(head.status).toBe(200);
      expect(await head.text()).toBe("");
    }
    // What messengers send when the link is pasted: no cookie, a name of their own.
    for (const agent of [
      "Slackbot-LinkExpanding 1.0",
      "facebookexternalhit/1.1",
      "Twitterbot/1.0",
      "WhatsApp/2.0",
    ]) {
      const preview = await visitor().fetch(link.url, { headers: { "user-agent": agent, accept: "*/*" } });
      await expectRefusal(preview, 401, "sign_in_required");
    }
    if (isOurs) expect(await startsOf(link.id)).toMatchObject({ started: false });
    expect(sha256(await download(ann, link.url))).toBe(product.sha256);
  });

  it("a browser's speculative prefetch by the viewer does not shorten the start window to nothing", async () => {
    const link = await ticket(ann, product.fileId);
    const prefetch = await ann.fetch(link.url, {
      headers: { "sec-purpose": "prefetch", purpose: "prefetch" },
    });
    await prefetch.arrayBuffer();
    expect(sha256(await download(ann, link.url))).toBe(product.sha256);
  });
});
