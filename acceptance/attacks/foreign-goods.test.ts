import { beforeAll, describe, expect, it } from "vitest";
import { type Person, signUp, visitor } from "../world/people.ts";
import { expectRefusal } from "../world/refusals.ts";
import {
  buy,
  download,
  type ForSale,
  metadata,
  openShop,
  type Shop,
  sell,
  sha256,
  ticket,
  uploadFile,
} from "../world/shop.ts";

const json = (method: string, body: unknown): RequestInit => ({
  method,
  headers: { "content-type": "application/json" },
  body: typeof body === "string" ? body : JSON.stringify(body),
});

let shop: Shop;
let product: ForSale;
let rival: Shop;

beforeAll(async () => {
  [shop, rival] = await Promise.all([openShop(), openShop()]);
  product = await sell(shop);
});

describe("a creator takes another creator's file into a product of their own (A39)", () => {
  const offer = (fileIds: string[]) => ({
    creatorId: rival.creatorId,
    title: "Not mine",
    price: { amount: 0, currency: "usd" },
    fileIds,
  });

  it("at creation or later: refused, and it makes nobody its owner", async () => {
    const own = await uploadFile(rival, Buffer.from("rival's own"));
    const made = await rival.owner.json<{ id: string }>("POST", "/api/v1/products", offer([own]), 201);
    await expectRefusal(
      await rival.owner.fetch("/api/v1/products", json("POST", offer([product.fileId]))),
      400,
      "invalid_input",
    );
    await expectRefusal(
      await rival.owner.fetch("/api/v1/products", json("POST", offer([own, product.fileId]))),
      400,
      "invalid_input",
    );
    const patch = await rival.owner.fetch(
      `/api/v1/products/${made.id}`,
      json("PATCH", { fileIds: [own, product.fileId] }),
    );
    await expectRefusal(patch, 400, "invalid_input");
    const asked = await rival.owner.fetch(`/api/v1/files/${product.fileId}/downloads`, json("POST", {}));
    await expectRefusal(asked, 403, "purchase_required");
  });

  it("having bought it: still refused", async () => {
    await buy(rival.owner, product);
    await expectRefusal(
      await rival.owner.fetch("/api/v1/products", json("POST", offer([product.fileId]))),
      400,
      "invalid_input",
    );
  });

  it("by making the product in the other creator's name, or uploading into their storage", async () => {
    const stranger = await signUp("No Member");
    const mine = { creatorId: shop.creatorId, title: "Planted", price: { amount: 0, currency: "usd" } };
    expect((await shop.owner.fetch("/api/v1/products", json("POST", mine))).status).toBe(201);
    for (const somebody of [stranger, rival.owner]) {
      await expectRefusal(await somebody.fetch("/api/v1/products", json("POST", mine)), 404, "not_found");
      const upload = await somebody.fetch("/api/v1/uploads", {
        method: "POST",
        headers: {
          "tus-resumable": "1.0.0",
          "upload-length": "5",
          "upload-metadata": metadata({ filename: "x", creatorId: shop.creatorId }),
        },
      });
      await expectRefusal(upload, 404, "not_found");
    }
  });
});

describe("a file that is being sold", () => {
  it("cannot be deleted while a product has it, nor once buyers have it", async () => {
    const item = await sell(shop);
    const buyer = await signUp("File Keeper");
    await buy(buyer, item);
    await download(buyer, (await ticket(buyer, item.fileId)).url);
    await expectRefusal(
      await shop.owner.fetch(`/api/v1/files/${item.fileId}`, { method: "DELETE" }),
      409,
      "file_in_use",
    );
    const other = await uploadFile(shop, Buffer.from("another"));
    await shop.owner.json("PATCH", `/api/v1/products/${item.productId}`, { fileIds: [item.fileId, other] });
    await expectRefusal(
      await shop.owner.fetch(`/api/v1/files/${other}`, { method: "DELETE" }),
      409,
      "file_in_use",
    );
    await shop.owner.json("PATCH", `/api/v1/products/${item.productId}`, { fileIds: [item.fileId] });
    expect((await shop.owner.fetch(`/api/v1/files/${other}`, { method: "DELETE" })).status).toBe(204);
    const finished = await shop.owner.fetch(`/api/v1/uploads/${item.fileId}`, {
      method: "DELETE",
      headers: { "tus-resumable": "1.0.0" },
    });
    expect(finished.status).toBe(409);
    expect(sha256(await download(buyer, (await ticket(buyer, item.fileId)).url))).toBe(item.sha256);
  });

  it("cannot be overwritten through its finished upload", async () => {
    const item = await sell(shop);
    for (const offset of [0, item.bytes.length]) {
      const answer = await shop.owner.fetch(`/api/v1/uploads/${item.fileId}`, {
        method: "PATCH",
        headers: {
          "tus-resumable": "1.0.0",
          "upload-offset": String(offset),
          "content-type": "application/offset+octet-stream",
        },
        body: "overwritten by its own seller",
      });
      expect(answer.status).toBeGreaterThanOrEqual(400);
    }
    expect(sha256(await download(shop.owner, (await ticket(shop.owner, item.fileId)).url))).toBe(item.sha256);
  });
});

