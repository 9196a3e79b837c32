import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type Person, signUp } from "../world/people.ts";
import { buy, type ForSale, openShop, sell, ticket } from "../world/shop.ts";

let product: ForSale;
let ann: Person;
let purchaseId: string;

beforeAll(async () => {
  product = await sell(await openShop());
  ann = await signUp("Ann Buyer");
  purchaseId = await buy(ann, product);
});

describe("a cache between the server and many viewers (A50)", () => {
  it("keeps no answer of the API that was for one viewer", async () => {
    const { owner, handle } = product.shop;
    const asked: [Person, string][] = [
      ...["me", "me/devices", "library", `library/${product.slug}`, `purchases/${purchaseId}`].map(
        (path): [Person, string] => [ann, path],
      ),
      ...["subscriptions", "feed", "mails", `files/${product.fileId}/access`].map(
        (path): [Person, string] => [ann, path],
      ),
      ...["products", "files", "home", "sales", "sales.csv", "customers", "studio-posts"].map(
        (path): [Person, string] => [owner, `creators/${handle}/${path}`],
      ),
    ];
    for (const [who, path] of asked) {
      const answer = await who.fetch(`/api/v1/${path}`);
      await answer.text();
      expect(answer.status, path).toBe(200);
      expect(answer.headers.get("cache-control"), path).toMatch(/no-store/);
    }
  });

  it("keeps no bytes that were paid for, nor the refusal of them", async () => {
    const { url } = await ticket(ann, product.fileId);
    const given = await ann.fetch(url);
    await given.arrayBuffer();
    expect(given.status).toBe(200);
    const refused = await (await signUp("Bob Asks")).fetch(url);
    await refused.text();
    expect(refused.status).toBe(403);
    for (const answer of [given, refused]) expect(answer.headers.get("cache-control")).toMatch(/no-store/);
  });

  it("keeps no page that was for one viewer", async () => {
    for (const path of ["/library", `/library/${product.slug}`, "/account"]) {
      const answer = await ann.fetch(path, { headers: { accept: "text/html" } });
      await answer.text();
      expect(answer.status, path).toBe(200);
      expect(answer.headers.get("cache-control"), path).toMatch(/private|no-store/);
      expect(answer.headers.get("cache-control"), path).not.toMatch(/public|s-maxage/);
    }
  });
});

describe("a body says more than it is asked (A38)", () => {
  type Schema = { $ref?: string; type?: string; anyOf?: Schema[]; additionalProperties?: unknown };
  type Operation = { requestBody?: { content?: Record<string, { schema?: Schema }> } };

  it("every body that a route takes is closed: a field it does not name is refused", () => {
    const text = readFileSync(join(import.meta.dirname, "..", "..", "openapi.json"), "utf8");
    const { paths, components } = JSON.parse(text) as {
      paths: Record<string, Record<string, Operation>>;
      components: { schemas: Record<string, Schema> };
    };
    const open: string[] = [];
    let bodies = 0;
    for (const [path, operations] of Object.entries(paths))
      for (const [method, { requestBody }] of Object.entries(operations)) {
        const given = requestBody?.content?.["application/json"]?.schema;
        if (!given) continue;
        bodies += 1;
        const schema = given.$ref ? components.schemas[given.$ref.split("/").at(-1)!]! : given;
        const closed = (schema.anyOf ?? [schema]).every(
          (one) => one.type === "null" || one.additionalProperties === false,
        );
        if (!closed) open.push(`${method.toUpperCase()} ${path}`);
      }
    expect(bodies).toBeGreaterThan(40);
    expect(open).toEqual([]);
  });

  it("as a profile that would make somebody an operator", async () => {
    const rename = (more: object) =>
      ann.fetch("/api/auth/update-user", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ name: "Ann Again", ...more }),
      });
    expect((await rename({})).status).toBe(200);
    for (const more of [
      { operator_since: "2026-01-01" },
      { operatorSince: "2026-01-01" },
      { role: "admin" },
      { two_factor_enabled: true },
      { emailVerified: true },
      { id: product.shop.owner.userId },
    ])
      await (await rename(more)).text();
    expect((await ann.fetch("/api/v1/operations/overview")).status).toBe(403);
    const { user } = await ann.json<{ user: object }>("GET", "/api/v1/me");
    expect(user).toMatchObject({ id: ann.userId, emailVerified: false, isOperator: false });
  });
});
