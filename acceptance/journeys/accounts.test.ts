import { describe, expect, it } from "vitest";
import { sql } from "../world/database.ts";
import { baseUrl, isOurs, needsOurs } from "../world/installation.ts";
import { cookiesOf, PASSWORD, type Person, signInAgain, signUp, visitor } from "../world/people.ts";
import { codeIn, expectRefusal } from "../world/refusals.ts";
import { buy, download, openShop, sell, sha256, ticket } from "../world/shop.ts";

type Sessions = { items: { id: string; isThis: boolean }[] };
/** The secret of a session as its cookie carries it. */
const secretOf = (cookie: string) => /session_token=([^.;]+)\./.exec(decodeURIComponent(cookie))![1]!;

const post = (person: Person, path: string, body: object) =>
  person.fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}`, cookie: "" } });
const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split(".")[1]!, "base64url").toString()) as Record<string, unknown>;
const headOf = (token: string) =>
  JSON.parse(Buffer.from(token.split(".")[0]!, "base64url").toString()) as Record<string, unknown>;

describe("access tokens", () => {
  it("name the person, the session and the scope, for half an hour, signed with EdDSA", async () => {
    const ann = await signUp("Ann Token");
    const before = Math.floor(Date.now() / 1000);
    const token = await ann.token();
    expect(headOf(token)).toMatchObject({ alg: "EdDSA" });
    const claims = claimsOf(token);
    const [session] = (await ann.json<Sessions>("GET", "/api/v1/me/sessions")).items;
    expect(claims).toMatchObject({
      sub: ann.userId,
      sid: session!.id,
      scope: "access_token",
      is_creator: false,
      iss: expect.any(String),
      aud: expect.any(String),
    });
    if (isOurs) expect(claims).toMatchObject({ iss: baseUrl, aud: baseUrl });
    expect(claims.iat as number).toBeGreaterThanOrEqual(before - 1);
    expect((claims.exp as number) - (claims.iat as number)).toBe(30 * 60);
    // Nothing in it is secret: neither an address nor the session's own secret.
    expect(JSON.stringify(claims)).not.toContain(ann.email);
    expect(JSON.stringify(claims)).not.toContain(secretOf(ann.cookie));

    const me = await visitor()
      .json<{ user: { id: string } }>("GET", "/api/v1/me", undefined, 401)
      .catch((error: Error) => error);
    expect(me).not.toBeInstanceOf(Error);
    const opened = await visitor().fetch("/api/v1/me", bearer(token));
    expect(await opened.json()).toMatchObject({ user: { id: ann.userId, email: ann.email } });
  });

  it("say so once their bearer is a creator", async () => {
    const { owner } = await openShop();
    expect(claimsOf(await owner.token())).toMatchObject({ is_creator: true });
  });

  it("die with their session at once, and with them what they opened", async () => {
    const product = await sell(await openShop());
    const ann = await signUp("Ann Revoked");
    await buy(ann, product);
    const phone = await signInAgain(ann);
    const token = await phone.token();
    const link = await ticket(phone, product.fileId);
    expect(sha256(await download(visitor(), link.url, { authorization: `Bearer ${token}` }))).toBe(
      product.sha256,
    );

    const { items } = await ann.json<Sessions>("GET", "/api/v1/me/sessions");
    expect(items).toHaveLength(2);
    expect(JSON.stringify(items)).not.toContain(secretOf(phone.cookie));
    const there = items.find(({ isThis }) => !isThis)!;
    await ann.json("DELETE", `/api/v1/me/sessions/${there.id}`, undefined, 204);

    await expectRefusal(await visitor().fetch("/api/v1/me", bearer(token)), 401, "sign_in_required");
    await expectRefusal(await phone.fetch("/api/v1/me"), 401, "sign_in_required");
    await expectRefusal(await visitor().fetch(link.url, bearer(token)), 401, "sign_in_required");
    await expectRefusal(await phone.fetch(link.url), 401, "sign_in_required");
    // The other browser goes on.
    expect((await ann.fetch("/api/v1/me")).status).toBe(200);
    expect(sha256(await download(ann, (await ticket(ann, product.fileId)).url))).toBe(product.sha256);
  });

  it("die with signing out", async () => {
    const ann = await signUp("Ann Leaves");
    const token = await ann.token();
    expect((await visitor().fetch("/api/v1/me", bearer(token))).status).toBe(200);
    expect((await post(ann, "/api/auth/sign-out", {})).status).toBe(200);
    await expectRefusal(await visitor().fetch("/api/v1/me", bearer(token)), 401, "sign_in_required");
    await expectRefusal(await ann.fetch("/api/v1/me"), 401, "sign_in_required");
  });
});

describe("passwords", () => {
  it("are changed with the old one only, and other browsers are signed out when asked", async () => {
    const ann = await signUp("Ann Changes");
    const other = await signInAgain(ann);
    const newPassword = "a quite different long text";
    const change = (currentPassword: string) =>
      post(ann, "/api/auth/change-password", { currentPassword, newPassword, revokeOtherSessions: true });

    expect((await change("not the password")).status).toBeGreaterThanOrEqual(400);
    expect((await other.fetch("/api/v1/me")).status).toBe(200);

    const changed = await change(PASSWORD);
    expect(changed.status).toBe(200);
    ann.cookie = cookiesOf(changed) || ann.cookie;
    await expectRefusal(await other.fetch("/api/v1/me"), 401, "sign_in_required");
    expect((await ann.fetch("/api/v1/me")).status).toBe(200);
    await expect(signInAgain(ann)).rejects.toThrow(/401/);
    expect((await signInAgain(ann, newPassword)).cookie).not.toBe("");
  });

  it.each(["short", "123456789"])("of fewer than ten characters are refused: %s", async (password) => {
    const somebody = visitor();
    const signUpWith = (chosen: string) =>
      post(somebody, "/api/auth/sign-up/email", {
        name: "Shorty",
        email: `short.${crypto.randomUUID()}@example.org`,
        password: chosen,
      });
    expect((await signUpWith(PASSWORD)).status).toBe(200);
    const refused = await signUpWith(password);
    expect(refused.status).toBe(400);
    expect(refused.headers.getSetCookie()).toEqual([]);
  });

  it.skipIf(!isOurs)(`are reset by a mailed link that works once${needsOurs}`, async () => {
    const ann = await signUp("Ann Forgets");
    expect((await post(visitor(), "/api/auth/request-password-reset", { email: ann.email })).status).toBe(
      200,
    );
    const [mail] = await sql<{ text_body: string }>(
      "select text_body from mails where to_address = $1 and kind = 'reset_password'",
      [ann.email],
    );
    const link = /https?:\S+/.exec(mail!.text_body)![0];
    expect(new URL(link).origin).toBe(baseUrl);
    const token = new URL(link).searchParams.get("token")!;
    const newPassword = "chosen after forgetting";
    const reset = () => post(visitor(), "/api/auth/reset-password", { newPassword, token });
    expect((await reset()).status).toBe(200);
    expect((await reset()).status).toBe(400);
    await expectRefusal(await ann.fetch("/api/v1/me"), 401, "sign_in_required");
    expect((await signInAgain(ann, newPassword)).cookie).not.toBe("");
  });
});

describe("whether an address has an account (A52)", () => {
  it("is told by no answer: sign-up, sign-in, password reset", async () => {
    const ann = await signUp("Ann Exists");
    const unknown = `nobody.${crypto.randomUUID()}@example.org`;
    const shapeOf = async (answer: Response) => {
      const text = await answer.text();
      const body = JSON.parse(text) as { user?: Record<string, unknown>; code?: string };
      const cookie = answer.headers.getSetCookie().map((line) => line.replace(/=[^;]*/, "=…"));
      return {
        status: answer.status,
        code: body.code ?? null,
        fields: Object.keys(body).sort(),
        userFields: Object.keys(body.user ?? {}).sort(),
        cookie,
      };
    };
    const both = async (path: string, body: (email: string) => object) => {
      const known = await shapeOf(await post(visitor(), path, body(ann.email)));
      const stranger = await shapeOf(await post(visitor(), path, body(unknown)));
      expect(known).toEqual(stranger);
      return known;
    };
    await both("/api/auth/sign-in/email", (email) => ({ email, password: "wrong password here" }));
    await both("/api/auth/request-password-reset", (email) => ({ email }));
    await both("/api/auth/sign-up/email", (email) => ({ name: "Who", email, password: "some new password" }));
    // The made-up cookie opens nothing, and ann's password is still her own.
    expect((await signInAgain(ann)).cookie).not.toBe("");
  });
});

describe("people", () => {
  it("sign up and in by a program that sends no Origin", async () => {
    const email = `program.${crypto.randomUUID()}@example.org`;
    const send = (path: string, body: object) =>
      fetch(baseUrl + path, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "x-forwarded-for": visitor().network.replace(/0$/, "3"),
        },
        body: JSON.stringify(body),
      });
    const signedUp = await send("/api/auth/sign-up/email", { name: "Program", email, password: PASSWORD });
    expect({ status: signedUp.status, text: await signedUp.text() }).toMatchObject({ status: 200 });
    const signedIn = await send("/api/auth/sign-in/email", { email, password: PASSWORD });
    expect(signedIn.status).toBe(200);
    const me = await fetch(`${baseUrl}/api/v1/me`, { headers: { cookie: cookiesOf(signedIn) } });
    expect(await me.json()).toMatchObject({ user: { email } });
  });

  it("are visitors until they sign in, and themselves afterwards", async () => {
    const answer = await visitor().fetch("/api/v1/me");
    expect(answer.status).toBe(401);
    expect(codeIn(await answer.text())).toBe("sign_in_required");
    const shop = await openShop();
    const me = await shop.owner.json("GET", "/api/v1/me");
    expect(me).toMatchObject({
      user: { id: shop.owner.userId, email: shop.owner.email, isOperator: false },
      creators: [{ id: shop.creatorId, handle: shop.handle, role: "owner" }],
      isCreator: true,
    });
    expect(JSON.stringify(me)).not.toMatch(/password|hash|token/i);
  });

  it("receive a session cookie that scripts cannot read and other sites cannot send", async () => {
    const answer = await post(visitor(), "/api/auth/sign-up/email", {
      name: "Cookie",
      email: `cookie.${crypto.randomUUID()}@example.org`,
      password: PASSWORD,
    });
    const [cookie = ""] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=(Lax|Strict)/i);
    expect(cookie).toMatch(/Path=\//i);
  });
});
