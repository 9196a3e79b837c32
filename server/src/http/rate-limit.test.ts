import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../test/actors.ts";
import { startTestServer, type TestServer } from "../test/harness.ts";
import { LIMITS, type RequestLimit } from "./limits.ts";

describe("limits of what costs something", () => {
  let server: TestServer;
  let ann: Actor;
  let bob: Actor;
  beforeAll(async () => {
    server = await startTestServer();
    [ann, bob] = [await server.signUp("ann"), await server.signUp("bob")];
  });
  afterAll(() => server.close());

  const nobody = "0197f3a0-0000-7000-8000-000000000000";
  const aTier = { tierId: nobody, interval: "month" };
  const uses: [keyof typeof LIMITS, (who: Actor) => Promise<Response>, number][] = [
    ["tickets", (who) => send(who, `/api/v1/files/${nobody}/downloads`, {}), 404],
    ["views", (who) => send(who, `/api/v1/files/${nobody}/views`, {}), 404],
    ["checkout", (who) => send(who, "/api/v1/checkout", { productId: nobody }), 404],
    ["checkout", (who) => send(who, "/api/v1/unlock", { postId: nobody }), 404],
    ["checkout", (who) => send(who, "/api/v1/creators/nobody/subscribe", aTier), 404],
    ["memberships", (who) => send(who, `/api/v1/subscriptions/${nobody}/cancel`, {}), 404],
    ["rulings", (who) => send(who, `/api/v1/purchases/${nobody}/refund`, {}), 404],
    ["uploads", (who) => start(who), 400],
  ];

  it.each(uses)("%s: for a viewer, and for an address block whoever it is", async (name, use, plain) => {
    const limit: RequestLimit = LIMITS[name];
    expect((await use(ann)).status).toBe(plain);
    await spend(`${name}:${ann.userId}`, limit.max);
    const refused = await use(ann);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await use(bob)).status).toBe(plain);
    const { rows } = await server.deps.pool.query("select key from rate_limits where key like $1", [
      `${name}-nearby:%`,
    ]);
    await spend(rows[0].key, limit.nearby);
    expect((await use(bob)).status).toBe(429);
    server.clock.advance((limit.seconds + 1) * 1000);
    expect((await use(ann)).status).toBe(plain);
  });

  const spend = (key: string, hits: number) =>
    server.deps.pool.query("update rate_limits set hits = $2 where key = $1", [key, hits]);
  const send = (who: Actor, path: string, body: object) =>
    who.fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const start = (who: Actor) =>
    who.fetch("/api/v1/uploads", { method: "POST", headers: { "tus-resumable": "1.0.0" } });
});
