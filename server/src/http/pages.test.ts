import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from "node:zlib";
import Fastify, { type FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AppError } from "../errors.ts";
import { parseTrustedProxies } from "../lib/client-address.ts";
import { readBuiltAssets } from "./built-assets.ts";
import { acceptForms } from "./form-posts.ts";
import { pagePolicy } from "./page-policy.ts";
import { registerPages } from "./pages.ts";

const SCRIPT = "export const words = 'ink on paper';\n".repeat(50);
const path = "/_next/static/chunks/app.js";
let directory: string;
let app: FastifyInstance;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "vaulture-assets-"));
  const chunks = join(directory, "static", "chunks");
  await mkdir(chunks, { recursive: true });
  await writeFile(join(chunks, "app.js"), SCRIPT);
  await writeFile(join(chunks, "app.js.br"), brotliCompressSync(SCRIPT));
  await writeFile(join(chunks, "app.js.gz"), gzipSync(SCRIPT));
  await writeFile(join(chunks, "font.woff2"), "wOF2");
  await writeFile(join(chunks, "notes.unknown"), "not for browsers");
  await writeFile(join(directory, "secret.js"), "not built");
  app = Fastify();
  registerPages(
    app,
    { BASE_URL: "http://localhost:80", TRUSTED_PROXIES: parseTrustedProxies("") },
    {
      assets: await readBuiltAssets(join(directory, "static")),
      policy: () => pagePolicy(false),
      async handle(request, response) {
        response.statusCode = 404;
        const { "content-security-policy": policy, "x-requested-path": path } = request.headers;
        const words = (globalThis as Record<symbol, unknown>)[
          Symbol.for("vaulture.refused-words")
        ] as () => string;
        if (words()) response.writeHead(200);
        response.end(`page ${path} asked with ${words() ?? policy}`);
      },
      close: async () => undefined,
    },
  );
  await app.register(async (forms) => {
    await acceptForms(forms);
    const refusedForm = (_: unknown, { code }: AppError) => `/somewhere?problem=${code}`;
    forms.post("/api/say", { config: { refusedForm, wordsOfForm: "body" } }, async () => {
      throw new AppError("rate_limited", "Wait.", { headers: { "retry-after": "60" } });
    });
    forms.post("/api/do", { config: { refusedForm } }, async () => {
      throw new AppError("forbidden");
    });
  });
});
afterAll(async () => {
  await app.close();
  await rm(directory, { recursive: true, force: true });
});

function get(url: string, encoding?: string, method: "GET" | "HEAD" | "POST" = "GET") {
  return app.inject({
    method,
    url,
    headers: { host: "localhost:80", ...(encoding ? { "accept-encoding": encoding } : {}) },
  });
}

describe("files of the build", () => {
  it("come as small as the browser takes them, to be kept", async () => {
    const br = await get(path, "gzip, deflate, br, zstd");
    expect(br.headers).toMatchObject({
      "content-encoding": "br",
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "public, max-age=31536000, immutable",
      vary: "accept-encoding",
    });
    expect(Number(br.headers["content-length"])).toBe(br.rawPayload.length);
    expect(brotliDecompressSync(br.rawPayload).toString()).toBe(SCRIPT);
    const gzip = await get(path, "gzip");
    expect(gzip.headers["content-encoding"]).toBe("gzip");
    expect(gunzipSync(gzip.rawPayload).toString()).toBe(SCRIPT);
  });

  it("come as they are to whoever names no coding, or where none helps", async () => {
    const plain = await get(`${path}?v=1`);
    expect(plain.headers["content-encoding"]).toBeUndefined();
    expect(plain.headers.vary).toBe("accept-encoding");
    expect(plain.body).toBe(SCRIPT);
    const font = await get("/_next/static/chunks/font.woff2", "br");
    expect(font.headers).toMatchObject({ "content-type": "font/woff2" });
    expect(font.headers).not.toHaveProperty("content-encoding");
    expect(font.headers).not.toHaveProperty("vary");
  });

  it("answer HEAD with the same headers and no body", async () => {
    const head = await get(path, "br", "HEAD");
    expect(head.statusCode).toBe(200);
    expect(head.headers["content-length"]).toBe((await get(path, "br")).headers["content-length"]);
    expect(head.body).toBe("");
  });

  it.each([
    "/_next/static/../secret.js",
    "/_next/static/%2e%2e/secret.js",
    "/_next/static/chunks/..%2f..%2fsecret.js",
    "/_next/static/chunks/app.js.br",
    "/_next/static/chunks/notes.unknown",
    "/_next/static/__proto__",
    "/_next/static/chunks/",
    "/secret.js",
  ])("are these alone: %s is the pages' to answer", async (url) => {
    const answer = await get(url, "br");
    expect(answer.statusCode).toBe(404);
    expect(answer.body).toMatch(/^page \S* asked/);
  });

  it("are read, never written", async () => {
    expect((await get(path, "br", "POST")).body).toMatch(/^page \S* asked/);
  });
});

