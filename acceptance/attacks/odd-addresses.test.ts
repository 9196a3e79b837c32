import { beforeAll, describe, expect, it } from "vitest";
import { ROUTE_AUDIENCES } from "../route-audiences.ts";
import { sql } from "../world/database.ts";
import { baseUrl, isOurs, needsOurs } from "../world/installation.ts";
import type { Person } from "../world/people.ts";
import { openShop, type Shop } from "../world/shop.ts";

/** What stands where an id, a handle or a slug belongs. */
const ODD = [
  "not-an-id",
  "0",
  "-1",
  "01900000-0000-7000-8000-00000000000",
  "01900000-0000-7000-8000-00000000000G",
  "null",
  "%00",
  "%F0%9F%92%A9",
  "..%2f..%2fetc%2fpasswd",
  "'%20or%20'1'='1",
  "%25",
  "%24%7B7*7%7D",
  "x".repeat(300),
];

type Document = { paths: Record<string, Record<string, object>> };
const { paths } = (await (await fetch(`${baseUrl}/openapi.json`)).json()) as Document;
const routes = Object.entries(paths)
  .filter(([path]) => path.startsWith("/api/v1/") && path.includes("{") && !path.includes("{ticket}"))
  .flatMap(([path, methods]) => Object.keys(methods).map((method) => [method.toUpperCase(), path] as const));

/** Somebody whom no role stops: an operator with a storefront. */
let person: Person;
let shop: Shop;

describe.skipIf(!isOurs)(`an address with something odd for an id (A3)${needsOurs}`, () => {
  beforeAll(async () => {
    shop = await openShop();
    person = shop.owner;
    await sql("update users set operator_since = now() where id = $1", [person.userId]);
    expect((await person.fetch(`/api/v1/creators/${shop.handle}/sales`)).status).toBe(200);
    expect((await person.fetch("/api/v1/operations/users")).status).toBe(200);
    expect(routes.length).toBeGreaterThan(40);
  });

  it.each(routes)("%s %s leads to nothing", async (method, path) => {
    // Few exports are allowed, whatever of.
    for (const odd of path.endsWith(".csv") ? ODD.slice(0, 3) : ODD) {
      const address = path.replaceAll(/\{\w+\}/g, odd);
      const answer = await person.fetch(address, {
        method,
        headers: {
          ...(hasBody(method) ? { "content-type": typeOf(method, path) } : {}),
          "tus-resumable": "1.0.0",
          "upload-offset": "0",
        },
        ...(hasBody(method) ? { body: bodyOf(method, path) } : {}),
      });
      await answer.arrayBuffer();
      expect(answer.status, address).toBe(404);
    }
  });

  it.each([
    "/p/{}",
    "/@{}",
    "/@{}/posts",
    "/@{}/membership",
    "/posts/{}",
    "/{}",
    "/library/{}",
    "/purchases/{}",
    "/studio/{}",
    "/studio/{}/sales",
    "/operations/users/{}",
    "/operations/creators/{}",
    "/operations/products/{}",
    "/operations/purchases/{}",
    "/operations/mail/{}",
    "/operations/pages/{}",
    "/sandbox/mail/{}",
    "/cards/product/{}/1",
    "/cards/creator/{}/1",
  ])("the page %s is not there", async (path) => {
    for (const odd of ODD) {
      const address = path.replace("{handle}", shop.handle).replace("{}", odd);
      const answer = await person.fetch(address, { headers: { accept: "text/html" } });
      const text = await answer.text();
      expect({ address, status: answer.status }, text.slice(0, 300)).toEqual({ address, status: 404 });
      expect(text, address).not.toMatch(/node_modules|syntax error|invalid input/i);
    }
  });

  it.each([
    ["/p/no-such-book", "This is not for sale"],
    ["/@no_such_shop", "There is nothing here"],
    ["/@no_such_shop/posts", "There is nothing here"],
    ["/@no_such_shop/membership", "There is nothing here"],
    ["/posts/01900000-0000-7000-8000-000000000000", "There is nothing here"],
    ["/no-such-page", "There is nothing here"],
  ])("the page %s says so without scripts, once", async (path, title) => {
    const answer = await person.fetch(path, { headers: { accept: "text/html" } });
    expect(answer.status).toBe(404);
    const html = (await answer.text()).replaceAll(/<script.*?<\/script>/gs, "");
    expect(html.match(/<h1[^>]*>[^<]*/g)?.map((heading) => heading.replace(/.*>/, ""))).toEqual([title]);
    expect(html).toContain('content="noindex"');
    expect(html).toContain("</footer>");
  });

  it.each([
    "/checkout/return?purchase={}",
    "/denied?code={}&file={}",
    "/verify-email?token={}",
    "/studio/{handle}/products/{}",
    "/studio/{handle}/sales?sale={}",
    "/library?creator={}&state={}&cursor={}",
    "/@{handle}?cursor={}",
    "/?category={}&cursor={}",
    "/studio/{handle}/customers?cursor={}",
    "/operations/users?cursor={}",
    "/operations/events?cursor={}&subject={}",
  ])("the page %s does not fall over", async (path) => {
    for (const odd of ODD) {
      const address = path.replace("{handle}", shop.handle).replaceAll("{}", odd);
      const answer = await person.fetch(address, { headers: { accept: "text/html" } });
      expect(answer.status, address).toBeLessThan(500);
      expect(await answer.text()).not.toMatch(/node_modules|syntax error|invalid input/i);
    }
  });
});

function hasBody(method: string): boolean {
  return ["POST", "PUT", "PATCH"].includes(method);
}

function bodyOf(method: string, path: string): string {
  const { body } = ROUTE_AUDIENCES[`${method} ${path}`] ?? {};
  // Ids in it are well formed: only the address is odd.
  const text = JSON.stringify(Buffer.isBuffer(body) ? {} : (body ?? {}));
  return text.replaceAll(/\{\w+Id\}/g, "01900000-0000-7000-8000-000000000000");
}

function typeOf(method: string, path: string): string {
  if (path.startsWith("/api/v1/uploads/")) return "application/offset+octet-stream";
  const picture = /\/(avatar|banner)$/.test(path) || (method === "POST" && path.endsWith("/covers"));
  return picture ? "image/png" : "application/json";
}
