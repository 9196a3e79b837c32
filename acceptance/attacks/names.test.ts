import { beforeAll, describe, expect, it } from "vitest";
import { sql } from "../world/database.ts";
import { isOurs } from "../world/installation.ts";
import { type Person, signUp } from "../world/people.ts";
import { rawRequest } from "../world/raw-request.ts";
import { MARKER, metadata, openShop, type Shop, sell, uploadFile } from "../world/shop.ts";

const HOSTILE_PATHS = [
  "../../../../etc/passwd",
  "..%2f..%2f..%2fetc%2fpasswd",
  "%252e%252e%252fetc%252fpasswd",
  "..\\..\\..\\windows\\win.ini",
  "..%5c..%5csecrets.json",
  "/etc/passwd",
  "%2fetc%2fpasswd",
  "C:\\windows\\win.ini",
  "C:%5csecrets.json",
  "\\\\server\\share\\file",
  "%5c%5cserver%5cshare",
  "guide.pdf%00.jpg",
  "..%c0%af..%c0%afetc%c0%afpasswd",
  "%e0%80%ae%e0%80%ae/secrets.json",
  "%zz",
  "....//....//secrets.json",
  "..;/secrets.json",
];

let shop: Shop;
let buyer: Person;

beforeAll(async () => {
  shop = await openShop();
  buyer = await signUp("Path Walker");
});

describe("a path-like value stands where an id or a name belongs (A3)", () => {
  it.each(HOSTILE_PATHS)("in an address: %s", async (path) => {
    const forSale = await sell(shop);
    expect((await buyer.fetch(`/api/v1/products/${forSale.productId}`)).status).toBe(200);
    for (const prefix of [
      "/api/v1/downloads/",
      "/api/v1/files/",
      "/api/v1/uploads/",
      "/api/v1/products/",
      "/api/v1/creators/",
      "/api/v1/library/",
      "/api/v1/purchases/",
      "/images/",
      "/docs/static/",
      "/sandbox/checkout/",
    ]) {
      // Sent as it stands: a client library would tidy the path up first.
      const answer = await rawRequest(prefix + path, { cookie: shop.owner.cookie });
      // 308: the pages tidy an address up before they look at it.
      expect([308, 400, 403, 404, 414], `${prefix}${path}`).toContain(answer.status);
      expect(answer.body).not.toMatch(/root:.*:0:0|postgresPassword|\[fonts\]/);
      expect(answer.body).not.toContain(MARKER);
      expect(answer.body).not.toMatch(/node_modules|\/src\/|at .*\.ts:/);
      if (prefix.startsWith("/api/v1/"))
        expect(answer.headers["content-type"]).toContain("application/problem+json");
    }
  });

  it.each(HOSTILE_PATHS.map(decode))("as an uploaded file's name: %s", async (name) => {
    const bytes = Buffer.from(`${MARKER} ${name}`);
    const fileId = await uploadFile(shop, bytes, { name });
    const file = await shop.owner.json<{ name: string; status: string }>("GET", `/api/v1/files/${fileId}`);
    expect(file.status).toBe("ready");
    expect(file.name).not.toMatch(/[/\\\0]|^\.\.?$/);
    if (!isOurs) return;
    const [object] = await sql<{ storage_key: string }>(
      "select storage_key from file_objects where file_id = $1",
      [fileId],
    );
    expect(object!.storage_key).toMatch(/^[0-9a-f]{32}$/);
  });

  it("as creatorId, file id, category or creator filter", async () => {
    for (const path of HOSTILE_PATHS) {
      const upload = await shop.owner.fetch("/api/v1/uploads", {
        method: "POST",
        headers: {
          "tus-resumable": "1.0.0",
          "upload-length": "1",
          "upload-metadata": metadata({ filename: "x", creatorId: path }),
        },
      });
      expect(upload.status).toBe(400);
      const product = await shop.owner.fetch("/api/v1/products", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({
          creatorId: shop.creatorId,
          title: "x",
          price: { amount: 500, currency: "usd" },
          fileIds: [path],
          categoryId: path,
        }),
      });
      expect(product.status).toBe(400);
      for (const key of ["category", "creator", "cursor"]) {
        const listed = await buyer.fetch(`/api/v1/products?${key}=${encodeURIComponent(path)}`);
        expect(listed.status).toBe(400);
      }
    }
  });

  it("and the storage cannot be guessed at any address (A60)", async () => {
    const forSale = await sell(shop);
    const keys = isOurs
      ? (
          await sql<{ storage_key: string }>("select storage_key from file_objects where file_id = $1", [
            forSale.fileId,
          ])
        ).map((row) => row.storage_key)
      : [];
    for (const key of [...keys, forSale.fileId]) {
      for (const base of [
        "/images",
        "/storage",
        "/storage/private",
        "/data/storage",
        "/files",
        "/private",
        "/uploads",
        "/static",
        "/public",
        "/_next",
      ]) {
        for (const path of [
          `${base}/${key}`,
          `${base}/${key.slice(0, 2)}/${key}`,
          `${base}/../storage/private/${key}`,
        ]) {
          const answer = await rawRequest(path, { cookie: shop.owner.cookie });
          expect([400, 403, 404, 308], path).toContain(answer.status);
          expect(answer.body).not.toContain(MARKER);
        }
      }
    }
  });
});

