import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Actor, PASSWORD } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { authenticator, totp } from "../../test/second-factor.ts";

type Options = {
  challenge: string;
  rp?: { id?: string };
  rpId?: string;
  userVerification?: string;
  authenticatorSelection?: object;
  allowCredentials?: unknown[];
};

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ worker: true });
});
afterAll(() => server.close());

/** One browser: what it is told to keep goes along with what it sends next. */
function browser(cookie = "") {
  const jar = new Map(cookie.split("; ").map((pair) => pair.split(/=(.*)/s) as [string, string]));
  const header = () => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  return {
    cookie: header,
    async send(path: string, body: unknown): Promise<Response> {
      const answer = await server.visitor.fetch(path, {
        method: "POST",
        headers: { "content-type": "application/json", cookie: header() },
        body: JSON.stringify(body),
      });
      for (const line of answer.headers.getSetCookie()) {
        const [name, value] = line.split(";")[0]!.split(/=(.*)/s) as [string, string];
        if (/Max-Age=0/i.test(line)) jar.delete(name);
        else jar.set(name, value);
      }
      return answer;
    },
    isSignedIn: async () =>
      (await server.visitor.fetch("/api/v1/me", { headers: { cookie: header() } })).status === 200,
  };
}
type Browser = ReturnType<typeof browser>;
type Authenticator = ReturnType<typeof authenticator>;
type Behaviour = { verified?: boolean; from?: string };

async function add(at: Browser, key: Authenticator, name: string, how?: Behaviour): Promise<Response> {
  const asked = await at.send("/api/auth/passkey/registration-options", { password: PASSWORD });
  expect(asked.status).toBe(200);
  const options = (await asked.json()) as Options;
  return at.send("/api/auth/passkey/registration", { response: key.register(options, how), name });
}
async function signIn(at: Browser, key: Authenticator, how?: Behaviour): Promise<Response> {
  const asked = await at.send("/api/auth/passkey/sign-in-options", {});
  const options = (await asked.json()) as Options;
  expect([options.userVerification, options.allowCredentials]).toEqual(["required", undefined]);
  return at.send("/api/auth/passkey/sign-in", { response: key.authenticate(options, how) });
}
const codeOf = async (answer: Response) => ((await answer.json()) as { code?: string }).code;

async function withPasskey(name: string): Promise<{ person: Actor; key: Authenticator }> {
  const person = await server.signUpProved(name);
  const key = authenticator(server.url);
  expect((await add(browser(person.cookie), key, "Laptop")).status).toBe(200);
  return { person, key };
}

