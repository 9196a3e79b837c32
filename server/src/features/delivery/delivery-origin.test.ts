import { randomBytes } from "node:crypto";
import { get } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ConfigError, loadConfig } from "../../config.ts";
import { pagePolicy } from "../../http/page-policy.ts";
import type { Actor } from "../../test/actors.ts";
import { freePort, startTestServer, type TestServer } from "../../test/harness.ts";
import { buy, type ForSale, makeProduct, makeShop, type Shop, ticket } from "../../test/make.ts";

/** What a browser sends with a link that was clicked. */
const CLICK = { accept: "text/html", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" };

/** A request as a browser makes it; Node's own `fetch` always says that it is one of a script. */
function ask(url: string, headers: Record<string, string>): Promise<Response> {
  return new Promise((resolve, reject) => {
    get(url, { headers, agent: false }, async (answer) => {
      const pieces = await answer.toArray();
      const pairs = answer.rawHeaders.flatMap((name, at, all) => (at % 2 ? [] : [[name, all[at + 1]!]]));
      resolve(
        new Response(Buffer.concat(pieces), {
          status: answer.statusCode ?? 0,
          headers: pairs as [string, string][],
        }),
      );
    }).on("error", reject);
  });
}

describe("an origin of their own for originals", () => {
  let server: TestServer;
  let originals: string;
  let shop: Shop;
  let product: ForSale;
  let ann: Actor;

  beforeAll(async () => {
    const port = await freePort();
    originals = `http://localhost:${port}`;
    server = await startTestServer({
      environment: {
        PORT: String(port),
        BASE_URL: `http://127.0.0.1:${port}`,
        DELIVERY_ORIGIN: originals,
      },
    });
    shop = await makeShop(server);
    product = await makeProduct(server, shop, { bytes: randomBytes(100_000) });
    ann = await server.signUp("ann");
    await buy(ann, product.productId);
  });
  afterAll(() => server.close());

  const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());
  const code = async (answer: Response) => ((await answer.json()) as { code: string }).code;
  const atApplication = (url: string) => url.replace(originals, server.url);

  /** A browser: keeps cookies by name of host, and is not led on by itself. */
  function browserOf(person: Actor) {
    const jars: Record<string, Map<string, string>> = {
      "127.0.0.1": new Map(
        person.cookie
          ? person.cookie.split("; ").map((pair) => pair.split(/=(.*)/s) as [string, string])
          : [],
      ),
      localhost: new Map(),
    };
    const go = async (url: string, headers: Record<string, string> = CLICK): Promise<Response> => {
      const jar = jars[new URL(url).hostname]!;
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
      const answer = await ask(url, { ...headers, ...(cookie && { cookie }) });
      for (const line of answer.headers.getSetCookie()) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line)!;
        if (/max-age=0/i.test(line)) jar.delete(name);
        else jar.set(name, value);
      }
      return answer;
    };
    const leadsTo = (answer: Response, from: string) => {
      expect(answer.status).toBe(303);
      return new URL(answer.headers.get("location")!, from).href;
    };
    return {
      jars,
      go,
      async step(url: string) {
        return leadsTo(await go(url), url);
      },
      /** Follows redirects to the end, and says where it went. */
      async follow(url: string, headers: Record<string, string> = CLICK) {
        const way = [url];
        for (;;) {
          const answer = await go(way.at(-1)!, headers);
          if (answer.status !== 303) return { answer, way };
          way.push(leadsTo(answer, way.at(-1)!));
          expect(way.length).toBeLessThan(8);
        }
      },
    };
  }

  it("a browser is led there and let in, by a code in the query and a cookie of its own", async () => {
    const browser = browserOf(ann);
    const { url } = await ticket(ann, product.fileId);
    expect(new URL(url).origin).toBe(originals);
    const { answer, way } = await browser.follow(url);
    expect(answer.status).toBe(200);
    expect(await bytesOf(answer)).toEqual(product.bytes);
    expect(way.map((step) => new URL(step).origin + new URL(step).pathname)).toEqual([
      url,
      `${server.url}/api/v1/delivery/code`,
      `${originals}/api/v1/delivery/enter`,
      url,
    ]);
    const again = await browser.follow((await ticket(ann, product.fileId)).url);
    expect(again.way).toHaveLength(1);
    expect(await bytesOf(again.answer)).toEqual(product.bytes);
    expect([...browser.jars.localhost!.keys()]).toEqual(["vaulture.delivery"]);
  });

  it("its cookie is kept from scripts, and opens nothing of the application", async () => {
    const browser = browserOf(ann);
    const { url } = await ticket(ann, product.fileId);
    const enter = await browser.step(await browser.step(url));
    const lines = (await browser.go(enter)).headers.getSetCookie();
    const line = lines.find((text) => text.startsWith("vaulture.delivery="))!;
    expect(line).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/);
    const cookie = line.split(";")[0]!;
    expect((await fetch(url, { headers: { cookie } })).status).toBe(200);
    const me = (cookie: string) => fetch(`${server.url}/api/v1/me`, { headers: { cookie } });
    expect((await me(ann.cookie)).status).toBe(200);
    expect((await me(cookie)).status).toBe(401);
    expect((await me(cookie.replace("vaulture.delivery", "vaulture.session_token"))).status).toBe(401);
    const forged = `${cookie.slice(0, -8)}AAAAAAA%3D`;
    expect((await fetch(url, { headers: { cookie: forged } })).status).toBe(401);
  });

  it("takes tokens at once, and the application's cookie not at all", async () => {
    const { url } = await ticket(ann, product.fileId);
    const token = await ann.token();
    const byToken = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
    expect(await bytesOf(byToken)).toEqual(product.bytes);
    const byForm = await fetch(url, { method: "POST", body: new URLSearchParams({ auth_token: token }) });
    expect(await bytesOf(byForm)).toEqual(product.bytes);
    expect((await ann.fetch(url)).status).toBe(401);
    expect((await fetch(url)).status).toBe(401);
  });

  it("each code counts once, for half a minute, and in the browser that began", async () => {
    const { url } = await ticket(ann, product.fileId);
    const prepared = async () => {
      const browser = browserOf(ann);
      return { browser, enter: await browser.step(await browser.step(url)) };
    };
    const isIn = async ({ browser }: { browser: ReturnType<typeof browserOf> }, enter: string) => {
      await browser.go(enter);
      return browser.jars.localhost!.has("vaulture.delivery");
    };

    const first = await prepared();
    const copy = new Map(first.browser.jars.localhost);
    expect(await isIn(first, first.enter)).toBe(true);
    const again = browserOf(ann);
    again.jars.localhost = copy;
    expect(await isIn({ browser: again }, first.enter)).toBe(false);

    const stolen = await prepared();
    expect(await isIn({ browser: browserOf(server.visitor) }, stolen.enter)).toBe(false);
    expect(await isIn(stolen, stolen.enter)).toBe(false);

    const late = await prepared();
    server.clock.advance(31_000);
    expect(await isIn(late, late.enter)).toBe(false);
    const inTime = await prepared();
    server.clock.advance(29_000);
    expect(await isIn(inTime, inTime.enter)).toBe(true);
    const kept = await server.deps.db.selectFrom("delivery_codes").selectAll().execute();
    expect(kept).toEqual([]);
  });

  it("ends with the session", async () => {
    const dan = await server.signUp("dan");
    await buy(dan, product.productId);
    const browser = browserOf(dan);
    const { url } = await ticket(dan, product.fileId);
    expect((await browser.follow(url)).answer.status).toBe(200);
    await dan.json("POST", "/api/auth/sign-out", {});
    expect((await browser.go(url, {})).status).toBe(401);
    const { way } = await browser.follow(url);
    expect(way.at(-1)).toBe(`${server.url}/denied?code=sign_in_required`);
  });

  it("leads nobody else to the file, whoever they are at the application", async () => {
    const bob = await server.signUp("bob");
    const { url } = await ticket(ann, product.fileId);
    expect((await browserOf(ann).follow(url)).answer.status).toBe(200);
    const stranger = await browserOf(bob).follow(url);
    expect(stranger.way.at(-1)).toBe(`${server.url}/denied?code=wrong_viewer`);
    const visitor = await browserOf(server.visitor).follow(url);
    expect(visitor.way.at(-1)).toBe(`${server.url}/denied?code=sign_in_required`);
  });

  it("leads on to links alone", async () => {
    const ask = (to: string) =>
      ann.fetch(`/api/v1/delivery/code?${new URLSearchParams({ to, browser: "0".repeat(64) })}`);
    expect((await ask("/api/v1/downloads/abc")).status).toBe(303);
    for (const to of ["https://elsewhere.example/", "//elsewhere.example", "/api/v1/downloads/../me", "/"])
      expect((await ask(to)).status).toBe(400);
  });

  it("serves nothing else, and the application no originals", async () => {
    for (const path of [
      "/api/v1/products",
      "/api/v1/site",
      "/health/live",
      "/",
      "/api/auth/ok",
      "/openapi.json",
    ]) {
      const answer = await fetch(originals + path);
      expect([path, answer.status, await code(answer)]).toEqual([path, 404, "not_found"]);
    }
    expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
    const { url } = await ticket(ann, product.fileId);
    expect((await browserOf(ann).follow(url)).answer.status).toBe(200);
    expect((await ann.fetch(atApplication(url))).status).toBe(404);
    const token = await ann.token();
    const authorization = `Bearer ${token}`;
    expect((await fetch(url, { headers: { authorization } })).status).toBe(200);
    expect((await fetch(atApplication(url), { headers: { authorization } })).status).toBe(404);
  });

  it("needs a name of its own, and TLS where the application has it", () => {
    const problems = (DELIVERY_ORIGIN: string) => {
      try {
        loadConfig({ BASE_URL: "https://shop.example", DELIVERY_ORIGIN });
        return [];
      } catch (error) {
        return (error as ConfigError).problems;
      }
    };
    expect(problems("https://files.shop.example")).toEqual([]);
    for (const wrong of ["https://shop.example:8443", "http://files.shop.example", "https://a.example/files"])
      expect(problems(wrong)).toEqual([expect.stringMatching(/^DELIVERY_ORIGIN: /)]);
  });

  it("pages of the application, and no others, may show and read what is there", async () => {
    const browser = browserOf(ann);
    const { url } = await ticket(ann, product.fileId);
    const { answer } = await browser.follow(url, { accept: "image/*", "sec-fetch-mode": "no-cors" });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    expect(answer.headers.get("access-control-allow-origin")).toBe(server.url);
    expect(answer.headers.get("access-control-allow-credentials")).toBe("true");
    expect(answer.headers.get("content-security-policy")).toBe("sandbox; default-src 'none'");
    expect((await fetch(`${server.url}/health/live`)).headers.has("access-control-allow-origin")).toBe(false);
    const policy = pagePolicy(false, { paymentPages: null, originals });
    for (const rule of ["img-src", "media-src", "frame-src", "form-action"])
      expect(policy).toMatch(new RegExp(`${rule} [^;]*${originals}`));
    expect(policy).not.toMatch(new RegExp(`(script|default|connect)-src [^;]*${originals}`));
  });
});
