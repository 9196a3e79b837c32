import { beforeAll, describe, expect, it } from "vitest";
import { sql } from "../world/database.ts";
import { baseUrl, isOurs, needsOurs } from "../world/installation.ts";
import { type Person, signUp, visitor } from "../world/people.ts";
import { rawRequest } from "../world/raw-request.ts";
import { codeIn, expectRefusal } from "../world/refusals.ts";
import { buy, download, type ForSale, openShop, paidBytes, sell, sha256, ticket } from "../world/shop.ts";

let product: ForSale;
let ann: Person;

beforeAll(async () => {
  product = await sell(await openShop(), { bytes: paidBytes(300_000) });
  ann = await signUp("Ann Odd");
  await buy(ann, product);
});

describe("a flood in one Range header (A46)", () => {
  it.each<[string, string]>([
    ["a thousand overlapping ranges", `bytes=${Array.from({ length: 1000 }, () => "0-").join(",")}`],
    ["every second byte", `bytes=${Array.from({ length: 1000 }, (_, i) => `${i * 2}-${i * 2}`).join(",")}`],
    ["two ranges", "bytes=0-9,20-29"],
    ["a backward range", "bytes=500-100"],
    ["another unit", "lines=1-2"],
    ["no numbers", "bytes=a-b"],
    ["numbers beyond numbers", `bytes=0-${"9".repeat(400)}`],
    ["a negative start", "bytes=--5"],
  ])("%s: at most the file once", async (_, range) => {
    const { url } = await ticket(ann, product.fileId);
    const answer = await ann.fetch(url, { headers: { range } });
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect([200, 206]).toContain(answer.status);
    expect(answer.headers.get("content-type")).not.toContain("multipart");
    expect(sha256(bytes)).toBe(product.sha256);
  });
});

describe("the Host header names another site (A32)", () => {
  it("download and payment links still lead home", async () => {
    const hosts: Record<string, string>[] = [
      { host: "evil.example" },
      { "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" },
      { forwarded: "host=evil.example;proto=https" },
      { "x-original-host": "evil.example" },
    ];
    for (const headers of hosts) {
      const cookie = { cookie: ann.cookie, "content-type": "application/json" };
      const made = await rawRequest(
        `/api/v1/files/${product.fileId}/downloads`,
        { ...cookie, ...headers },
        { method: "POST", body: "{}" },
      );
      expect(made.status).toBe(201);
      expect((JSON.parse(made.body) as { url: string }).url.startsWith(`${baseUrl}/`)).toBe(true);
      const buyer = await signUp("Host Header");
      const order = await rawRequest(
        "/api/v1/checkout",
        { ...cookie, ...headers, cookie: buyer.cookie },
        { method: "POST", body: JSON.stringify({ productId: product.productId }) },
      );
      expect(order.body).not.toContain("evil.example");
      const document = await rawRequest("/openapi.json", headers);
      expect(document.body).not.toContain("evil.example");
    }
  });

  it.skipIf(!isOurs)(`mailed links too${needsOurs}`, async () => {
    const victim = await signUp("Reset Victim");
    const forged: Record<string, string>[] = [
      { host: "evil.example" },
      { "x-forwarded-host": "evil.example" },
    ];
    for (const headers of forged) {
      const answer = await rawRequest(
        "/api/auth/request-password-reset",
        {
          "content-type": "application/json",
          "x-forwarded-for": victim.network.replace(/0$/, "7"),
          ...headers,
        },
        {
          method: "POST",
          body: JSON.stringify({ email: victim.email, redirectTo: "https://evil.example/steal" }),
        },
      );
      expect(answer.status).toBeLessThan(500);
    }
    await visitor().json("POST", "/api/auth/request-password-reset", { email: victim.email });
    const mails = await sql<{ text_body: string; html_body: string }>(
      "select text_body, html_body from mails where to_address = $1",
      [victim.email],
    );
    expect(mails.length).toBeGreaterThanOrEqual(2);
    for (const { text_body, html_body } of mails) {
      expect(text_body + html_body).not.toContain("evil.example");
      expect(text_body).toContain(baseUrl);
    }
  });

  it("sign-in and denied pages do not lead elsewhere", async () => {
    const html = { accept: "text/html" };
    for (const next of [
      "https://evil.example",
      "//evil.example",
      "/\\evil.example",
      "javascript:alert(1)",
      "%2f%2fevil.example",
    ]) {
      for (const page of ["sign-in", "sign-up", "denied"]) {
        const answer = await visitor().fetch(
          `/${page}?next=${encodeURIComponent(next)}&code=${encodeURIComponent(next)}`,
          { headers: html },
        );
        const location = answer.headers.get("location") ?? "/";
        expect(new URL(location, baseUrl).origin).toBe(new URL(baseUrl).origin);
        expect(await answer.text()).not.toMatch(
          /(href|action|src)="(javascript:|https?:\/\/evil|\/\/evil|\/\\evil)/i,
        );
      }
    }
  });
});