describe("passkeys", () => {
  it("are added with the password, sign in without it, and are told of", async () => {
    const ann = await server.signUpProved("ann");
    const at = browser(ann.cookie);
    const refused = await at.send("/api/auth/passkey/registration-options", { password: "not the password" });
    expect(refused.status).toBe(400);
    const key = authenticator(server.url);
    expect(await (await add(at, key, " My laptop ")).json()).toMatchObject({ name: "My laptop" });

    const elsewhere = browser();
    const answer = await signIn(elsewhere, key);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ user: { id: ann.userId, email: ann.email, name: "ann" } });
    expect(await elsewhere.isSignedIn()).toBe(true);
    const { passkeys } = await ann.json<{ passkeys: object[] }>("GET", "/api/v1/me/security");
    expect(passkeys).toMatchObject([{ name: "My laptop" }]);
    expect(JSON.stringify(passkeys)).not.toContain("public");
    const { rows } = await server.deps.pool.query(
      "select (select count(*)::int from events where type = 'passkey.added' and subject_id = $1::text) as events, (select count(*)::int from mails where kind = 'passkey_added' and user_id = $1::uuid) as mails",
      [ann.userId],
    );
    expect(rows[0]).toEqual({ events: 1, mails: 1 });
  });

  it("count only when they verified their user, for this site, and once", async () => {
    const { person, key } = await withPasskey("bob");
    const at = browser();
    expect(await codeOf(await signIn(at, key, { verified: false }))).toBe("passkey_refused");
    expect(await codeOf(await signIn(at, key, { from: "https://evil.example" }))).toBe("passkey_refused");
    expect(await at.isSignedIn()).toBe(false);
    for (const how of [{ verified: false }, { from: "https://evil.example" }]) {
      const answer = await add(browser(person.cookie), authenticator(server.url), "Other", how);
      expect([answer.status, await codeOf(answer)]).toEqual([400, "passkey_refused"]);
    }
    expect((await signIn(at, authenticator(server.url))).status).toBe(400);

    const options = (await (await at.send("/api/auth/passkey/sign-in-options", {})).json()) as Options;
    const response = key.authenticate(options);
    const once = await Promise.all([
      browser(at.cookie()).send("/api/auth/passkey/sign-in", { response }),
      browser(at.cookie()).send("/api/auth/passkey/sign-in", { response }),
    ]);
    expect(once.map(({ status }) => status).sort()).toEqual([200, 400]);
    // What was answered for one purpose does not do for the other.
    const registering = browser(person.cookie);
    const asked = await registering.send("/api/auth/passkey/registration-options", { password: PASSWORD });
    const { challenge } = (await asked.json()) as Options;
    const crossed = key.authenticate({ challenge, rpId: new URL(server.url).hostname });
    expect((await registering.send("/api/auth/passkey/sign-in", { response: crossed })).status).toBe(400);
  });

  it("stand for both steps where the password alone opens nothing", async () => {
    const { person, key } = await withPasskey("cat");
    const set = await person.json<{ key: string }>("POST", "/api/auth/two-factor/enable", {
      password: PASSWORD,
    });
    const own = browser(person.cookie);
    expect((await own.send("/api/auth/two-factor/confirm", { code: totp(set.key) })).status).toBe(200);
    const at = browser();
    const first = await at.send("/api/auth/sign-in/email", { email: person.email, password: PASSWORD });
    expect([first.status, await at.isSignedIn()]).toEqual([403, false]);
    expect((await signIn(at, key)).status).toBe(200);
    expect(await at.isSignedIn()).toBe(true);
  });

  it("are renamed and removed by their person alone, with the password", async () => {
    const { person, key } = await withPasskey("dee");
    const other = await server.signUp("eli");
    const { passkeys } = await person.json<{ passkeys: { id: string; name: string }[] }>(
      "GET",
      "/api/v1/me/security",
    );
    const path = `/api/v1/me/passkeys/${passkeys[0]!.id}`;
    await other.json("PATCH", path, { name: "Mine" }, 404);
    await other.json("POST", `${path}/remove`, { password: PASSWORD }, 404);
    await person.json("PATCH", path, { name: "Telephone" }, 204);
    expect(await person.json("GET", "/api/v1/me/security")).toMatchObject({
      passkeys: [{ name: "Telephone" }],
    });
    await person.json("POST", `${path}/remove`, { password: "not the password" }, 400);
    expect((await signIn(browser(), key)).status).toBe(200);
    await person.json("POST", `${path}/remove`, { password: PASSWORD }, 204);
    expect((await signIn(browser(), key)).status).toBe(400);
  });

  it("let nobody in who is suspended", async () => {
    const { person, key } = await withPasskey("fay");
    expect((await signIn(browser(), key)).status).toBe(200);
    const operator = await server.signUpOperator("gus");
    await operator.json("POST", `/api/v1/operations/users/${person.userId}/suspend`, {
      reason: "chargebacks",
    });
    const at = browser();
    expect((await signIn(at, key)).status).toBe(400);
    expect(await at.isSignedIn()).toBe(false);
  });

  it("are not added to the account of a token that came along", async () => {
    const { person } = await withPasskey("hal");
    const token = await (await server.signUp("ivo")).token();
    const answer = await server.visitor.fetch("/api/auth/passkey/registration-options", {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify({ password: PASSWORD }),
    });
    expect(answer.status).toBe(401);
    expect(
      (await browser(person.cookie).send("/api/auth/passkey/registration-options", { password: PASSWORD }))
        .status,
    ).toBe(200);
  });

  it("of whoever signed up with somebody else's address do not outlive that person's new password (A44)", async () => {
    const thief = await server.signUp("jo");
    const at = browser(thief.cookie);
    const asked = await at.send("/api/auth/passkey/registration-options", { password: PASSWORD });
    expect([asked.status, await codeOf(asked)]).toEqual([403, "email_not_verified"]);
    const app = await at.send("/api/auth/two-factor/enable", { password: PASSWORD });
    expect([app.status, await codeOf(app)]).toEqual([403, "email_not_verified"]);

    // One that was added before this was asked for.
    const prove = (email_verified: boolean) =>
      server.deps.db.updateTable("users").set({ email_verified }).where("id", "=", thief.userId).execute();
    const key = authenticator(server.url);
    await prove(true);
    expect((await add(at, key, "Mine")).status).toBe(200);
    expect((await signIn(browser(), key)).status).toBe(200);
    await prove(false);
    await resetPassword(thief.email);
    expect((await signIn(browser(), key)).status).toBe(400);
    expect(await at.isSignedIn()).toBe(false);
    // The link proved the address: what is added from now on stays, as a forgotten password is no lost device.
    const { cookie } = await signedIn(thief.email, "a new long password");
    const owner = browser(cookie);
    const own = authenticator(server.url);
    const options = await owner.send("/api/auth/passkey/registration-options", {
      password: "a new long password",
    });
    expect(options.status).toBe(200);
    const response = own.register((await options.json()) as Options);
    expect((await owner.send("/api/auth/passkey/registration", { response, name: "Own" })).status).toBe(200);
    await resetPassword(thief.email);
    expect((await signIn(browser(), own)).status).toBe(200);
  });
});

async function signedIn(email: string, password: string): Promise<{ cookie: string }> {
  const at = browser();
  expect((await at.send("/api/auth/sign-in/email", { email, password })).status).toBe(200);
  return { cookie: at.cookie() };
}

async function resetPassword(email: string): Promise<void> {
  const at = browser();
  await server.deps.db.deleteFrom("mails").where("kind", "=", "reset_password").execute();
  await at.send("/api/auth/request-password-reset", { email });
  const { text_body: text } = await server.deps.db
    .selectFrom("mails")
    .select("text_body")
    .where("to_address", "=", email)
    .where("kind", "=", "reset_password")
    .executeTakeFirstOrThrow();
  const token = /token=(\S+)/.exec(text)![1]!;
  const answer = await at.send("/api/auth/reset-password", { token, newPassword: "a new long password" });
  expect(answer.status).toBe(200);
}
