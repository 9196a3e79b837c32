import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Actor, PASSWORD } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { totp } from "../../test/second-factor.ts";
import { opensSession } from "./second-factor-plugins.ts";

type SetUp = { key: string; uri: string; qr: { size: number; path: string }; backupCodes: string[] };

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ worker: true });
});
afterAll(() => server.close());

const cookiesOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .filter((line) => !/Max-Age=0/i.test(line))
    .map((line) => line.split(";")[0])
    .join("; ");

const post = (path: string, body: unknown, cookie = "") =>
  server.visitor.fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json", cookie },
    body: JSON.stringify(body),
  });
const codeOf = async (answer: Response) => ((await answer.json()) as { code?: string }).code;
const isSignedIn = async (cookie: string) =>
  (await server.visitor.fetch("/api/v1/me", { headers: { cookie } })).status === 200;

/** Gives the password; answers the cookies with which the second step goes on. */
async function password(person: Actor, cookie = ""): Promise<string> {
  const answer = await post("/api/auth/sign-in/email", { email: person.email, password: PASSWORD }, cookie);
  expect([answer.status, await codeOf(answer)]).toEqual([403, "second_step_required"]);
  return cookiesOf(answer);
}
const secondStep = (cookie: string, code: string, more = {}) =>
  post("/api/auth/sign-in/second-step", { code, ...more }, cookie);

/** The present code, and with `ahead` the next, which counts already. */
const code = (key: string, ahead = 0) => totp(key, Date.now() + ahead * 30_000);

async function setUp(name: string): Promise<{ person: Actor; key: string; backupCodes: string[] }> {
  const person = await server.signUpProved(name);
  const { key, backupCodes } = await person.json<SetUp>("POST", "/api/auth/two-factor/enable", {
    password: PASSWORD,
  });
  const answer = await person.fetch("/api/auth/two-factor/confirm", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ code: code(key) }),
  });
  if (!answer.ok) throw new Error(`confirm: ${answer.status} ${await answer.text()}`);
  person.cookie = cookiesOf(answer);
  // The test may use the very code again: as if half a minute had passed.
  await server.deps.db.deleteFrom("tried_codes").where("user_id", "=", person.userId).execute();
  return { person, key, backupCodes };
}

describe("a sign-in that waits for its second step", () => {
  it("ends with the password it was begun with", async () => {
    const { person, key } = await setUp("waits");
    const [still, late] = [await password(person), await password(person)];
    expect((await secondStep(still, code(key))).status).toBe(200);
    await server.deps.db.deleteFrom("tried_codes").where("user_id", "=", person.userId).execute();
    await server.deps.db
      .updateTable("accounts")
      .set({ password: "another" })
      .where("user_id", "=", person.userId)
      .execute();
    const answer = await secondStep(late, code(key));
    expect([answer.status, await codeOf(answer)]).toEqual([403, "second_step_expired"]);
  });
});

describe("a session of somebody with a second factor", () => {
  it("is made where the second step was done, and nowhere else that the library may come to offer", async () => {
    const { person } = await setUp("hook");
    const other = await server.signUp("nohook");
    const at = (userId: string, path?: string) => opensSession(server.deps.db, userId, path);
    for (const path of ["/sign-in/magic-link", "/sign-up/email", undefined]) {
      expect(await at(other.userId, path)).toBe(true);
      expect(await at(person.userId, path)).toBe(false);
    }
    expect(await at(person.userId, "/two-factor/verify-totp")).toBe(true);
  });
});

