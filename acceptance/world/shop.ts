import { createHash, randomBytes } from "node:crypto";
import { type Person, signUp } from "./people.ts";

export type Shop = { owner: Person; creatorId: string; handle: string };
export type ForSale = {
  productId: string;
  slug: string;
  fileId: string;
  bytes: Buffer;
  sha256: string;
  shop: Shop;
};
export type Ticket = { id: string; url: string; expiresAt: string };

/** In every file that is sold here, so that a leak of any part shows. */
export const MARKER = "these bytes were paid for";

/** Somebody who signed up and became a creator. */
export async function openShop(url?: string): Promise<Shop> {
  const owner = await signUp("Shop Owner", url);
  const handle = `shop_${randomBytes(6).toString("hex")}`;
  const { id } = await owner.json<{ id: string }>("POST", "/api/v1/creators", {
    handle,
    displayName: "A shop",
  });
  return { owner, creatorId: id, handle };
}

/** Uploads a file as tus' creation-with-upload: one request, all bytes. */
export async function uploadFile(
  shop: Shop,
  bytes: Buffer,
  { name = "guide.pdf", type = "application/pdf" }: { name?: string; type?: string } = {},
): Promise<string> {
  const answer = await shop.owner.fetch("/api/v1/uploads", {
    method: "POST",
    headers: {
      "tus-resumable": "1.0.0",
      "upload-length": String(bytes.length),
      "upload-metadata": metadata({ filename: name, filetype: type, creatorId: shop.creatorId }),
      "content-type": "application/offset+octet-stream",
    },
    body: new Uint8Array(bytes),
  });
  if (answer.status !== 201) throw new Error(`upload: ${answer.status} ${await answer.text()}`);
  return answer.headers.get("location")!.split("/").at(-1)!;
}

/** The value of Upload-Metadata (tus 1.0.0, creation). */
export function metadata(values: Record<string, string>): string {
  return Object.entries(values)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString("base64")}`)
    .join(",");
}

export type ProductOptions = {
  amount?: number;
  bytes?: Buffer;
  publish?: boolean;
  title?: string;
  description?: string;
  fileName?: string;
  fileType?: string;
};

/** A published product with one file of the shop. */
export async function sell(shop: Shop, options: ProductOptions = {}): Promise<ForSale> {
  const bytes = options.bytes ?? paidBytes(2000);
  const fileId = await uploadFile(shop, bytes, { name: options.fileName, type: options.fileType });
  const product = await shop.owner.json<{ id: string; slug: string }>("POST", "/api/v1/products", {
    creatorId: shop.creatorId,
    title: options.title ?? `Product ${randomBytes(4).toString("hex")}`,
    description: options.description ?? "What it is.",
    price: { amount: options.amount ?? 1900, currency: "usd" },
    fileIds: [fileId],
  });
  if (options.publish !== false) await shop.owner.json("POST", `/api/v1/products/${product.id}/publish`, {});
  return { productId: product.id, slug: product.slug, fileId, bytes, sha256: sha256(bytes), shop };
}

/** Bytes of this size that begin and end with the marker. */
export function paidBytes(size: number): Buffer {
  const mark = Buffer.from(`${MARKER}\n`);
  const middle = randomBytes(Math.max(0, size - 2 * mark.length));
  return Buffer.concat([mark, middle, mark]);
}

/** The same, as the beginning of a film that browsers know by its first bytes. */
export function film(size: number): Buffer {
  return Buffer.concat([
    Buffer.from("\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41", "latin1"),
    paidBytes(size),
  ]);
}

export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Orders, pays on the hosted page and waits until it is theirs. */
export async function buy(buyer: Person, product: ForSale, card?: string): Promise<string> {
  const order = await buyer.json<{ purchaseId: string; checkoutUrl: string }>("POST", "/api/v1/checkout", {
    productId: product.productId,
  });
  const paid = await pay(order.checkoutUrl, card);
  if (paid.status !== 303) throw new Error(`the payment page answered ${paid.status}`);
  const { status } = await buyer.json<{ status: string }>(
    "GET",
    `/api/v1/purchases/${order.purchaseId}?confirm=1`,
  );
  if (status !== "completed") throw new Error(`the purchase is ${status}`);
  return order.purchaseId;
}

/** Fills in the hosted payment page. */
export function pay(
  checkoutUrl: string,
  number = "4242424242424242",
  more: Record<string, string> = {},
): Promise<Response> {
  return fetch(checkoutUrl, {
    method: "POST",
    redirect: "manual",
    headers: { origin: new URL(checkoutUrl).origin },
    body: new URLSearchParams({ number, exp: "12/34", cvc: "123", ...more }),
  });
}

/** A fresh link to a file. */
export function ticket(viewer: Person, fileId: string): Promise<Ticket> {
  return viewer.json<Ticket>("POST", `/api/v1/files/${fileId}/downloads`, {}, 201);
}

/** A fresh link that shows the file in a page. */
export function view(viewer: Person, fileId: string): Promise<Ticket> {
  return viewer.json<Ticket>("POST", `/api/v1/files/${fileId}/views`, {}, 201);
}

/** The bytes behind a link, for whom it was made; throws unless they come. */
export async function download(viewer: Person, url: string, headers: Record<string, string> = {}) {
  const answer = await viewer.fetch(url, { headers });
  const bytes = Buffer.from(await answer.arrayBuffer());
  if (!answer.ok) throw new Error(`download answered ${answer.status}: ${bytes.toString().slice(0, 200)}`);
  return bytes;
}