describe("fields that are not the client's to set (A38)", () => {
  const forbidden: Record<string, unknown> = {
    status: "published",
    salesCount: 1_000_000,
    sales_count: 5,
    slug: "admin",
    id: "01900000-0000-7000-8000-000000000000",
    creatorId: "01900000-0000-7000-8000-000000000000",
    creator_id: "01900000-0000-7000-8000-000000000000",
    publishedAt: "2001-01-01T00:00:00Z",
    viewer: { owned: true, canEdit: true },
    price_amount: 0,
    $set: { status: "published" },
  };

  it.each(Object.entries(forbidden))("%s of a product: refused, and as before", async (field, value) => {
    const draft = await sell(shop, { publish: false });
    const address = `/api/v1/products/${draft.productId}`;
    const before = await shop.owner.json<Record<string, unknown>>("GET", address);
    expect((await shop.owner.fetch(address, json("PATCH", { tags: [] }))).status).toBe(200);
    await expectRefusal(
      await shop.owner.fetch(address, json("PATCH", { [field]: value })),
      400,
      "invalid_input",
    );
    const after = await shop.owner.json<Record<string, unknown>>("GET", address);
    expect({ ...after, updatedAt: null }).toEqual({ ...before, updatedAt: null });
  });

  it.each([
    "role",
    "isOperator",
    "operator_since",
    "emailVerified",
    "email_verified",
    "id",
    "suspended_at",
    "createdAt",
  ])("%s of an account: not at sign-up, not later", async (field) => {
    const email = `mass.${crypto.randomUUID()}@example.org`;
    const value =
      field === "id"
        ? "01900000-0000-7000-8000-000000000000"
        : field.includes("_") || field === "createdAt"
          ? "2001-01-01T00:00:00Z"
          : field === "role"
            ? "operator"
            : true;
    const somebody = visitor();
    const signedUp = await somebody.fetch(
      "/api/auth/sign-up/email",
      json("POST", { name: "Mass", email, password: "correct horse battery", [field]: value }),
    );
    await signedUp.arrayBuffer();
    const person = await signUp("Mass Update");
    await (
      await person.fetch("/api/auth/update-user", json("POST", { [field]: value, name: "Renamed" }))
    ).arrayBuffer();
    const { user } = await person.json<{ user: Record<string, unknown> }>("GET", "/api/v1/me");
    expect(user).toMatchObject({ id: person.userId, isOperator: false, emailVerified: false });
    expect(new Date(user.createdAt as string).getFullYear()).toBeGreaterThan(2020);
    await expectRefusal(await person.fetch("/api/v1/operations/purchases"), 403, "forbidden");
    if (signedUp.status === 200) {
      const again = visitor();
      const answer = await again.fetch(
        "/api/auth/sign-in/email",
        json("POST", { email, password: "correct horse battery" }),
      );
      again.cookie = answer.headers
        .getSetCookie()
        .map((line) => line.split(";")[0])
        .join("; ");
      const me = await again.json<{ user: Record<string, unknown> }>("GET", "/api/v1/me");
      expect(me.user).toMatchObject({ isOperator: false, emailVerified: false });
      expect(me.user.id).not.toBe("01900000-0000-7000-8000-000000000000");
    }
  });

  it("of a creator and of a refund: quota, owner, suspension, fee", async () => {
    for (const field of [
      "storageQuotaBytes",
      "storage_quota_bytes",
      "suspendedAt",
      "id",
      "handle",
      "ownerId",
      "avatar_key",
      "productCount",
    ]) {
      await expectRefusal(
        await shop.owner.fetch(`/api/v1/creators/${shop.handle}`, json("PATCH", { [field]: 1 })),
        400,
        "invalid_input",
      );
    }
    const buyer = await signUp("Refunded Fields");
    const purchaseId = await buy(buyer, product);
    for (const fields of [
      { fee: 0 },
      { currency: "jpy" },
      { status: "refunded" },
      { amount: -1 },
      { amount: 0 },
      { amount: 0.5 },
      { amount: "100" },
      { purchaseId },
    ]) {
      await expectRefusal(
        await shop.owner.fetch(`/api/v1/purchases/${purchaseId}/refund`, json("POST", fields)),
        400,
        "invalid_input",
      );
    }
    expect(await buyer.json("GET", `/api/v1/purchases/${purchaseId}`)).toMatchObject({
      status: "completed",
      refunded: { amount: 0 },
    });
  });
});

describe("roles (A40)", () => {
  it("a buyer, a creator and a visitor do not operate the installation", async () => {
    const people: [Person, number, string][] = [
      [await signUp("Just A Buyer"), 403, "forbidden"],
      [shop.owner, 403, "forbidden"],
      [visitor(), 401, "sign_in_required"],
    ];
    for (const [somebody, status, code] of people) {
      for (const path of [
        `/api/v1/operations/users/${shop.owner.userId}/suspend`,
        `/api/v1/operations/users/${shop.owner.userId}/restore`,
        `/api/v1/operations/creators/${shop.creatorId}/suspend`,
        "/api/v1/operations/categories",
      ]) {
        await expectRefusal(
          await somebody.fetch(path, json("POST", { reason: "x", name: "x" })),
          status,
          code,
        );
      }
      await expectRefusal(await somebody.fetch("/api/v1/operations/purchases"), status, code);
    }
    expect((await shop.owner.fetch("/api/v1/me")).status).toBe(200);
  });
});