describe("a file is given a hostile name (A12, A48)", () => {
  const names: [string, string][] = [
    ["line breaks and a header", 'a"\r\nSet-Cookie: stolen=1\r\n\r\n<script>alert(1)</script>.pdf'],
    ["quotes and semicolons", 'a"; filename="evil.exe"; x="'],
    ["a bidirectional override", "invoice\u202efdp.exe"],
    ["emoji", "👩‍👩‍👧 holiday 🏖️.zip"],
    ["four kilobytes", `${"long ".repeat(820)}end.pdf`],
    ["a reserved word", "CON.txt"],
    ["another reserved word", "nul"],
    ["only dots", "...."],
    ["percent escapes", "%2e%2e%2fpasswd%00.txt"],
    ["a formula", "=cmd|' /C calc'!A0.csv"],
    ["encoded-word syntax", "=?utf-8?q?=2e=2e=2fevil?="],
    ["a lone surrogate", "a\ud800b.txt"],
  ];

  it.each(names)("with %s: headers stay whole and the saved name is sane", async (_, name) => {
    const fileId = await uploadFile(shop, Buffer.from(`${MARKER} named`), { name });
    const { url } = await shop.owner.json<{ url: string }>(
      "POST",
      `/api/v1/files/${fileId}/downloads`,
      {},
      201,
    );
    const answer = await rawRequest(new URL(url).pathname, { cookie: shop.owner.cookie });
    expect(answer.status).toBe(200);
    expect(answer.headers["set-cookie"]).toBeUndefined();
    expect(answer.headers["x-content-type-options"]).toBe("nosniff");
    const disposition = answer.headers["content-disposition"]!;
    expect(disposition).toMatch(
      /^attachment; filename="[\x20-\x21\x23-\x5b\x5d-\x7e]*"; filename\*=UTF-8''[\w%.!#$&+^`|~-]+$/,
    );
    const saved = decodeURIComponent(disposition.split("UTF-8''")[1]!);
    expect(saved).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069/\\]/u);
    expect(Buffer.byteLength(saved)).toBeLessThanOrEqual(255);
    expect(saved).not.toMatch(/^(con|nul)(\.|$)|^\.+$/i);
    expect(answer.body).toBe(`${MARKER} named`);
  });

  it("or a hostile type: it cannot break the headers", async () => {
    for (const type of [
      "text/html\r\nx-evil: 1",
      "text/html; charset=utf-7",
      "not a type",
      "a/b; c=\u0000",
      "x".repeat(5000),
    ]) {
      const fileId = await uploadFile(shop, Buffer.from(`${MARKER} typed`), { name: "a.txt", type });
      const { url } = await shop.owner.json<{ url: string }>(
        "POST",
        `/api/v1/files/${fileId}/downloads`,
        {},
        201,
      );
      const answer = await rawRequest(new URL(url).pathname, { cookie: shop.owner.cookie });
      expect(answer.status).toBe(200);
      expect(answer.headers["x-evil"]).toBeUndefined();
      expect(answer.headers["content-disposition"]).toMatch(/^attachment/);
      expect(answer.headers["content-security-policy"]).toContain("sandbox");
    }
  });
});

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
