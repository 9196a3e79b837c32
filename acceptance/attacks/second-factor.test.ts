import { createHmac } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { prove, sql } from "../world/database.ts";
import { baseUrl, isOurs, needsOurs } from "../world/installation.ts";
import { cookiesOf, PASSWORD, type Person, signUp, visitor } from "../world/people.ts";
import { expectRefusal } from "../world/refusals.ts";
import { authenticator, totp } from "../world/second-factor.ts";

type Protected = Person & { key: string; backupCodes: string[]; usedCode: string };

const secure = baseUrl.startsWith("https:");
const ATTEMPT = `${secure ? "__Secure-" : ""}vaulture.two_factor`;
const json = { "content-type": "application/json" };
const body = (fields: object) => ({ method: "POST", headers: json, body: JSON.stringify(fields) });
/** What the answer has the browser keep; not what it takes away. */
const kept = (answer: Response) =>
  cookiesOf({
    headers: { getSetCookie: () => answer.headers.getSetCookie().filter((line) => !/Max-Age=0/i.test(line)) },
  } as Response);

/** Somebody whose account asks for a second step. */
async function protectedPerson(name: string): Promise<Protected> {
  const person = await signUp(name);
  await prove(person);
  const { key, backupCodes } = await person.json<{ key: string; backupCodes: string[] }>(
    "POST",
    "/api/auth/two-factor/enable",
    { password: PASSWORD },
  );
  const usedCode = totp(key);
  const confirmed = await person.fetch("/api/auth/two-factor/confirm", body({ code: usedCode }));
  expect(confirmed.status).toBe(200);
  person.cookie = kept(confirmed);
  return Object.assign(person, { key, backupCodes, usedCode });
}

/** The thief: knows the password, and comes from wherever they like. */
async function giveThePassword(
  victim: Person,
  thief = visitor(),
  headers: Record<string, string> = {},
): Promise<string> {
  const answer = await thief.fetch("/api/auth/sign-in/email", {
    ...body({ email: victim.email, password: victim.password }),
    headers: { ...json, ...headers },
  });
  const cookie = kept(answer);
  await expectRefusal(answer, 403, "second_step_required");
  expect(cookie).toContain(ATTEMPT);
  return cookie;
}
const step = (cookie: string, code: string, headers: Record<string, string> = {}) =>
  visitor().fetch("/api/auth/sign-in/second-step", {
    ...body({ code }),
    headers: { ...json, cookie, ...headers },
  });
const opens = async (cookie: string) =>
  (await visitor().fetch("/api/v1/me", { headers: { cookie } })).status === 200;

