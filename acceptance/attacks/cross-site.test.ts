import { beforeAll, describe, expect, it } from "vitest";
import { sql } from "../world/database.ts";
import { baseUrl, isOurs } from "../world/installation.ts";
import { type Person, signInAgain, signUp } from "../world/people.ts";
import { codeIn } from "../world/refusals.ts";
import { type ForSale, openShop, sell } from "../world/shop.ts";

type Document = { paths: Record<string, Record<string, unknown>> };

const NOWHERE = "01900000-0000-7000-8000-000000000000";

describe("another site makes the viewer's browser send a request (A25)", () => {
  let product: ForSale;
  let owner: Person;

  beforeAll(async () => {
    product = await sell(await openShop());
    owner = product.shop.owner;
  });

  const foreign: [string, Record<string, string>][] = [
    ["its origin", { origin: "https://evil.example" }],
    ["an opaque origin", { origin: "null" }],
    ["a look-alike origin", { origin: `${baseUrl}.evil.example` }],
    ["the same host on another port", { origin: `${baseUrl.replace(/:\d+$/, "")}:1` }],
    ["Sec-Fetch-Site alone", { origin: "", "sec-fetch-site": "cross-site" }],
    ["a sibling site", { origin: "", "sec-fetch-site": "same-site" }],
  ];
  const types = [
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "text/plain",
    "application/json",
  ];

  const send = (path: string, method: string, headers: Record<string, string>, type: string, body = "{}") => {
    const given = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ""));
    return fetch(baseUrl + path, {
      method,
      redirect: "manual",
      headers: { cookie: owner.cookie, "content-type": type, ...given },
      body,
    });
  };

  it("to every mutating route: refused before anything is looked at", async () => {
    const { paths } = (await (await fetch(`${baseUrl}/openapi.json`)).json()) as Document;
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods)
        .map((method) => method.toUpperCase())
        .filter((method) => ["POST", "PUT", "PATCH", "DELETE"].includes(method))
        .filter(() => path.startsWith("/api/v1/") && !PROVES_ITSELF.includes(path))
        .map((method) => ({ method, path: path.replace(/\{[^}]*\}/g, NOWHERE) })),
    );
    expect(routes.length).toBeGreaterThan(20);
    for (const { method, path } of routes) {
      for (const [how, headers] of foreign) {
        for (const type of types) {
          const answer = await send(path, method, headers, type);
          expect(
            { status: answer.status, code: codeIn(await answer.text()) },
            `${method} ${path} with ${how} as ${type}`,
          ).toEqual({ status: 403, code: "cross_site_request" });
        }
      }
    }
  }, 120_000);

  it("that would have worked from our own pages: nothing has changed", async () => {
    const path = `/api/v1/products/${product.productId}`;
    const own = await owner.fetch(path, {
      method: "PATCH",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ description: "written by the owner" }),
    });
    expect(own.status).toBe(200);
    for (const [, headers] of foreign) {
      for (const type of types) {
        await send(path, "PATCH", headers, type, JSON.stringify({ description: "written by another site" }));
        await send(`${path}/archive`, "POST", headers, type);
      }
    }
    expect(await owner.json("GET", path)).toMatchObject({
      status: "published",
      description: "written by the owner",
    });
  });

  it("to the accounts: no sign-out, no changed password, no revoked session", async () => {
    const ann = await signUp("Ann Cross");
    for (const [how, headers] of foreign) {
      for (const type of types) {
        for (const [path, body] of [
          ["/api/auth/sign-out", {}],
          [
            "/api/auth/change-password",
            { currentPassword: ann.password, newPassword: "taken over by evil", revokeOtherSessions: true },
          ],
          ["/api/v1/me/sessions/end-others", {}],
          ["/api/v1/me/email-change", { newEmail: "evil@example.org", password: ann.password }],
          ["/api/auth/update-user", { name: "Renamed by another site" }],
          ["/api/auth/delete-user", {}],
          ["/api/auth/change-email", { newEmail: "evil@example.org" }],
        ] as const) {
          const given = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ""));
          const answer = await fetch(baseUrl + path, {
            method: "POST",
            headers: {
              cookie: ann.cookie,
              "content-type": type,
              "x-forwarded-for": ann.network.replace(/0$/, "9"),
              ...given,
            },
            body: JSON.stringify(body),
          });
          expect(answer.status, `${path} with ${how} as ${type}`).toBeGreaterThanOrEqual(400);
        }
      }
    }
    expect(await ann.json("GET", "/api/v1/me")).toMatchObject({
      user: { name: "Ann Cross", email: ann.email },
    });
  });

  it("to sign the viewer in as somebody else: no cookie is set", async () => {
    const evil = await signUp("Evil Account");
    expect((await signInAgain(evil)).cookie).not.toBe("");
    for (const [how, headers] of foreign) {
      for (const type of types) {
        const given = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ""));
        const answer = await fetch(`${baseUrl}/api/auth/sign-in/email`, {
          method: "POST",
          headers: { "content-type": type, "x-forwarded-for": evil.network.replace(/0$/, "9"), ...given },
          body: JSON.stringify({ email: evil.email, password: evil.password }),
        });
        expect(answer.headers.getSetCookie(), `sign-in with ${how} as ${type}`).toEqual([]);
      }
    }
  });

  it("and cannot read an answer either: no origin is let in (A51)", async () => {
    for (const path of [
      "/api/v1/me",
      "/api/v1/products",
      "/api/auth/token",
      "/api/auth/get-session",
      "/api/v1/library",
    ]) {
      const answer = await fetch(baseUrl + path, {
        headers: { cookie: owner.cookie, origin: "https://evil.example" },
      });
      expect(answer.headers.get("access-control-allow-origin"), path).toBeNull();
      expect(answer.headers.get("access-control-allow-credentials"), path).toBeNull();
      await answer.arrayBuffer();
    }
    const preflight = await fetch(`${baseUrl}/api/v1/uploads`, {
      method: "OPTIONS",
      headers: {
        cookie: owner.cookie,
        origin: "https://evil.example",
        "access-control-request-method": "POST",
      },
    });
    expect(preflight.headers.get("access-control-allow-origin")).toBeNull();
  });

  it("a form of another site cannot spend a download link with the cookie alone", async () => {
    // GET and POST of a link are safe from any site, since its viewer must have it: it is in nobody's guess.
    const { url } = await owner.json<{ url: string }>(
      "POST",
      `/api/v1/files/${product.fileId}/downloads`,
      {},
      201,
    );
    const answer = await fetch(url, {
      method: "POST",
      headers: { cookie: owner.cookie, origin: "https://evil.example" },
    });
    expect(answer.headers.get("cross-origin-resource-policy")).toBe("same-origin");
    expect(answer.headers.get("content-disposition")).toMatch(/^attachment/);
    await answer.arrayBuffer();
    if (isOurs)
      expect(await sql("select 1 from downloads where user_id = $1", [owner.userId])).toHaveLength(1);
  });
});

/** Signed by the payment provider, or by the link itself: no cookie decides there. */
const PROVES_ITSELF = ["/api/v1/webhooks/stripe", "/api/v1/downloads/{ticket}", "/api/v1/views/{ticket}"];
