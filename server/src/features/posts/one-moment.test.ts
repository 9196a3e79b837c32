import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Deps } from "../../deps.ts";
import type { Actor } from "../../test/actors.ts";
import { betweenStatements } from "../../test/between-statements.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { makeFile, makeShop, type Shop } from "../../test/make.ts";
import type { Reader } from "./describe-posts.ts";
import { getPostCard, getPostMedia } from "./get-post.ts";
import { listCreatorPosts, listFeed } from "./list-posts.ts";
import { readPostTexts } from "./read-texts.ts";
import type { Post } from "./schemas.ts";

const TERMS = [
  { visibility: "free", isPublic: true, price: null, body: "For everybody", title: "Open" },
  { visibility: "ppv", price: { amount: 900, currency: "usd" }, body: "SECRET", title: "Sold" },
] as const;

describe("a post whose terms change while it is read", () => {
  let server: TestServer;
  let shop: Shop;
  let fan: Actor;
  let id: string;
  let files: readonly [string, string];
  beforeAll(async () => {
    server = await startTestServer({ environment: { RATE_LIMITS: "off" } });
    shop = await makeShop(server);
    fan = await server.signUp("fan");
    files = [
      await makeFile(server, shop, Buffer.from("for everybody"), "open.pdf"),
      await makeFile(server, shop, Buffer.from("for its buyers"), "sold.pdf"),
    ];
    const made = await shop.owner.json<{ id: string }>("POST", "/api/v1/posts", {
      ...{ creatorId: shop.creatorId, mediaFileIds: [files[0]] },
      ...{ visibility: "free", isPublic: true, body: "For everybody", title: "Open" },
    });
    id = made.id;
    await fan.json("PUT", `/api/v1/creators/${shop.handle}/follow`);
  });
  afterAll(() => server.close());

  const put = (at: 0 | 1) =>
    shop.owner.json("PATCH", `/api/v1/posts/${id}`, { ...TERMS[at], mediaFileIds: [files[at]] });

  const changing = (from: 0 | 1): Deps => {
    let now = from;
    return betweenStatements(server.deps, () => {
      now = now === 0 ? 1 : 0;
      return put(now);
    });
  };
  const reader = (who: Actor | null): Reader => ({
    user: who && userOf(who),
    ...{ address: null, userAgent: null, country: null, linkTo: (url) => url },
  });
  const userOf = (who: Actor) => ({ kind: "user", userId: who.userId, sessionId: who.userId }) as never;
  /** What is told of it belongs together: all of it free, or all of it sold. */
  const belongs = (post: Post) => {
    const isSold = post.visibility === "ppv";
    const { body, title } = TERMS[isSold ? 1 : 0];
    expect(post).toMatchObject({ locked: isSold, title, body: isSold ? null : body });
    expect(post.mediaFiles.map((file) => file.id)).toEqual(isSold ? [] : [files[0]]);
  };

  for (const from of [0, 1] as const) {
    it(`is one version of it, from ${TERMS[from].visibility} on`, async () => {
      const ask = async <T>(read: (deps: Deps) => Promise<T>) => {
        await put(from);
        return read(changing(from));
      };
      for (const who of [null, fan]) belongs(await ask((deps) => getPostCard(deps, reader(who), id)));
      const list = { handle: shop.handle, limit: 20 };
      for (const page of [
        await ask((deps) => listCreatorPosts(deps, reader(null), list)),
        await ask((deps) => listFeed(deps, reader(fan) as never, { limit: 20 })),
      ]) {
        expect(page.items).toHaveLength(1);
        for (const post of page.items) belongs(post);
      }
      const media = await ask((deps) => getPostMedia(deps, reader(null), id)).catch(() => null);
      expect(media?.mediaFiles.map((file) => file.id) ?? [files[0]]).toEqual([files[0]]);
      const asked = { creatorId: shop.creatorId, limit: 20 };
      for (const userId of [null, fan.userId])
        for (const text of await ask((deps) => readPostTexts(deps, userId, asked)))
          expect(text.body).toBe(text.visibility === "ppv" ? null : "For everybody");
    });
  }
});
