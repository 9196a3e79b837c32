import { createHmac } from "node:crypto";
import { request as httpRequest } from "node:http";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { PASSWORD } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { makeShop } from "../../test/make.ts";

describe("people", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ worker: true });
  });
  afterAll(() => server.close());

  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${server.url}/api/auth${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  const mailTo = async (address: string, kind: string) =>
    (
      await server.deps.db
        .selectFrom("mails")
        .select(["text_body", "sent_at"])
        .where("to_address", "=", address)
        .where("kind", "=", kind)
        .orderBy("created_at", "desc")
        .executeTakeFirstOrThrow()
    ).text_body;
  const me = (headers: Record<string, string>) => fetch(`${server.url}/api/v1/me`, { headers });

  it("have tables that fit the library", async () => {
    expect(await server.deps.auth.missingSchema()).toEqual([]);
  });

  it("sign up, and are themselves by cookie and by token", async () => {
    const ann = await server.signUp("ann");
    const known = await ann.json<{ user: { email: string }; isCreator: boolean }>("GET", "/api/v1/me");
    expect(known).toMatchObject({
      user: { id: ann.userId, email: ann.email, isOperator: false },
      isCreator: false,
    });
    const { rows } = await server.deps.pool.query("select password from accounts where user_id = $1", [
      ann.userId,
    ]);
    expect(rows[0].password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);

    const token = await ann.token();
    expect((await me({ authorization: `Bearer ${token}` })).status).toBe(200);
    const [head, body] = token
      .split(".")
      .slice(0, 2)
      .map((part) => JSON.parse(Buffer.from(part, "base64url").toString()));
    expect(head.alg).toBe("EdDSA");
    expect(body).toMatchObject({
      sub: ann.userId,
      is_creator: false,
      scope: "access_token",
      iss: server.url,
      aud: server.url,
    });
    expect(body.exp - body.iat).toBe(1800);
  });

  it("sign up forty at once", async () => {
    const server = await startTestServer({ environment: { RATE_LIMITS: "off" } });
    try {
      const crowd = await Promise.all(
        Array.from({ length: 40 }, (_, n) => server.signUp(`one of many ${n}`)),
      );
      expect(new Set(crowd.map(({ userId }) => userId)).size).toBe(40);
    } finally {
      await server.close();
    }
  });

  it("carry whether they sell in their token, while the database decides", async () => {
    const { owner } = await makeShop(server, "seller");
    const claims = JSON.parse(Buffer.from((await owner.token()).split(".")[1]!, "base64url").toString());
    expect(claims.is_creator).toBe(true);
  });

  it("get the same answer for a known and an unknown address (A52)", async () => {
    await server.signUp("known");
    const shape = async (answer: Response) => ({
      status: answer.status,
      keys: Object.keys((await answer.clone().json()) as object).sort(),
      user: Object.keys(((await answer.json()) as { user?: object }).user ?? {}).sort(),
      cookies: answer.headers.getSetCookie().map((cookie) => cookie.replace(/=[^;]*/, "=…")),
    });
    const taken = await post("/sign-up/email", {
      name: "X",
      email: "known@example.com",
      password: "another password",
    });
    const cookie = taken.headers.getSetCookie()[0]!.split(";")[0]!;
    const fresh = await post("/sign-up/email", {
      name: "X",
      email: "fresh@example.com",
      password: "another password",
    });
    expect(await shape(taken)).toEqual(await shape(fresh));
    expect((await me({ cookie })).status).toBe(401);
    expect(await mailTo("known@example.com", "sign_up_attempt")).toContain("already has an account");

    const wrong = await post("/sign-in/email", { email: "known@example.com", password: "not the password" });
    const nobody = await post("/sign-in/email", {
      email: "nobody@example.com",
      password: "not the password",
    });
    expect([wrong.status, await wrong.json()]).toEqual([nobody.status, await nobody.json()]);
    const reset = await post("/request-password-reset", { email: "known@example.com" });
    const resetNobody = await post("/request-password-reset", { email: "nobody@example.com" });
    expect([reset.status, await reset.json()]).toEqual([resetNobody.status, await resetNobody.json()]);
  });

  it("confirm their address", async () => {
    const vera = await server.signUp("vera");
    const link = /token=(\S+)/.exec(await mailTo(vera.email, "verify_email"))![1]!;
    await vera.fetch(`/api/auth/verify-email?token=${link}`);
    expect(await vera.json("GET", "/api/v1/me")).toMatchObject({ user: { emailVerified: true } });
  });

  it("reset a forgotten password, which ends every session and works once", async () => {
    const rita = await server.signUp("rita");
    await post("/request-password-reset", { email: rita.email });
    const token = /token=(\S+)/.exec(await mailTo(rita.email, "reset_password"))![1]!;
    expect((await rita.fetch("/api/v1/me")).status).toBe(200);
    expect((await post("/reset-password", { token, newPassword: "a new long password" })).status).toBe(200);
    expect((await rita.fetch("/api/v1/me")).status).toBe(401);
    expect((await post("/reset-password", { token, newPassword: "yet another password" })).status).toBe(400);
    expect((await post("/sign-in/email", { email: rita.email, password: PASSWORD })).status).toBe(401);
    expect(
      (await post("/sign-in/email", { email: rita.email, password: "a new long password" })).status,
    ).toBe(200);
  });

  it("end a session, and with it every token of it, at once", async () => {
    const sam = await server.signUp("sam");
    const other = await post("/sign-in/email", { email: sam.email, password: PASSWORD });
    const cookie = other.headers.getSetCookie()[0]!.split(";")[0]!;
    const { token } = (await (
      await fetch(`${server.url}/api/auth/token`, { headers: { cookie } })
    ).json()) as { token: string };
    expect((await me({ authorization: `Bearer ${token}` })).status).toBe(200);

    const { items } = await sam.json<{ items: { id: string; isThis: boolean }[] }>(
      "GET",
      "/api/v1/me/sessions",
    );
    expect(items.map(({ isThis }) => isThis)).toEqual([true, false]);
    await sam.json("DELETE", `/api/v1/me/sessions/${items[1]!.id}`);
    expect((await me({ cookie })).status).toBe(401);
    expect((await me({ authorization: `Bearer ${token}` })).status).toBe(401);
    expect((await sam.fetch("/api/v1/me")).status).toBe(200);
  });

  it("are not believed with tokens and cookies of their own making", async () => {
    const tom = await server.signUp("tom");
    const token = await tom.token();
    expect((await me({ authorization: `Bearer ${token}` })).status).toBe(200);
    const [head, body, signature] = token.split(".") as [string, string, string];
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const claims = JSON.parse(Buffer.from(body, "base64url").toString());
    const { keys } = (await (await fetch(`${server.url}/api/auth/jwks`)).json()) as {
      keys: { x: string; kid: string }[];
    };
    const hmac = `${encode({ alg: "HS256", kid: keys[0]!.kid })}.${body}`;
    const forged = [
      `${encode({ alg: "none" })}.${body}.`,
      `${head}.${encode({ ...claims, sub: server.visitor.userId })}.${signature}`,
      `${hmac}.${createHmac("sha256", Buffer.from(keys[0]!.x, "base64url")).update(hmac).digest("base64url")}`,
      `${head}.${body}.`,
      "x",
    ];
    for (const bad of forged) expect((await me({ authorization: `Bearer ${bad}` })).status).toBe(401);
    server.clock.advance(1801_000);
    expect((await me({ authorization: `Bearer ${token}` })).status).toBe(401);
    server.clock.advance(-1801_000);

    const [name, value] = tom.cookie.split("; ")[0]!.split("=") as [string, string];
    const [secret] = decodeURIComponent(value).split(".");
    for (const bad of [secret, `${secret}.`, `${secret}.${Buffer.alloc(32).toString("base64")}`]) {
      expect((await me({ cookie: `${name}=${encodeURIComponent(bad!)}` })).status).toBe(401);
    }
  });

  it("cannot guess passwords, from however many addresses and in whatever spelling", async () => {
    const gus = await server.signUp("gus");
    const guess = (n: number) =>
      post(
        "/sign-in/email",
        { email: n % 2 ? gus.email.toUpperCase() : ` ${gus.email}`, password: `guess number ${n}` },
        { "x-forwarded-for": `203.0.113.${n}` },
      );
    expect((await post("/sign-in/email", { email: gus.email, password: PASSWORD })).status).toBe(200);
    const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => guess(n)));
    const limited = answers.filter((answer) => answer.status === 429);
    expect(limited.length).toBeGreaterThanOrEqual(25);
    expect(Number(limited[0]!.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await post("/sign-in/email", { email: gus.email, password: PASSWORD })).status).toBe(429);
    server.clock.advance(16 * 60_000);
    expect((await post("/sign-in/email", { email: gus.email, password: PASSWORD })).status).toBe(200);
  });

  it("cannot get around the limits by writing the request another way", async () => {
    const ivy = await server.signUp("ivy");
    const send = (path: string, body: string, type = "application/json") =>
      new Promise<number>((resolve, reject) => {
        const request = httpRequest(
          server.url,
          { method: "POST", path, headers: { "content-type": type } },
          (answer) => {
            answer.resume();
            resolve(answer.statusCode!);
          },
        );
        request.once("error", reject);
        request.end(body);
      });
    const right = JSON.stringify({ email: ivy.email, password: PASSWORD });
    expect(await send("/api/auth/sign-in/email", right)).toBe(200);
    for (const path of [
      "x/../sign-in/email",
      "./sign-in/email",
      "sign-in\\email",
      "x/%2e%2e/sign-in/email",
      "/sign-in/email",
    ]) {
      expect(await send(`/api/auth/${path}`, right), path).toBe(404);
    }
    const form = `email=${encodeURIComponent(ivy.email)}&password=${encodeURIComponent(PASSWORD)}`;
    expect(await send("/api/auth/sign-in/email", form, "application/x-www-form-urlencoded")).toBe(415);
    expect(await send("/api/auth/sign-in/email", `"&${form}&a="`)).toBe(400);
    expect(await send("/api/auth/set-password", right)).toBe(404);
  });

  it("with names that do not fit are refused alike, known or not", async () => {
    await server.signUp("nora");
    for (const name of [
      "x".repeat(101),
      "",
      "a\u0000b",
      7,
      "See evil.example/now",
      "shop24.com",
      "1.2.3.4/x",
    ]) {
      for (const email of ["nora@example.com", "never-seen@example.com"]) {
        const answer = await post("/sign-up/email", { name, email, password: "another password" });
        expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
          400,
          "invalid_input",
        ]);
      }
    }
  });

  it("may be called what people are called", async () => {
    for (const name of ["J.R. Müller", "St. Clair", "Mary-Ann O'Neil, Ph. D.", "李 小龍"])
      expect(
        (await post("/sign-up/email", { name, email: `${Math.random()}@example.com`, password: PASSWORD }))
          .status,
      ).toBe(200);
  });

  it("hear in one way that they are signed out", async () => {
    for (const [method, path] of [
      ["GET", "/api/v1/me"],
      ["POST", "/api/auth/update-user"],
      ["POST", "/api/auth/change-password"],
    ] as const) {
      const sent =
        method === "POST" ? { name: "X", currentPassword: PASSWORD, newPassword: PASSWORD } : undefined;
      const answer = await server.visitor.json<{ code: string }>(method, path, sent, 401);
      expect(answer.code, path).toBe("sign_in_required");
    }
  });

  it("end every other session with a changed password", async () => {
    const pia = await server.signUp("pia");
    const other = await post("/sign-in/email", { email: pia.email, password: PASSWORD });
    const cookie = other.headers.getSetCookie()[0]!.split(";")[0]!;
    expect((await me({ cookie })).status).toBe(200);
    const changed = {
      currentPassword: PASSWORD,
      newPassword: "a changed password",
      revokeOtherSessions: false,
    };
    const answer = await pia.fetch("/api/auth/change-password", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(changed),
    });
    expect(answer.status).toBe(200);
    expect((await me({ cookie })).status).toBe(401);
    expect((await me({ cookie: answer.headers.getSetCookie()[0]!.split(";")[0]! })).status).toBe(200);
  });

  it("cannot be guessed from an open session by changing the password, and it is noted", async () => {
    const quin = await server.signUp("quin");
    const guess = (currentPassword: string) =>
      quin.fetch("/api/auth/change-password", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ currentPassword, newPassword: "a changed password" }),
      });
    for (let n = 0; n < 10; n++) expect((await guess(`guess number ${n}`)).status).toBe(400);
    expect((await guess(PASSWORD)).status).toBe(429);
    const { rows } = await server.deps.pool.query(
      "select count(*)::int as noted from events where type = 'session.refused' and subject_id = $1",
      [quin.userId],
    );
    expect(rows[0]).toEqual({ noted: 10 });
    server.clock.advance(16 * 60_000);
    expect((await guess(PASSWORD)).status).toBe(200);
    server.clock.advance(-16 * 60_000);
  });

  it("are not signed in by an old password that was looked at just before it changed", async () => {
    const { email, userId } = await server.signUp("ria");
    const signIn = () => post("/sign-in/email", { email, password: PASSWORD });
    expect((await signIn()).status).toBe(200);
    const changing = await server.deps.pool.connect();
    try {
      await changing.query("begin");
      // Keeps a session from being made until this commits, while the old password can still be read.
      await changing.query("select 1 from users where id = $1 for update", [userId]);
      await changing.query("update accounts set password = 'another' where user_id = $1", [userId]);
      const late = signIn();
      const waits = `select 1 from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock' and query ilike '%sessions%'`;
      await vi.waitFor(
        async () => expect((await server.deps.pool.query(waits)).rowCount).toBeGreaterThan(0),
        20_000,
      );
      await changing.query("commit");
      expect((await late).status).toBe(401);
    } finally {
      // Does nothing after the commit.
      await changing.query("rollback");
      changing.release();
    }
    const { rows } = await server.deps.pool.query("select 1 from sessions where user_id = $1", [userId]);
    expect(rows).toEqual([]);
  });

  it("are signed out and kept out while suspended", async () => {
    const sue = await server.signUp("sue");
    const olive = await server.signUpOperator("olive");
    expect((await sue.fetch("/api/v1/me")).status).toBe(200);
    await sue.json("POST", `/api/v1/operations/users/${sue.userId}/suspend`, { reason: "x" }, 403);
    await olive.json("POST", `/api/v1/operations/users/${sue.userId}/suspend`, { reason: "chargebacks" });
    expect((await sue.fetch("/api/v1/me")).status).toBe(401);
    const keptOut = await post("/sign-in/email", { email: sue.email, password: PASSWORD });
    expect(keptOut.headers.getSetCookie()).toEqual([]);
    expect(keptOut.status).toBe(403);
    expect(await keptOut.json()).toMatchObject({ code: "account_suspended" });
    // Only who knows the password is told.
    const guessed = async (email: string) => {
      const answer = await post("/sign-in/email", { email, password: "not the password" });
      return { status: answer.status, body: await answer.json() };
    };
    expect(await guessed(sue.email)).toEqual(await guessed("nobody@example.org"));
    await olive.json("POST", `/api/v1/operations/users/${sue.userId}/restore`, {});
    expect((await post("/sign-in/email", { email: sue.email, password: PASSWORD })).status).toBe(200);
  });

  it("write only from our own pages", async () => {
    const cat = await server.signUp("cat");
    const write = (headers: Record<string, string>) =>
      cat.fetch("/api/v1/creators", {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify({ handle: `cat_${Math.random().toString(36).slice(2, 8)}`, displayName: "Cat" }),
      });
    expect((await write({})).status).toBe(201);
    for (const headers of [
      { origin: "https://evil.example" },
      { origin: "null" },
      { origin: `${server.url}.evil.example` },
    ]) {
      const answer = await write(headers);
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ code: "cross_site_request" });
    }
    const signOut = await cat.fetch("/api/auth/sign-out", {
      method: "POST",
      headers: { "content-type": "application/json", origin: "https://evil.example" },
      body: "{}",
    });
    expect(signOut.status).toBe(403);
  });
});
