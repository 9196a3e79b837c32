import { createHmac, createPrivateKey, generateKeyPairSync, sign } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { baseUrl } from "../world/installation.ts";
import { type Person, signInAgain, signUp, visitor } from "../world/people.ts";
import { expectRefusal } from "../world/refusals.ts";
import { buy, download, type ForSale, openShop, sell, sha256, ticket } from "../world/shop.ts";

type Claims = Record<string, unknown>;

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const decode = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString()) as Claims;

describe("somebody forges an access token (A30)", () => {
  let ann: Person;
  let token: string;
  let head: Claims;
  let claims: Claims;

  beforeAll(async () => {
    ann = await signUp("Ann Token");
    token = await ann.token();
    const [h, c] = token.split(".") as [string, string];
    head = decode(h);
    claims = decode(c);
  });

  const me = (bearer: string) =>
    visitor().fetch("/api/v1/me", { headers: { authorization: `Bearer ${bearer}` } });
  const refused = async (bearer: string) => expectRefusal(await me(bearer), 401, "sign_in_required");

  it("the genuine one works", async () => {
    expect((await me(token)).status).toBe(200);
    expect(
      (await visitor().fetch("/api/v1/me", { headers: { authorization: `bearer ${token}` } })).status,
    ).toBe(200);
  });

  it.each(["none", "None", "NONE", "nOnE", ""])("with the algorithm %j and no signature", async (alg) => {
    for (const signature of ["", token.split(".")[2]!, "AA"]) {
      await refused(`${encode({ ...head, alg })}.${encode(claims)}.${signature}`);
      await refused(
        `${encode({ alg, typ: "JWT" })}.${encode({ ...claims, sub: crypto.randomUUID() })}.${signature}`,
      );
    }
  });

  it("with HS256 and everything public as the secret", async () => {
    const jwks = (await (await fetch(`${baseUrl}/api/auth/jwks`)).json()) as { keys: { x: string }[] };
    expect(jwks.keys.length).toBeGreaterThan(0);
    const secrets = [
      JSON.stringify(jwks.keys[0]),
      jwks.keys[0]!.x,
      Buffer.from(jwks.keys[0]!.x, "base64url"),
      "",
      "secret",
      baseUrl,
    ];
    for (const secret of secrets) {
      const signed = `${encode({ ...head, alg: "HS256" })}.${encode(claims)}`;
      await refused(`${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`);
    }
    expect(JSON.stringify(jwks)).not.toMatch(/"d":/);
  });

  it("with a key pair of their own, in the header or under the known id", async () => {
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    const jwk = publicKey.export({ format: "jwk" });
    for (const header of [
      head,
      { ...head, jwk },
      { alg: "EdDSA", jwk },
      { ...head, jku: "https://evil.example/jwks" },
      { ...head, x5u: "https://evil.example" },
      { ...head, kid: "../../dev/null" },
      { ...head, kid: "' or 1=1 --" },
    ]) {
      const signed = `${encode(header)}.${encode(claims)}`;
      const signature = sign(
        null,
        Buffer.from(signed),
        createPrivateKey(privateKey.export({ format: "pem", type: "pkcs8" })),
      );
      await refused(`${signed}.${signature.toString("base64url")}`);
    }
  });

  it("by changing what a genuine one says: another person, session, scope, time or issuer", async () => {
    const [h, , s] = token.split(".");
    const hour = 3600;
    for (const change of [
      { sub: "01900000-0000-7000-8000-000000000000" },
      { sid: "01900000-0000-7000-8000-000000000000" },
      { exp: (claims.exp as number) + hour },
      { iss: "https://evil.example" },
      { aud: "https://evil.example" },
      { is_creator: true },
      { scope: "operator" },
      { isOperator: true },
    ]) {
      await refused(`${h}.${encode({ ...claims, ...change })}.${s}`);
    }
  });

  it("by writing it in other ways", async () => {
    const [h, c, s] = token.split(".");
    for (const odd of [
      `${h}.${c}`,
      `${h}.${c}.`,
      `.${c}.${s}`,
      `${h}..${s}`,
      `${token}.x`,
      `${h}.${c}.${s!.slice(0, -2)}`,
      `${h}.${c}.${"A".repeat(86)}`,
      "a.b.c",
      "....",
      "null",
      "undefined",
      "x".repeat(8000),
    ]) {
      await refused(odd);
    }
    for (const authorization of [`Basic ${token}`, token, `Bearer: ${token}`, `Token ${token}`, "Bearer"]) {
      await expectRefusal(
        await visitor().fetch("/api/v1/me", { headers: { authorization } }),
        401,
        "sign_in_required",
      );
    }
  });

  it("a bad token is not made good by a cookie beside it", async () => {
    await expectRefusal(
      await ann.fetch("/api/v1/me", { headers: { authorization: "Bearer a.b.c" } }),
      401,
      "sign_in_required",
    );
  });

  it("the session's secret is no token, and a token is no session's secret", async () => {
    const { items } = await ann.json<{ items: { id: string }[] }>("GET", "/api/v1/me/sessions");
    const { id } = items[0]!;
    const secret = /session_token=([^.;]+)\./.exec(decodeURIComponent(ann.cookie))![1]!;
    await refused(secret);
    await refused(id);
    for (const value of [token, secret, `${secret}.`, `${id}.AAAA`]) {
      const answer = await visitor().fetch("/api/v1/me", {
        headers: { cookie: `vaulture.session_token=${value}` },
      });
      await expectRefusal(answer, 401, "sign_in_required");
    }
  });
});