describe("two-factor sign-in", () => {
  it("is set up with the password and a first code, and ends sessions of the password alone", async () => {
    const ann = await server.signUpProved("ann");
    const elsewhere = cookiesOf(
      await post("/api/auth/sign-in/email", { email: ann.email, password: PASSWORD }),
    );
    expect(await isSignedIn(elsewhere)).toBe(true);
    await ann.json("POST", "/api/auth/two-factor/enable", { password: "not the password" }, 400);
    const given = await ann.json<SetUp>("POST", "/api/auth/two-factor/enable", { password: PASSWORD });
    expect(given.uri).toContain(`secret=${given.key}`);
    expect(given.qr.path).toMatch(/^(M\d+ \d+h1v1h-1z)+$/);
    expect(new Set(given.backupCodes).size).toBe(10);

    // Nothing asks for a code before one was shown to be right.
    expect((await post("/api/auth/sign-in/email", { email: ann.email, password: PASSWORD })).status).toBe(
      200,
    );
    await ann.json("POST", "/api/auth/two-factor/confirm", { code: "000000" }, 400);
    const confirmed = await ann.fetch("/api/auth/two-factor/confirm", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ code: code(given.key) }),
    });
    expect(confirmed.status).toBe(200);
    expect(await isSignedIn(elsewhere)).toBe(false);
    ann.cookie = cookiesOf(confirmed);
    expect(await ann.json("GET", "/api/v1/me/security")).toEqual({
      twoFactor: true,
      backupCodesLeft: 10,
      passkeys: [],
    });
    const { rows } = await server.deps.pool.query(
      "select secret, backup_codes from two_factors where user_id = $1",
      [ann.userId],
    );
    expect(JSON.stringify(rows)).not.toContain(given.backupCodes[0]);
    expect(JSON.stringify(rows)).not.toContain(Buffer.from(given.key).toString());
    const trail = await server.deps.pool.query(
      "select e.type, m.kind from events e, mails m where e.subject_id = $1::text and e.type = 'two_factor.enabled' and m.user_id = $1::uuid and m.kind = 'two_factor_on'",
      [ann.userId],
    );
    expect(trail.rows).toHaveLength(1);
    await ann.json("POST", "/api/auth/two-factor/enable", { password: PASSWORD }, 409);
  });

  it("opens nothing with the password alone, and a session with the code", async () => {
    const { person, key } = await setUp("bea");
    const pending = await password(person);
    expect(await isSignedIn(pending)).toBe(false);
    expect((await server.visitor.fetch("/api/auth/token", { headers: { cookie: pending } })).status).toBe(
      401,
    );
    const before = await sessions(person);
    const wrong = await secondStep(pending, "123456");
    expect([wrong.status, await codeOf(wrong)]).toEqual([400, "wrong_code"]);
    expect(await sessions(person)).toBe(before);
    const answer = await secondStep(pending, ` ${code(key).slice(0, 3)} ${code(key).slice(3)} `);
    expect(answer.status).toBe(200);
    expect(Object.keys(((await answer.clone().json()) as { user: object }).user).sort()).toEqual([
      "email",
      "id",
      "name",
    ]);
    expect(await isSignedIn(cookiesOf(answer))).toBe(true);
  });

  it("takes each code once, also at once, and also where the clock goes on (A24)", async () => {
    const { person, key } = await setUp("cem");
    const [first, second] = [await password(person), await password(person)];
    const once = code(key);
    const answers = await Promise.all([secondStep(first, once), secondStep(second, once)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
    server.clock.advance(45_000);
    const replayed = await secondStep(await password(person), once);
    expect([replayed.status, await codeOf(replayed)]).toEqual([400, "wrong_code"]);
    expect((await secondStep(await password(person), code(key, 1))).status).toBe(200);
  });

  it("takes each backup code once, also at once (A24)", async () => {
    const { person, backupCodes } = await setUp("dan");
    const [one, two] = backupCodes as [string, string];
    const pending = await Promise.all(Array.from({ length: 5 }, () => password(person)));
    const answers = await Promise.all(
      pending.map((cookie) => secondStep(cookie, one.toUpperCase().replace("-", " "))),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await secondStep(await password(person), one)).status).toBe(400);
    expect((await secondStep(await password(person), two)).status).toBe(200);
    expect(await person.json("GET", "/api/v1/me/security")).toMatchObject({ backupCodesLeft: 8 });

    const { backupCodes: fresh } = await person.json<{ backupCodes: string[] }>(
      "POST",
      "/api/auth/two-factor/backup-codes",
      { password: PASSWORD },
    );
    await person.json("POST", "/api/auth/two-factor/backup-codes", { password: "not the password" }, 400);
    expect((await secondStep(await password(person), backupCodes[3]!)).status).toBe(400);
    expect((await secondStep(await password(person), fresh[0]!)).status).toBe(200);
  });

  it("belongs to the attempt that gave the password", async () => {
    const { person, key } = await setUp("eva");
    const { person: other } = await setUp("finn");
    expect(await codeOf(await secondStep("", code(key)))).toBe("second_step_expired");
    // The code of one, the attempt of the other.
    expect((await secondStep(await password(other), code(key))).status).toBe(400);
    // The session of one beside the attempt of the other: the attempt counts.
    const mixed = `${person.cookie}; ${await password(other)}`;
    expect((await secondStep(mixed, code(key, 1))).status).toBe(400);
    const pending = await password(person);
    server.clock.advance(601_000);
    expect(await codeOf(await secondStep(pending, code(key, 1)))).toBe("second_step_expired");
    server.clock.advance(-601_000);
  });

  it("limits guesses for the account, whatever the attempts and addresses (A24)", async () => {
    const { person, key } = await setUp("gil");
    const attempts = await Promise.all(Array.from({ length: 12 }, () => password(person)));
    const answers = await Promise.all(attempts.map((cookie, n) => secondStep(cookie, String(100_000 + n))));
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(2);
    const right = await secondStep(await password(person), code(key));
    expect(right.status).toBe(429);
    expect(Number(right.headers.get("retry-after"))).toBeGreaterThan(0);
    const { rows } = await server.deps.pool.query(
      "select count(*)::int as n from events where type = 'session.refused' and subject_id = $1 and data->>'step' = '2'",
      [person.userId],
    );
    expect(rows[0].n).toBe(10);
  });

  it("ends an attempt after five wrong codes", async () => {
    const { person, key } = await setUp("hal");
    const pending = await password(person);
    for (let n = 0; n < 5; n++) expect((await secondStep(pending, String(200_000 + n))).status).toBe(400);
    expect(await codeOf(await secondStep(pending, code(key)))).toBe("second_step_expired");
  });

  it("trusts a browser only when told to, and until the password changes", async () => {
    const { person, key, backupCodes } = await setUp("ida");
    const plain = cookiesOf(await secondStep(await password(person), code(key)));
    await password(person, plain);
    const trusted = cookiesOf(
      await secondStep(await password(person), backupCodes[0]!, { trustDevice: true }),
    );
    const again = await post("/api/auth/sign-in/email", { email: person.email, password: PASSWORD }, trusted);
    expect(again.status).toBe(200);
    const renewed = `${trusted}; ${cookiesOf(again)}`;
    // Trust of one is none of another.
    const { person: other } = await setUp("jon");
    await password(other, cookiesOf(again));
    const changed = await person.fetch("/api/auth/change-password", {
      method: "POST",
      headers: { "content-type": "application/json", cookie: cookiesOf(again) },
      body: JSON.stringify({ currentPassword: PASSWORD, newPassword: "a changed password" }),
    });
    expect(changed.status).toBe(200);
    const after = await post(
      "/api/auth/sign-in/email",
      { email: person.email, password: "a changed password" },
      renewed,
    );
    expect(after.status).toBe(403);
  });

  it("stays on through a password reset and a change of address", async () => {
    const { person, key } = await setUp("kim");
    await post("/api/auth/request-password-reset", { email: person.email });
    const { rows } = await server.deps.pool.query(
      "select text_body from mails where user_id = $1 and kind = 'reset_password'",
      [person.userId],
    );
    const token = /token=(\S+)/.exec(rows[0].text_body)![1]!;
    const reset = await post("/api/auth/reset-password", { token, newPassword: "a new long password" });
    expect(reset.status).toBe(200);
    expect(cookiesOf(reset)).not.toContain("session_token=");
    const answer = await post("/api/auth/sign-in/email", {
      email: person.email,
      password: "a new long password",
    });
    expect([answer.status, await isSignedIn(cookiesOf(answer))]).toEqual([403, false]);
    expect((await secondStep(cookiesOf(answer), code(key))).status).toBe(200);
  });

  it("is not passed by signing up again with the same address and password", async () => {
    const { person } = await setUp("lea");
    const answer = await post("/api/auth/sign-up/email", {
      name: "Lea",
      email: person.email,
      password: PASSWORD,
    });
    expect(answer.status).toBe(200);
    expect(await isSignedIn(cookiesOf(answer))).toBe(false);
    expect(cookiesOf(answer)).not.toContain("two_factor");
  });

  it("leaves the library's own paths closed (A44)", async () => {
    const { person } = await setUp("max");
    for (const path of [
      "disable",
      "verify-totp",
      "verify-backup-code",
      "get-totp-uri",
      "generate-backup-codes",
      "send-otp",
      "verify-otp",
    ]) {
      const answer = await person.fetch(`/api/auth/two-factor/${path}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ password: PASSWORD, code: "000000" }),
      });
      expect(answer.status, path).toBe(404);
    }
  });

  it("is switched off with the password, and then nothing of it counts", async () => {
    const { person, key } = await setUp("nia");
    const pending = await password(person);
    await person.json("POST", "/api/v1/me/two-factor/disable", { password: "not the password" }, 400);
    await password(person);
    await person.json("POST", "/api/v1/me/two-factor/disable", { password: PASSWORD }, 204);
    expect((await secondStep(pending, code(key))).status).toBe(403);
    expect((await post("/api/auth/sign-in/email", { email: person.email, password: PASSWORD })).status).toBe(
      200,
    );
    const kinds = await server.deps.pool.query(
      "select kind from mails where user_id = $1 and kind like 'two_factor%' order by created_at, kind",
      [person.userId],
    );
    expect(kinds.rows.map(({ kind }) => kind).sort()).toEqual(["two_factor_off", "two_factor_on"]);
  });

  it("is reset by an operator with a reason, who tells the person", async () => {
    const { person } = await setUp("ola");
    const operator = await server.signUpOperator("opal");
    const path = `/api/v1/operations/users/${person.userId}/reset-two-factor`;
    await person.json("POST", path, { reason: "x" }, 403);
    await operator.json("POST", path, {}, 400);
    expect((await person.fetch("/api/v1/me")).status).toBe(200);
    await operator.json("POST", path, { reason: "lost the phone, shown on a call" });
    expect((await person.fetch("/api/v1/me")).status).toBe(401);
    expect((await post("/api/auth/sign-in/email", { email: person.email, password: PASSWORD })).status).toBe(
      200,
    );
    await operator.json("POST", path, { reason: "again" }, 409);
    const { rows } = await server.deps.pool.query(
      "select e.data->>'reason' as reason, m.text_body from events e, mails m where e.type = 'two_factor.reset' and e.subject_id = $1::text and m.user_id = $1::uuid and m.kind = 'two_factor_reset'",
      [person.userId],
    );
    expect(rows[0].reason).toBe("lost the phone, shown on a call");
    expect(rows[0].text_body).toContain("lost the phone, shown on a call");
  });
});

it("takes the second step as a plain form", async () => {
  const { person, key } = await setUp("pam");
  const form = (path: string, fields: Record<string, string>, cookie = "") =>
    server.visitor.fetch(`/api/auth/sign-in/${path}`, {
      method: "POST",
      body: new URLSearchParams(fields),
      headers: { cookie },
    });
  const first = await form("form", { email: person.email, password: PASSWORD, next: "/library" });
  expect([first.status, first.headers.get("location")]).toEqual([
    303,
    "/sign-in/second-step?next=%2Flibrary",
  ]);
  const pending = cookiesOf(first);
  expect(await isSignedIn(pending)).toBe(false);
  const wrong = await form("second-step/form", { code: "123456", next: "/library" }, pending);
  expect(wrong.headers.get("location")).toBe("/sign-in/second-step?next=%2Flibrary&problem=wrong_code");
  const evil = await form("second-step/form", { code: code(key), next: "//evil.example" }, pending);
  expect([evil.status, evil.headers.get("location")]).toEqual([303, "/"]);
  expect(await isSignedIn(cookiesOf(evil))).toBe(true);
  const late = await form("second-step/form", { code: code(key, 1), next: "/library" }, pending);
  expect(late.headers.get("location")).toBe("/sign-in?next=%2Flibrary&problem=second_step_expired");
});

it("keeps operators out of operations until they have one, where that is wanted", async () => {
  const strict = await startTestServer({ environment: { OPERATORS_NEED_TWO_FACTOR: "1" } });
  try {
    const operator = await strict.signUpOperator("olga");
    const refused = await operator.json<{ code: string }>(
      "GET",
      "/api/v1/operations/overview",
      undefined,
      403,
    );
    expect(refused.code).toBe("two_factor_required");
    expect(await operator.json("GET", "/api/v1/me")).toMatchObject({
      user: { isOperator: true, needsTwoFactor: true },
    });
    const { key } = await operator.json<SetUp>("POST", "/api/auth/two-factor/enable", { password: PASSWORD });
    const answer = await operator.fetch("/api/auth/two-factor/confirm", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ code: totp(key) }),
    });
    operator.cookie = cookiesOf(answer);
    await operator.json("GET", "/api/v1/operations/overview");
  } finally {
    await strict.close();
  }
});

async function sessions(person: Actor): Promise<number> {
  const { rows } = await server.deps.pool.query(
    "select count(*)::int as n from sessions where user_id = $1",
    [person.userId],
  );
  return rows[0].n;
}