describe("bodies that are not what they say (A34)", () => {
  const send = (body: string, type = "application/json", path = "/api/v1/creators") =>
    ann.fetch(path, { method: "POST", headers: { "content-type": type }, body });
  const answered = async (answer: Response) => ({ status: answer.status, code: codeIn(await answer.text()) });

  it("keys that reach for prototypes change nothing for anybody", async () => {
    for (const key of ["__proto__", "constructor", "prototype"]) {
      const poison = `{"handle":"h_${crypto.randomUUID().slice(0, 8)}","displayName":"x","${key}":{"isOperator":true,"prototype":{"isOperator":true}}}`;
      const answer = await send(poison);
      await answer.text();
      expect([201, 400]).toContain(answer.status);
    }
    const clean = await signUp("Not Polluted");
    expect(await clean.json("GET", "/api/v1/me")).toMatchObject({ user: { isOperator: false } });
    await expectRefusal(await clean.fetch("/api/v1/operations/purchases"), 403, "forbidden");
  });

  it("too deep, too large, cut off or not JSON: refused, quickly", async () => {
    const started = performance.now();
    expect(await answered(await send("[".repeat(100_000) + "]".repeat(100_000)))).toMatchObject({
      status: 400,
    });
    expect(
      await answered(await send(`{"handle":${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}}`)),
    ).toMatchObject({ status: 400 });
    expect(await answered(await send(`{"displayName":"${"x".repeat(2_000_000)}"}`))).toEqual({
      status: 413,
      code: "too_large",
    });
    expect(await answered(await send('{"handle":"cut_of'))).toMatchObject({
      status: 400,
      code: "invalid_input",
    });
    expect(await answered(await send(""))).toMatchObject({ status: 400, code: "invalid_input" });
    expect(await answered(await send("null"))).toMatchObject({ status: 400, code: "invalid_input" });
    expect(await answered(await send('"text"'))).toMatchObject({ status: 400, code: "invalid_input" });
    expect(
      await answered(await send('{"handle":"a_handle","handle":"__proto__","displayName":"twice"}')),
    ).toMatchObject({ status: 400 });
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it("of another type than JSON: refused, not guessed", async () => {
    const body = JSON.stringify({ handle: `t_${crypto.randomUUID().slice(0, 8)}`, displayName: "Typed" });
    for (const type of [
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=a",
      "application/xml",
      "text/json",
      "application/offset+octet-stream",
    ]) {
      const { status, code } = await answered(await send(body, type));
      expect([400, 415], type).toContain(status);
      expect(["invalid_input", "unsupported_media"], type).toContain(code);
    }
    expect((await send(body, "application/json; charset=utf-8")).status).toBe(201);
  });

  it("a HEAD instead of a GET passes no limit and gives no body (A33)", async () => {
    for (const path of [
      "/api/v1/me",
      "/api/v1/library",
      `/api/v1/files/${product.fileId}`,
      "/api/v1/operations/purchases",
    ]) {
      const get = await visitor().fetch(path);
      const head = await visitor().fetch(path, { method: "HEAD" });
      await get.text();
      expect([get.status, 404], path).toContain(head.status);
      expect(await head.text()).toBe("");
    }
  });

  it("errors never show what is inside", async () => {
    for (const path of [
      "/api/v1/products?limit=1e999",
      "/api/v1/products?limit=-1",
      "/api/v1/products?sort=evil",
      "/api/v1/products?query=%00",
      `/api/v1/products?query=${"%F0".repeat(50)}`,
      "/api/v1/products/%F0%9F",
      "/api/v1/creators/a%00b",
      "/api/v1/products?limit[]=1&limit[]=2",
      "/api/v1/products?cursor[__proto__]=x",
    ]) {
      const answer = await ann.fetch(path);
      const text = await answer.text();
      expect(answer.status, path).toBeLessThan(500);
      expect(text, path).not.toMatch(/node_modules|\.ts:|select |postgres|syntax error|ECONN/i);
    }
  });
});

describe("two requests in one connection (A35)", () => {
  it("are not smuggled: conflicting lengths are refused", async () => {
    const { url } = await ticket(ann, product.fileId);
    const answer = await rawRequest(
      "/api/v1/checkout",
      {
        cookie: ann.cookie,
        "content-type": "application/json",
        "transfer-encoding": "chunked",
        "content-length": "5",
      },
      { method: "POST", body: "{}" },
    ).catch((error: Error) => ({ status: 400, headers: {}, body: error.message }));
    expect([400, 501]).toContain(answer.status);
    expect(sha256(await download(ann, url))).toBe(product.sha256);
  });
});
