import { beforeAll, describe, expect, it } from "vitest";
import { type Person, signUp, visitor } from "../world/people.ts";
import { codeIn } from "../world/refusals.ts";
import { buy, type ForSale, MARKER, metadata, openShop, sell } from "../world/shop.ts";

const NOWHERE = "01900000-0000-7000-8000-000000000000";

describe("somebody asks for every id that belongs to somebody else (A4, A52)", () => {
  let draft: ForSale;
  let product: ForSale;
  let ann: Person;
  let purchaseId: string;
  let uploadId: string;

  beforeAll(async () => {
    const shop = await openShop();
    product = await sell(shop);
    draft = await sell(shop, { publish: false });
    ann = await signUp("Ann Buyer");
    purchaseId = await buy(ann, product);
    const upload = await shop.owner.fetch("/api/v1/uploads", {
      method: "POST",
      headers: {
        "tus-resumable": "1.0.0",
        "upload-length": "100",
        "upload-metadata": metadata({ filename: "x", creatorId: shop.creatorId }),
      },
    });
    uploadId = upload.headers.get("location")!.split("/").at(-1)!;
  });

  const json = (method: string, body: object = {}): RequestInit => ({
    method,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const tus = { "tus-resumable": "1.0.0" };

  /** Each as [what, whose it is, address of an id, request]. */
  const asked = (): [string, Person, (id: string) => string, string, RequestInit][] => {
    const { owner } = product.shop;
    return [
      ["a file", owner, (id) => `/api/v1/files/${id}`, product.fileId, {}],
      ["a file's name", owner, (id) => `/api/v1/files/${id}`, draft.fileId, json("PATCH", { name: "a.pdf" })],
      [
        "a file that is not on sale",
        owner,
        (id) => `/api/v1/files/${id}/downloads`,
        draft.fileId,
        json("POST"),
      ],
      ["a draft", owner, (id) => `/api/v1/products/${id}`, draft.productId, {}],
      ["a draft by its slug", owner, (id) => `/api/v1/products/${id}`, draft.slug, {}],
      ["a draft in the library", owner, (id) => `/api/v1/library/${id}`, draft.productId, {}],
      [
        "a product to change",
        owner,
        (id) => `/api/v1/products/${id}`,
        product.productId,
        json("PATCH", { tags: [] }),
      ],
      [
        "a product to publish",
        owner,
        (id) => `/api/v1/products/${id}/publish`,
        product.productId,
        json("POST"),
      ],
      [
        "covers to order",
        owner,
        (id) => `/api/v1/products/${id}/covers`,
        product.productId,
        json("PUT", { coverIds: [] }),
      ],
      ["a purchase", ann, (id) => `/api/v1/purchases/${id}`, purchaseId, {}],
      ["a purchase to confirm", ann, (id) => `/api/v1/purchases/${id}?confirm=1`, purchaseId, {}],
      ["a creator's sales", owner, (id) => `/api/v1/creators/${id}/sales`, product.shop.creatorId, {}],
      ["a creator's files", owner, (id) => `/api/v1/creators/${id}/files`, product.shop.creatorId, {}],
      ["a creator's studio", owner, (id) => `/api/v1/creators/${id}/products`, product.shop.creatorId, {}],
      [
        "a creator's profile to change",
        owner,
        (id) => `/api/v1/creators/${id}`,
        product.shop.creatorId,
        json("PATCH", { bio: "" }),
      ],
      [
        "an upload to look at",
        owner,
        (id) => `/api/v1/uploads/${id}`,
        uploadId,
        { method: "HEAD", headers: tus },
      ],
      [
        "an upload to continue",
        owner,
        (id) => `/api/v1/uploads/${id}`,
        uploadId,
        {
          method: "PATCH",
          headers: { ...tus, "upload-offset": "0", "content-type": "application/offset+octet-stream" },
          body: "x",
        },
      ],
    ];
  };

  it("and gets the very 404 of what does not exist", async () => {
    const buyer = await signUp("Bob Guesser");
    const otherCreator = (await openShop()).owner;
    for (const [what, whose, address, id, init] of asked()) {
      const allowed = await whose.fetch(address(id), init);
      await allowed.arrayBuffer();
      expect(allowed.status, `${what}, by whose it is`).toBeLessThan(300);
      for (const somebody of [buyer, otherCreator]) {
        const theirs = await shapeOf(await somebody.fetch(address(id), init));
        const nobodys = await shapeOf(await somebody.fetch(address(NOWHERE), init));
        expect(theirs, what).toEqual(nobodys);
        expect(theirs.status, what).toBe(404);
      }
      const anonymous = await visitor().fetch(address(id), init);
      expect([401, 404], what).toContain(anonymous.status);
      expect(await anonymous.text()).not.toContain(MARKER);
    }
    // Last, since it ends the pre-state: deleting.
    for (const somebody of [buyer, otherCreator]) {
      for (const [address, headers] of [
        [`/api/v1/files/${draft.fileId}`, {}],
        [`/api/v1/uploads/${uploadId}`, tus],
        [`/api/v1/products/${draft.productId}`, {}],
        [`/api/v1/products/${draft.productId}/covers/${NOWHERE}`, {}],
      ] as const) {
        const answer = await somebody.fetch(address, { method: "DELETE", headers });
        expect(answer.status, address).toBe(404);
      }
    }
    expect(await draft.shop.owner.json("GET", `/api/v1/files/${draft.fileId}`)).toMatchObject({
      status: "ready",
    });
  });

  it("including through lists, searches and a cursor made up to point there", async () => {
    const bob = await signUp("Bob Lists");
    const { title } = await draft.shop.owner.json<{ title: string }>(
      "GET",
      `/api/v1/products/${draft.productId}`,
    );
    const found = await draft.shop.owner.json<{ items: { id: string }[] }>(
      "GET",
      `/api/v1/creators/${draft.shop.handle}/products?status=draft`,
    );
    expect(found.items.map(({ id }) => id)).toContain(draft.productId);
    for (const somebody of [bob, visitor(), draft.shop.owner]) {
      for (const query of [
        `query=${title}`,
        `creator=${draft.shop.handle}`,
        `status=draft&creator=${draft.shop.handle}`,
        `query=${draft.productId}`,
      ]) {
        const text = await (await somebody.fetch(`/api/v1/products?${query}`)).text();
        expect(text).not.toContain(draft.productId);
      }
    }
    const cursor = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString("base64url");
    for (const forged of [
      cursor([new Date(Date.now() + 1e9).toISOString(), "ffffffff-ffff-7fff-bfff-ffffffffffff"]),
      cursor(["9999-12-31T23:59:59.999Z", NOWHERE]),
      cursor(["' or 1=1 --", NOWHERE]),
      cursor([null, null]),
      cursor([1e308, -1]),
      cursor({ toString: "x" }),
      cursor([[[[]]]]),
      "AAAA",
      "x".repeat(5000),
      "",
    ]) {
      for (const path of ["/api/v1/products", "/api/v1/library"]) {
        const answer = await bob.fetch(`${path}?cursor=${forged}`);
        const text = await answer.text();
        expect([200, 400], `${path} ${forged}`).toContain(answer.status);
        expect(text).not.toContain(draft.productId);
        expect(text).not.toContain(purchaseId);
      }
      const sales = await bob.fetch(`/api/v1/creators/${draft.shop.handle}/sales?cursor=${forged}`);
      expect([400, 404]).toContain(sales.status);
    }
  });

  it("and a product page tells a stranger no hash, no key and no buyer", async () => {
    const text = await (await visitor().fetch(`/api/v1/products/${product.productId}`)).text();
    expect(text).toContain(product.fileId);
    expect(text).not.toContain(product.sha256);
    expect(text).not.toContain("storage");
    expect(text).not.toContain(ann.email);
    expect(text).not.toContain("salesCount");
    const bob = await signUp("Bob Content");
    const content = await bob.json<{ access: object; files: { sha256: string | null }[] }>(
      "GET",
      `/api/v1/library/${product.productId}`,
    );
    expect(content.access).toMatchObject({ allowed: false, reason: "purchase_required" });
    expect(content.files.map(({ sha256 }) => sha256)).toEqual([null]);
  });
});

async function shapeOf(answer: Response) {
  const text = await answer.text();
  const headers = [...answer.headers.keys()].filter((name) => name !== "date").sort();
  if (text === "") return { status: answer.status, headers };
  const { requestId, ...problem } = JSON.parse(text) as Record<string, unknown>;
  expect(requestId).toBeTypeOf("string");
  return { status: answer.status, code: codeIn(text), problem, headers };
}
