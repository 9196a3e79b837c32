import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { User } from "../../access/index.ts";
import { betweenStatements } from "../../test/between-statements.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { makeShop, type Shop } from "../../test/make.ts";
import { reportPost } from "./report.ts";

describe("a report of a post", () => {
  let server: TestServer;
  let shop: Shop;
  beforeAll(async () => {
    server = await startTestServer({ environment: { RATE_LIMITS: "off" } });
    shop = await makeShop(server);
  });
  afterAll(() => server.close());

  it("says what its reporter could see, though it is sold from then on", async () => {
    const fan = await server.signUp("fan");
    const post = await shop.owner.json<{ id: string }>("POST", "/api/v1/posts", {
      ...{ creatorId: shop.creatorId, visibility: "free", body: "For everybody" },
    });
    const sold = { visibility: "ppv", price: { amount: 900, currency: "usd" }, body: "SECRET" };
    const deps = betweenStatements(server.deps, () =>
      shop.owner.json("PATCH", `/api/v1/posts/${post.id}`, sold),
    );
    const user = { kind: "user", userId: fan.userId, sessionId: fan.userId } as unknown as User;
    await reportPost(deps, user, post.id, { reason: "rights", details: "" });
    const { rows } = await server.deps.pool.query<{ said: string }>("select said from reports");
    expect(rows).toEqual([{ said: "For everybody" }]);
  });
});
