import { randomBytes } from "node:crypto";
import sharp from "sharp";
import type { z } from "zod";
import type { Deps } from "../../deps.ts";
import type { problem } from "../../http/schemas.ts";
import { newId } from "../../lib/ids.ts";
import type { creator, Role } from "../creators/index.ts";
import type { Category, Product, StudioProduct } from "./schemas.ts";

export type Sender = { fetch: (path: string, init?: RequestInit) => Promise<Response> };
/** The fields of every answer that tests here look at; which of them are there depends on the route. */
export type Body = Product &
  Omit<z.output<typeof creator>, "id"> &
  Omit<z.output<typeof problem>, "status"> & {
    items: (StudioProduct & Category)[];
    nextCursor: string | null;
    total: number;
    parentId: string | null;
    errors: { field: string; message: string }[];
  };
export type Answer = { status: number; body: Body; text: string };

/** Sends JSON to the API as this person. */
export async function send(who: Sender, method: string, path: string, body?: unknown): Promise<Answer> {
  const json = body !== undefined && {
    headers: { "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  };
  return read(await who.fetch(`/api/v1${path}`, { method, ...json }));
}

/** Sends raw bytes to the API as this person. */
export async function sendBytes(
  who: Sender,
  method: string,
  path: string,
  bytes: Uint8Array,
  type = "image/png",
): Promise<Answer> {
  const body = bytes as Uint8Array<ArrayBuffer>;
  return read(await who.fetch(`/api/v1${path}`, { method, headers: { "content-type": type }, body }));
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, text, body: JSON.parse(text || "null") as Body };
}

export async function picture(width = 400, height = 300): Promise<Uint8Array> {
  return sharp({ create: { width, height, channels: 3, background: "#663399" } })
    .png()
    .toBuffer();
}

export async function addMember(deps: Deps, creatorId: string, userId: string, role: Role): Promise<void> {
  const created_at = deps.clock.now();
  await deps.db
    .insertInto("creator_members")
    .values({ creator_id: creatorId, user_id: userId, role, created_at })
    .execute();
}

/** A file row as an upload leaves it; without bytes, which nothing here reads. */
export async function addFile(
  deps: Deps,
  creatorId: string,
  status: "uploading" | "ready" | "failed" = "ready",
  name?: string,
): Promise<string> {
  const id = newId();
  const now = deps.clock.now();
  await deps.db
    .insertInto("files")
    .values({
      id,
      creator_id: creatorId,
      name: name ?? `file-${id.slice(-4)}.pdf`,
      size_bytes: 12_345,
      content_type: name ? "application/octet-stream" : "application/pdf",
      status,
      created_at: now,
      ...(status === "ready" && { sha256: randomBytes(32).toString("hex"), ready_at: now }),
    })
    .execute();
  return id;
}

/** A purchase row of that product, as checkout leaves it. */
export async function addPurchase(
  deps: Deps,
  buyerId: string,
  productId: string,
  more: {
    status?: "completed" | "pending" | "refunded" | "partially_refunded";
    refunded?: number;
    ended?: boolean;
  } = {},
): Promise<string> {
  const product = await deps.db
    .selectFrom("products")
    .selectAll()
    .where("id", "=", productId)
    .executeTakeFirstOrThrow();
  const id = newId();
  const now = deps.clock.now();
  await deps.db
    .insertInto("purchases")
    .values({
      id,
      buyer_id: buyerId,
      product_id: productId,
      creator_id: product.creator_id,
      status: more.status ?? "completed",
      price_amount: product.price_amount,
      price_currency: product.price_currency,
      fee_amount: 0,
      refunded_amount: more.refunded ?? 0,
      provider: "stripe",
      access_ended_at: more.ended ? now : null,
      created_at: now,
      completed_at: more.status === "pending" ? null : now,
      updated_at: now,
    })
    .execute();
  return id;
}

/** The types of the events about a subject, oldest first. */
export async function eventTypes(deps: Deps, subjectId: string): Promise<string[]> {
  const rows = await deps.db
    .selectFrom("events")
    .select("type")
    .where("subject_id", "=", subjectId)
    .orderBy("id")
    .execute();
  return rows.map((row) => row.type);
}
