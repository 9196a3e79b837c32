import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Actor, PASSWORD } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";

type Problem = { code: string; errors?: { field: string }[] };
type Sessions = { items: { id: string; isThis: boolean; device: string; lastSeenAt: string }[] };

describe("one's own account", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ worker: true });
  });
  afterAll(() => server.close());

  const signInAgain = async ({ email }: Actor, password = PASSWORD) => {
    const answer = await fetch(`${server.url}/api/auth/sign-in/email`, {
      method: "POST",
      headers: { "content-type": "application/json", "user-agent": "curl/8.0" },
      body: JSON.stringify({ email, password }),
    });
    const cookie = answer.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ");
    return { status: answer.status, cookie };
  };
  const me = (cookie: string) => fetch(`${server.url}/api/v1/me`, { headers: { cookie } });
  const mailsTo = (address: string) =>
    server.deps.db
      .selectFrom("mails")
      .select(["kind", "text_body"])
      .where("to_address", "=", address)
      .where("kind", "<>", "verify_email")
      .orderBy("id")
      .execute();
  const tokenIn = (text: string) => /token=(\S+)/.exec(text)![1]!;
  const ask = (actor: Actor, newEmail: string, password = PASSWORD, expected?: number) =>
    actor.json<Problem & { newEmail: string }>(
      "POST",
      "/api/v1/me/email-change",
      { newEmail, password },
      expected,
    );
  const confirm = (token: string, expected: number) =>
    server.visitor.json<Problem>("POST", "/api/v1/email-changes/confirm", { token }, expected);

  it("lists its sessions without their secrets, and ends one or all others, never somebody else's", async () => {
    const ann = await server.signUp("ann");
    const bob = await server.signUp("bob");
    const [second, third] = [await signInAgain(ann), await signInAgain(ann)];
    const { items } = await ann.json<Sessions>("GET", "/api/v1/me/sessions");
    expect(items.map(({ isThis }) => isThis)).toEqual([true, false, false]);
    expect(items[1]!.device).toBe("curl");
    const secret = /session_token=([^.;]+)\./.exec(decodeURIComponent(second.cookie))![1]!;
    expect(JSON.stringify(items)).not.toContain(secret);

    const theirs = (await bob.json<Sessions>("GET", "/api/v1/me/sessions")).items[0]!;
    await bob.json("GET", "/api/v1/me");
    await ann.json("DELETE", `/api/v1/me/sessions/${theirs.id}`, undefined, 404);
    await bob.json("GET", "/api/v1/me");

    await ann.json("DELETE", `/api/v1/me/sessions/${items[1]!.id}`, undefined, 204);
    expect([await me(second.cookie), await me(third.cookie)].map(({ status }) => status).sort()).toEqual([
      200, 401,
    ]);
    expect(await ann.json("POST", "/api/v1/me/sessions/end-others", {})).toEqual({ ended: 1 });
    expect([await me(second.cookie), await me(third.cookie)].map(({ status }) => status)).toEqual([401, 401]);
    await ann.json("GET", "/api/v1/me");
    await bob.json("GET", "/api/v1/me");
  });

  it("says when a session was last seen, to within minutes", async () => {
    const cat = await server.signUp("cat");
    const seen = async () => (await cat.json<Sessions>("GET", "/api/v1/me/sessions")).items[0]!.lastSeenAt;
    await cat.json("GET", "/api/v1/me");
    const first = await seen();
    server.clock.advance(60_000);
    await cat.json("GET", "/api/v1/me");
    expect(await seen()).toBe(first);
    server.clock.advance(3600_000);
    await cat.json("GET", "/api/v1/me");
    expect(Date.parse(await seen()) - Date.parse(first)).toBe(3660_000);
    server.clock.advance(-3660_000);
  });

  it("moves to another address once its owner confirms it", async () => {
    const dan = await server.signUp("dan");
    await ask(dan, "  Dan.New@Example.com ", PASSWORD, 202);
    const [notice] = await mailsTo(dan.email);
    expect(notice).toMatchObject({ kind: "change_email_asked" });
    expect(notice!.text_body).toContain("dan.new@example.com");
    expect(notice!.text_body).not.toMatch(/token=/);
    expect(await dan.json("GET", "/api/v1/me")).toMatchObject({
      user: { email: dan.email, newEmail: "dan.new@example.com" },
    });
    expect((await signInAgain(dan)).status).toBe(200);

    const [link] = await mailsTo("dan.new@example.com");
    expect(link!.text_body).not.toContain("dan\n");
    const token = tokenIn(link!.text_body);
    const { rows } = await server.deps.pool.query("select * from email_changes");
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(await confirm(token, 200)).toEqual({ email: "dan.new@example.com" });
    expect(await dan.json("GET", "/api/v1/me")).toMatchObject({
      user: { email: "dan.new@example.com", emailVerified: true, newEmail: null },
    });
    expect((await signInAgain(dan)).status).toBe(401);
    expect((await signInAgain({ ...dan, email: "dan.new@example.com" })).status).toBe(200);
    expect((await mailsTo(dan.email)).map(({ kind }) => kind)).toContain("email_changed");
    expect((await confirm(token, 410)).code).toBe("link_expired");
  });

  it("answers alike for an address that is taken, and never hands it over", async () => {
    const eve = await server.signUp("eve");
    const victim = await server.signUp("victim");
    const taken = await ask(eve, victim.email, PASSWORD, 202);
    const free = await ask(eve, "nobody.yet@example.com", PASSWORD, 202);
    expect(Object.keys(taken)).toEqual(Object.keys(free));
    const mails = await mailsTo(victim.email);
    expect(mails.map(({ kind }) => kind)).toEqual(["change_email_taken"]);
    expect(mails[0]!.text_body).not.toMatch(/token=|eve/);

    const token = tokenIn((await mailsTo("nobody.yet@example.com"))[0]!.text_body);
    const early = await server.signUp("nobody yet");
    expect(early.email).toBe("nobody.yet@example.com");
    await confirm(token, 410);
    expect(await early.json("GET", "/api/v1/me")).toMatchObject({ user: { id: early.userId } });
  });

  it("asks for the password first, and not for ever", async () => {
    const flo = await server.signUp("flo");
    const wrong = await ask(flo, "flo.new@example.com", "not the password", 400);
    expect(wrong.errors).toMatchObject([{ field: "password" }]);
    expect(await mailsTo("flo.new@example.com")).toEqual([]);
    for (let n = 0; n < 9; n++) await ask(flo, "flo.new@example.com", `guess ${n}`, 400);
    await ask(flo, "flo.new@example.com", PASSWORD, 429);
    server.clock.advance(16 * 60_000);
    await ask(flo, "flo.new@example.com", PASSWORD, 202);
    for (const odd of [flo.email, "no address", "a@b\u0000.example"])
      expect((await ask(flo, odd, PASSWORD, 400)).errors).toMatchObject([
        { field: expect.stringContaining("newEmail") },
      ]);
    await server.visitor.json(
      "POST",
      "/api/v1/me/email-change",
      { newEmail: "x@example.com", password: "x" },
      401,
    );
    server.clock.advance(-16 * 60_000);
  });

  it("lets a change lapse, be cancelled, and be stopped by a new password", async () => {
    const gil = await server.signUp("gil");
    const link = async (address: string) => tokenIn((await mailsTo(address)).at(-1)!.text_body);
    await ask(gil, "gil.one@example.com", PASSWORD, 202);
    await gil.json("DELETE", "/api/v1/me/email-change", undefined, 204);
    await confirm(await link("gil.one@example.com"), 410);

    await ask(gil, "gil.two@example.com", PASSWORD, 202);
    server.clock.advance(86_401_000);
    await confirm(await link("gil.two@example.com"), 410);
    expect(await gil.json("GET", "/api/v1/me")).toMatchObject({ user: { newEmail: null } });
    server.clock.advance(-86_401_000);

    await ask(gil, "gil.three@example.com", PASSWORD, 202);
    await gil.json("POST", "/api/auth/change-password", {
      currentPassword: PASSWORD,
      newPassword: "a changed password",
    });
    await confirm(await link("gil.three@example.com"), 410);
  });
});