describe("somebody forges a session cookie (A31)", () => {
  it("with the signature of another session, another name, or several cookies", async () => {
    const ann = await signUp("Ann Cookie");
    const bob = await signUp("Bob Cookie");
    expect((await ann.fetch("/api/v1/me")).status).toBe(200);
    const sessionOf = (person: Person) => /([^=; ]*session_token)=([^;]+)/.exec(person.cookie)!;
    const cookieValue = (person: Person) => decodeURIComponent(sessionOf(person)[2]!);
    const name = sessionOf(ann)[1]!;
    const cut = (text: string) =>
      [text.slice(0, text.lastIndexOf(".")), text.slice(text.lastIndexOf(".") + 1)] as const;
    const [annSecret, annSignature] = cut(cookieValue(ann));
    const [, bobSignature] = cut(cookieValue(bob));
    const with_ = (secret: string, signature: string) =>
      `${name}=${encodeURIComponent(`${secret}.${signature}`)}`;
    expect(
      (await visitor().fetch("/api/v1/me", { headers: { cookie: with_(annSecret, annSignature) } })).status,
    ).toBe(200);
    for (const cookie of [
      with_(annSecret, bobSignature),
      with_(annSecret, ""),
      with_(annSecret, Buffer.alloc(32).toString("base64")),
      with_(annSecret.toUpperCase(), annSignature),
      with_(`${annSecret} `, annSignature),
      with_(`${annSecret}\0`, annSignature),
      with_("", annSignature),
      `${name}=%`,
      `${name}=%ff%fe.${annSignature}`,
      `x${name}=${cookieValue(ann)}`,
      `${name}x=${cookieValue(ann)}`,
    ]) {
      await expectRefusal(
        await visitor().fetch("/api/v1/me", { headers: { cookie } }),
        401,
        "sign_in_required",
      );
    }
  });
});

describe("the form field that proves a download's viewer (A30)", () => {
  let product: ForSale;
  let ann: Person;

  beforeAll(async () => {
    product = await sell(await openShop());
    ann = await signUp("Ann Form");
    await buy(ann, product);
  });

  const submit = (url: string, fields: Record<string, string> | string, person = visitor()) =>
    person.fetch(url, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(fields),
    });

  it("takes the viewer's token, and nobody else's, from the body alone", async () => {
    const { url } = await ticket(ann, product.fileId);
    const token = await ann.token();
    const whole = await submit(url, { auth_token: token });
    expect(sha256(Buffer.from(await whole.arrayBuffer()))).toBe(product.sha256);

    const bob = await signUp("Bob Form");
    await expectRefusal(await submit(url, { auth_token: await bob.token() }), 403, "wrong_viewer");
    await expectRefusal(await submit(url, { auth_token: await bob.token() }, ann), 403, "wrong_viewer");
    await expectRefusal(await submit(url, {}), 401, "sign_in_required");
    await expectRefusal(await submit(url, { auth_token: "" }), 401, "sign_in_required");
    await expectRefusal(await submit(url, `auth_token=x&auth_token=${token}`), 401, "sign_in_required");
    // Never in the address, where logs and Referer headers would keep it.
    await expectRefusal(await visitor().fetch(`${url}?auth_token=${token}`), 401, "sign_in_required");
    await expectRefusal(await submit(`${url}?auth_token=${token}`, {}), 401, "sign_in_required");
  });

  it("of a session that was ended, or replaced by another of the same person", async () => {
    const phone = await signInAgain(ann);
    const link = await ticket(phone, product.fileId);
    const token = await phone.token();
    expect((await submit(link.url, { auth_token: token })).status).toBe(200);
    await phone.fetch("/api/auth/sign-out", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    await expectRefusal(await submit(link.url, { auth_token: token }), 401, "sign_in_required");
    await expectRefusal(await ann.fetch(link.url), 410, "link_expired");
    expect(sha256(await download(ann, (await ticket(ann, product.fileId)).url))).toBe(product.sha256);
  });
});