describe("pages", () => {
  it.each([
    ["/library", "noindex"],
    ["/library/a-book?x=1", "noindex"],
    ["/sign-in?next=%2F", "noindex"],
    ["/checkout/return?purchase=1", "noindex"],
    ["/", undefined],
    ["/p/library", undefined],
    ["/@studio", undefined],
    ["/accounts", undefined],
  ])("that are private are not for search engines: %s", async (url, tag) => {
    expect((await get(url)).headers["x-robots-tag"]).toBe(tag);
  });

  it("get a policy with a fresh nonce, whatever the request brings", async () => {
    const ask = () =>
      app.inject({ url: "/", headers: { host: "localhost:80", "content-security-policy": "script-src *" } });
    const [first, second] = [await ask(), await ask()];
    const policy = String(first.headers["content-security-policy"]);
    expect(first.body).toBe(`page / asked with ${policy}`);
    expect(policy).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/]{22}==' 'strict-dynamic';/);
    expect(second.headers["content-security-policy"]).not.toBe(policy);
  });

  it.each([
    ["/library?creator=a&page=2", "/library?creator=a&page=2"],
    ["/library?_rsc=1x2y", "/library"],
    ["/library?creator=a&_rsc=1x2y", "/library?creator=a"],
    ["/library?_rsc=1x2y&creator=a", "/library?creator=a"],
    ["//evil.example/x", "/x"],
  ])("learn which address was asked for: %s", async (url, path) => {
    const answer = await app.inject({
      url: "/",
      headers: { host: "localhost:80", "x-requested-path": "/forged" },
    });
    expect(answer.body).toMatch(/^page \/ asked/);
    expect((await get(url)).body.split(" ")[1]).toBe(path);
  });
});

describe("a page's form that is refused", () => {
  const send = (url: string, type: string, payload: string) =>
    app.inject({ method: "POST", url, headers: { host: "localhost:80", "content-type": type }, payload });
  const form = (url: string, payload: string) => send(url, "application/x-www-form-urlencoded", payload);

  it("is answered with the page that brings its text back, under the form's own address", async () => {
    const answer = await form("/api/say", "body=Hello+%3Cb%3E");
    expect([answer.statusCode, answer.body]).toEqual([
      429,
      "page /somewhere?problem=rate_limited asked with Hello <b>",
    ]);
    expect(answer.headers).toMatchObject({ "cache-control": "no-store", "retry-after": "60" });
    expect(answer.headers).not.toHaveProperty("location");
    expect((await get("/somewhere")).body, "the next page knows nothing of it").not.toContain("Hello");
  });

  it("brings back the longest text in any script", async () => {
    const words = "言".repeat(2000);
    const { statusCode, body } = await form("/api/say", `${new URLSearchParams({ body: words })}`);
    expect([statusCode, body]).toEqual([429, `page /somewhere?problem=rate_limited asked with ${words}`]);
  });

  it("is led to that page where there is nothing to bring back", async () => {
    for (const [url, body, code] of [
      ["/api/say", "body=+", "rate_limited"],
      ["/api/do", "body=Hello", "forbidden"],
      ["/api/say", `body=${"x".repeat(33_000)}`, "too_large"],
    ] as const) {
      const { statusCode, headers } = await form(url, body);
      expect([statusCode, headers.location]).toEqual([303, `/somewhere?problem=${code}`]);
    }
  });

  it("is told as a problem to programs", async () => {
    const answer = await send("/api/say", "application/json", '{"body":"Hello"}');
    expect([answer.statusCode, answer.json().code]).toEqual([429, "rate_limited"]);
  });
});
