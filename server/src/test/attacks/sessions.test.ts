import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../actors.ts";
import { startTestServer, type TestServer } from "../harness.ts";

describe("a session that is over, brought again (A7)", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ environment: { RATE_LIMITS: "off" } });
  });
  afterAll(() => server.close());

  /** Who the server takes the bearer of the cookie, and of the token, for. */
  const statuses = async (who: Actor, token: string) => {
    const authorization = `Bearer ${token}`;
    const byToken = await server.visitor.fetch("/api/v1/me", { headers: { authorization } });
    return [(await who.fetch("/api/v1/me")).status, byToken.status];
  };
  const sessionsOf = (who: Actor) => server.deps.db.updateTable("sessions").where("user_id", "=", who.userId);

  it("after its time", async () => {
    const ann = await server.signUp("ann");
    const token = await ann.token();
    expect(await statuses(ann, token)).toEqual([200, 200]);
    await sessionsOf(ann).set({ expires_at: server.clock.now() }).execute();
    expect(await statuses(ann, token)).toEqual([401, 401]);
  });

  it("kept alive for ever by being used", async () => {
    const eve = await server.signUp("eve");
    const endsAt = new Date(server.clock.now().getTime() + 5 * 86_400_000);
    await sessionsOf(eve).set({ expires_at: endsAt }).execute();
    for (const path of ["get-session", "get-session?disableRefresh=", "token"]) {
      expect((await eve.fetch(`/api/auth/${path}`)).status).toBe(200);
    }
    const session = server.deps.db.selectFrom("sessions").where("user_id", "=", eve.userId);
    expect(await session.select("expires_at").execute()).toEqual([{ expires_at: endsAt }]);
    server.clock.set(endsAt);
    expect((await eve.fetch("/api/v1/me")).status).toBe(401);
  });

  it("by a token after the token's own time, though it was taken a moment ago", async () => {
    const ben = await server.signUp("ben");
    const token = await ben.token();
    expect(await statuses(ben, token)).toEqual([200, 200]);
    server.clock.advance(server.deps.config.ACCESS_TOKEN_EXPIRE_MINUTES * 60_000);
    expect(await statuses(ben, token)).toEqual([200, 401]);
  });

  it("of somebody suspended, even if it was left alive", async () => {
    const cat = await server.signUp("cat");
    const token = await cat.token();
    expect(await statuses(cat, token)).toEqual([200, 200]);
    const user = server.deps.db.updateTable("users").where("id", "=", cat.userId);
    await user.set({ suspended_at: server.clock.now() }).execute();
    expect(await statuses(cat, token)).toEqual([401, 401]);
  });

  it("of somebody who was suspended and is let in again: they sign in anew", async () => {
    const dan = await server.signUp("dan");
    const olive = await server.signUpOperator("olive");
    const token = await dan.token();
    expect(await statuses(dan, token)).toEqual([200, 200]);
    await olive.json("POST", `/api/v1/operations/users/${dan.userId}/suspend`, { reason: "Test" });
    await olive.json("POST", `/api/v1/operations/users/${dan.userId}/restore`, {});
    expect(await statuses(dan, token)).toEqual([401, 401]);
  });
});