describe("somebody has the password of an account with a second factor (A44)", () => {
  let victim: Protected;
  beforeAll(async () => {
    victim = await protectedPerson("Vic Protected");
  });

  it("and gets a session by no way of signing in", async () => {
    // The same requests work for an account without one.
    const plain = await signUp("Pia Plain");
    const signedIn = await visitor().fetch(
      "/api/auth/sign-in/email",
      body({ email: plain.email, password: PASSWORD }),
    );
    expect(await opens(kept(signedIn))).toBe(true);

    const { email } = victim;
    const form = (path: string, fields: Record<string, string>, cookie = "") =>
      visitor().fetch(path, { method: "POST", body: new URLSearchParams(fields), headers: { cookie } });
    const token = await plain.token();
    const answers = [
      await visitor().fetch("/api/auth/sign-in/email", body({ email, password: PASSWORD })),
      await visitor().fetch(
        "/api/auth/sign-in/email",
        body({ email, password: PASSWORD, rememberMe: true, callbackURL: "/" }),
      ),
      await visitor().fetch(
        "/api/auth/sign-in/email",
        body({ email: email.toUpperCase(), password: PASSWORD }),
      ),
      await visitor().fetch("/api/auth/sign-in/email", {
        ...body({ email, password: PASSWORD }),
        headers: { ...json, authorization: `Bearer ${token}` },
      }),
      await form("/api/auth/sign-in/form", { email, password: PASSWORD, next: "/" }),
      await visitor().fetch("/api/auth/sign-up/email", body({ name: "Vic", email, password: PASSWORD })),
    ];
    for (const answer of answers) expect(await opens(kept(answer))).toBe(false);
    for (const path of [
      "/sign-in/username",
      "/sign-in/phone-number",
      "/sign-in/social",
      "/sign-in/anonymous",
      "/sign-in/magic-link",
    ])
      expect((await visitor().fetch(`/api/auth${path}`, body({ email, password: PASSWORD }))).status).toBe(
        404,
      );
  });

  it("and gets nothing with the attempt alone", async () => {
    const cookie = await giveThePassword(victim);
    for (const path of [
      "/api/auth/get-session",
      "/api/auth/token",
      "/api/v1/me",
      "/api/v1/me/security",
      "/api/v1/library",
      "/api/v1/me/export",
    ]) {
      const answer = await visitor().fetch(path, { headers: { cookie } });
      expect(await answer.text(), path).not.toContain(victim.email);
      expect((await victim.fetch(path)).status, path).toBe(200);
    }
    for (const path of [
      "two-factor/enable",
      "two-factor/backup-codes",
      "passkey/registration-options",
      "change-password",
    ]) {
      const answer = await visitor().fetch(`/api/auth/${path}`, {
        ...body({ password: PASSWORD, currentPassword: PASSWORD, newPassword: "another long password" }),
        headers: { ...json, cookie },
      });
      await expectRefusal(answer, 401, "sign_in_required");
    }
    const off = await visitor().fetch("/api/v1/me/two-factor/disable", {
      ...body({ password: PASSWORD }),
      headers: { ...json, cookie },
    });
    expect(off.status).toBe(401);
  });

  it("and finds the library's own doors shut", async () => {
    const cookie = await giveThePassword(victim);
    for (const path of [
      "verify-totp",
      "verify-backup-code",
      "verify-otp",
      "send-otp",
      "get-totp-uri",
      "generate-backup-codes",
      "disable",
      "view-backup-codes",
    ]) {
      const answer = await visitor().fetch(`/api/auth/two-factor/${path}`, {
        ...body({ code: totp(victim.key), password: PASSWORD, disableSession: false }),
        headers: { ...json, cookie },
      });
      expect(answer.status, path).toBe(404);
    }
    for (const path of [
      "verify-authentication",
      "verify-registration",
      "generate-register-options",
      "list-user-passkeys",
      "delete-passkey",
    ])
      expect(
        (await visitor().fetch(`/api/auth/passkey/${path}`, { ...body({}), headers: { ...json, cookie } }))
          .status,
      ).toBe(404);
  });

  it("and makes up attempts", async () => {
    const cookie = await giveThePassword(victim);
    const value = decodeURIComponent(
      cookie
        .split("; ")
        .find((one) => one.startsWith(ATTEMPT))!
        .split(/=(.*)/s)[1]!,
    );
    const [identifier] = value.split(/\.(?=[^.]*$)/) as [string, string];
    const forge = (text: string, secret: string) =>
      `${ATTEMPT}=${encodeURIComponent(`${text}.${createHmac("sha256", secret).update(text).digest("base64")}`)}`;
    const code = totp(victim.key, Date.now() + 30_000);
    for (const bad of [
      `${ATTEMPT}=${identifier}`,
      `${ATTEMPT}=${identifier}.`,
      forge(identifier, "secret"),
      forge("2fa-guessed", ""),
    ])
      await expectRefusal(await step(bad, code), 403, "second_step_expired");
    expect((await step(cookie, code)).status).toBe(200);
  });
});

