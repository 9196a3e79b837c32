import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ingestFile } from "../features/files/index.ts";
import type { Actor } from "./actors.ts";
import type { TestServer } from "./harness.ts";

export type Shop = {
  owner: Actor;
  creatorId: string;
  handle: string;
};
export type ForSale = { productId: string; slug: string; fileId: string; bytes: Buffer; sha256: string };

let counter = 0;

/** A creator with its owner, signed up over HTTP. */
export async function makeShop(server: TestServer, name = `owner ${++counter}`): Promise<Shop> {
  const owner = await server.signUp(name);
  const handle = `shop_${name.toLowerCase().replace(/[^a-z0-9]/g, "")}`;
  const { id } = await owner.json<{ id: string }>("POST", "/api/v1/creators", { handle, displayName: name });
  return { owner, creatorId: id, handle };
}

/** A ready file of the shop with these bytes. */
export async function makeFile(
  server: TestServer,
  shop: Shop,
  bytes: Buffer,
  name = "guide.pdf",
): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "vaulture-make-"));
  const path = join(directory, "bytes");
  await writeFile(path, bytes);
  const { id } = await ingestFile(server.deps, {
    creatorId: shop.creatorId,
    uploaderId: shop.owner.userId,
    name,
    contentType: "application/pdf",
    path,
  });
  await rm(directory, { recursive: true, force: true });
  return id;
}

/** A published product with one file. */
export async function makeProduct(
  server: TestServer,
  shop: Shop,
  options: { bytes?: Buffer; amount?: number; fileName?: string; title?: string; publish?: boolean } = {},
): Promise<ForSale> {
  const bytes = options.bytes ?? Buffer.from(`the bytes that ${shop.handle} sells, number ${++counter}`);
  const fileId = await makeFile(server, shop, bytes, options.fileName);
  const product = await shop.owner.json<{ id: string; slug: string }>("POST", "/api/v1/products", {
    creatorId: shop.creatorId,
    title: options.title ?? `Product ${++counter}`,
    description: "What it is.",
    price: { amount: options.amount ?? 1900, currency: "usd" },
    fileIds: [fileId],
  });
  if (options.publish !== false) await shop.owner.json("POST", `/api/v1/products/${product.id}/publish`, {});
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { productId: product.id, slug: product.slug, fileId, bytes, sha256 };
}

/** Buys on the payment page, as a buyer's browser would, and waits until it is theirs. */
export async function buy(buyer: Actor, productId: string, card = "4242424242424242"): Promise<string> {
  const order = await buyer.json<{ purchaseId: string; checkoutUrl: string }>("POST", "/api/v1/checkout", {
    productId,
  });
  await pay(order.checkoutUrl, card);
  await buyer.json("GET", `/api/v1/purchases/${order.purchaseId}?confirm=1`);
  return order.purchaseId;
}

/** Fills in the hosted payment page. */
export async function pay(
  checkoutUrl: string,
  number = "4242424242424242",
  more: Record<string, string> = {},
): Promise<Response> {
  return fetch(checkoutUrl, {
    method: "POST",
    redirect: "manual",
    headers: { "content-type": "application/x-www-form-urlencoded", origin: new URL(checkoutUrl).origin },
    body: new URLSearchParams({ number, exp: "12/34", cvc: "123", ...more }),
  });
}

/** A fresh link to a file. */
export async function ticket(
  actor: Actor,
  fileId: string,
): Promise<{ id: string; url: string; expiresAt: string }> {
  return actor.json("POST", `/api/v1/files/${fileId}/downloads`, {});
}