describe("somebody has seen a code (A24)", () => {
  it("of the app, which was used, or is being used at this moment", async () => {
    const victim = await protectedPerson("Una Seen");
    const code = totp(victim.key, Date.now() + 30_000);
    const attempts = await Promise.all(Array.from({ length: 6 }, () => giveThePassword(victim)));
    const answers = await Promise.all(attempts.map((cookie) => step(cookie, code)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    await expectRefusal(await step(await giveThePassword(victim), code), 400, "wrong_code");
    // The code that switched it on is used up too.
    const fresh = await protectedPerson("Uri Fresh");
    await expectRefusal(await step(await giveThePassword(fresh), fresh.usedCode), 400, "wrong_code");
  });

  it("of the backup codes", async () => {
    const victim = await protectedPerson("Bo Backup");
    const [code] = victim.backupCodes as [string];
    const attempts = await Promise.all(Array.from({ length: 6 }, () => giveThePassword(victim)));
    const answers = await Promise.all(attempts.map((cookie) => step(cookie, code)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await step(await giveThePassword(victim), code)).status).toBe(400);
    expect(await victim.json("GET", "/api/v1/me/security")).toMatchObject({ backupCodesLeft: 9 });
  });

  it("of somebody else", async () => {
    const [victim, thief] = [await protectedPerson("Ada Victim"), await protectedPerson("Tim Thief")];
    const attempt = await giveThePassword(victim);
    expect((await step(`${thief.cookie}; ${attempt}`, totp(thief.key, Date.now() + 30_000))).status).toBe(
      400,
    );
    expect((await step(attempt, thief.backupCodes[0]!)).status).toBe(400);
    expect((await step(attempt, totp(victim.key, Date.now() + 30_000))).status).toBe(200);
  });
});

it("somebody guesses codes, with new attempts, from new addresses, many at once (A24)", async () => {
  const victim = await protectedPerson("Gil Guessed");
  const from = (n: number) => ({ "x-forwarded-for": `198.51.${n}.7` });
  const attempts = await Promise.all(
    Array.from({ length: 16 }, (_, n) => giveThePassword(victim, visitor(), from(n))),
  );
  const answers = await Promise.all(
    attempts.map((cookie, n) => step(cookie, String(100_000 + n), from(n + 100))),
  );
  const limited = answers.filter(({ status }) => status === 429);
  expect(limited.length).toBeGreaterThanOrEqual(6);
  expect(Number(limited[0]!.headers.get("retry-after"))).toBeGreaterThan(0);
  const right = await step(await giveThePassword(victim), totp(victim.key, Date.now() + 30_000));
  expect(right.status).toBe(429);
});

describe.skipIf(!isOurs)(`the second factor stays on${needsOurs}`, () => {
  it("when the password is reset by mail (A44)", async () => {
    const victim = await protectedPerson("Rita Reset");
    await visitor().fetch("/api/auth/request-password-reset", body({ email: victim.email }));
    const [mail] = await sql<{ text_body: string }>(
      "select text_body from mails where to_address = $1 and kind = 'reset_password'",
      [victim.email],
    );
    const token = /token=(\S+)/.exec(mail!.text_body)![1]!;
    const answer = await visitor().fetch(
      "/api/auth/reset-password",
      body({ token, newPassword: "a new long password" }),
    );
    expect([answer.status, await opens(kept(answer))]).toEqual([200, false]);
    victim.password = "a new long password";
    await giveThePassword(victim);
  });

  it("when the address changes (A44)", async () => {
    const victim = await protectedPerson("Mo Moving");
    const address = victim.email.replace("@", ".new@");
    await victim.json("POST", "/api/v1/me/email-change", { newEmail: address, password: PASSWORD });
    const [mail] = await sql<{ text_body: string }>("select text_body from mails where to_address = $1", [
      address,
    ]);
    const token = /token=(\S+)/.exec(mail!.text_body)![1]!;
    const answer = await visitor().fetch("/api/v1/email-changes/confirm", body({ token }));
    expect([answer.status, await opens(kept(answer))]).toEqual([200, false]);
    victim.email = address;
    await giveThePassword(victim);
  });
});

describe("somebody has a passkey of another site, or one that asks nobody (A55)", () => {
  it("and it opens nothing", async () => {
    const owner = await prove(await signUp("Pat Passkey"));
    const key = authenticator(baseUrl);
    type Options = { challenge: string; rp: { id: string }; rpId: string };
    const ask = async (path: string, who: Person, fields: object) => {
      const answer = await who.fetch(`/api/auth/passkey/${path}`, body(fields));
      return { options: (await answer.json()) as Options, cookie: kept(answer) };
    };
    const { options, cookie } = await ask("registration-options", owner, { password: PASSWORD });
    const added = await owner.fetch("/api/auth/passkey/registration", {
      ...body({ response: key.register(options), name: "Key" }),
      headers: { ...json, cookie: `${owner.cookie}; ${cookie}` },
    });
    expect(added.status).toBe(200);
    const use = async (how?: { verified?: boolean; from?: string }, with_ = key) => {
      const asked = await ask("sign-in-options", visitor(), {});
      return visitor().fetch("/api/auth/passkey/sign-in", {
        ...body({ response: with_.authenticate(asked.options, how) }),
        headers: { ...json, cookie: asked.cookie },
      });
    };
    expect(await opens(kept(await use()))).toBe(true);
    await expectRefusal(await use({ verified: false }), 400, "passkey_refused");
    await expectRefusal(await use({ from: "https://evil.example" }), 400, "passkey_refused");
    await expectRefusal(await use({}, authenticator(baseUrl)), 400, "passkey_refused");
  });
});
