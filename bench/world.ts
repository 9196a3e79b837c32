import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type pg from "pg";
import type { Config } from "../server/src/config.ts";
import { privatePath } from "../server/src/ports/storage/storage-paths.ts";

/** What a filled database holds. Creators have one owner and 100 products each, products one file each. */
export type World = {
  buyers: number;
  products: number;
  /** Spread evenly over buyers and products. */
  purchases: number;
  status: "completed" | "pending";
  /** One lease each for the first so many purchases: started, so that a request on it is a resume or a repeat. */
  leases: number;
  fileBytes: number;
  /** argon2id hash with which every buyer can sign in. */
  passwordHash?: string;
};

const KINDS = ["owner", "buyer", "session", "creator", "product", "file", "purchase", "download", "account"];

/** The id of the `number`th row of its kind, from 0: known without asking, and growing as real ids do. */
export function idOf(kind: (typeof KINDS)[number], number: number): string {
  return `01900000-0000-7000-8${hex(KINDS.indexOf(kind), 3)}-${hex(number, 12)}`;
}

export function sessionTokenOf(number: number): string {
  return `session${hex(number, 25)}`;
}

export function storageKeyOf(file: number): string {
  return `bench${hex(file, 27)}`;
}

/** Session of the owner of the first creator, beside those of the buyers, which have the buyers' numbers. */
export const OWNER_SESSION = 0xffff_ffff;

export function buyerOf(world: World, purchase: number): number {
  return purchase % world.buyers;
}

/** The same buyer meets every product in turn. */
export function productOf(world: World, purchase: number): number {
  return (Math.floor(purchase / world.buyers) + (purchase % world.buyers) * 7) % world.products;
}

/** Fills an empty database by a few set-based statements; a million purchases take a minute. */
export async function fillWorld(pool: pg.Pool, world: World): Promise<void> {
  const { buyers, products, purchases, leases, fileBytes } = world;
  const creators = Math.ceil(products / 100);
  const product = `(i / ${buyers} + (i % ${buyers}) * 7) % ${products}`;
  const client = await pool.connect();
  const fill = (into: string, rows: number, select: string, values: unknown[] = []) =>
    client.query(
      `insert into ${into} select ${select} from generate_series(0::bigint, ${rows - 1}) i`,
      values,
    );
  try {
    // Foreign keys are right by construction; to have each of them looked up takes longer than all the rest.
    await client.query("set session_replication_role = replica");
    await client.query("set synchronous_commit = off");
    await fill(
      "users (id, name, email)",
      buyers,
      `${id("buyer")}, 'Buyer ' || i, 'buyer' || i || '@example.com'`,
    );
    await fill(
      "users (id, name, email)",
      creators,
      `${id("owner")}, 'Owner ' || i, 'owner' || i || '@example.com'`,
    );
    if (world.passwordHash) {
      await fill(
        "accounts (id, user_id, account_id, provider_id, password)",
        buyers,
        `${id("account")}, ${id("buyer")}, ${id("buyer")}::text, 'credential', $1`,
        [world.passwordHash],
      );
    }
    const session = "sessions (id, user_id, token, expires_at)";
    const later = "now() + interval '30 days'";
    await fill(
      session,
      buyers,
      `${id("session")}, ${id("buyer")}, 'session' || lpad(to_hex(i), 25, '0'), ${later}`,
    );
    await client.query(`insert into ${session} values ($1, $2, $3, ${later})`, [
      idOf("session", OWNER_SESSION),
      idOf("owner", 0),
      sessionTokenOf(OWNER_SESSION),
    ]);
    await fill(
      "creators (id, handle, display_name, storage_quota_bytes, created_at, updated_at)",
      creators,
      `${id("creator")}, 'shop_' || i, 'Shop ' || i, ${2 ** 40}, now(), now()`,
    );
    await fill(
      "creator_members (creator_id, user_id, role, created_at)",
      creators,
      `${id("creator")}, ${id("owner")}, 'owner', now()`,
    );
    await fill(
      "files (id, creator_id, name, size_bytes, content_type, view_type, sha256, status, created_at, ready_at)",
      products,
      `${id("file")}, ${id("creator", "i / 100")}, 'book ' || i || '.pdf', ${fileBytes}, 'application/pdf', 'image/png', repeat('ab', 32),
        'ready', now(), now()`,
    );
    await fill(
      "file_objects (file_id, storage_key)",
      products,
      `${id("file")}, 'bench' || lpad(to_hex(i), 27, '0')`,
    );
    await fill(
      "products (id, creator_id, slug, title, description, price_amount, price_currency, status, published_at, created_at, updated_at)",
      products,
      `${id("product")}, ${id("creator", "i / 100")}, 'book-' || i, 'Book ' || i, $1, 1900, 'usd', 'published', now(), now(), now()`,
      [DESCRIPTION],
    );
    await fill(
      "product_files (product_id, file_id, position, added_at)",
      products,
      `${id("product")}, ${id("file")}, 0, now()`,
    );
    const done = world.status === "completed";
    await fill(
      `purchases (id, buyer_id, product_id, creator_id, status, price_amount, price_currency, fee_amount, provider,
        checkout_session_id, created_at, completed_at, updated_at)`,
      purchases,
      `${id("purchase")}, ${id("buyer", `i % ${buyers}`)}, ${id("product", product)}, ${id("creator", `(${product}) / 100`)},
        '${world.status}', 1900, 'usd', 95, 'stripe', 'cs_test_bench' || i, now(), ${done ? "now()" : "null"}, now()`,
    );
    await fill(
      `downloads (id, user_id, session_id, file_id, product_id, purchase_id, because, created_at, start_by, started_at, resume_until)`,
      leases,
      `${id("download")}, ${id("buyer", `i % ${buyers}`)}, ${id("session", `i % ${buyers}`)}, ${id("file", product)},
        ${id("product", product)}, ${id("purchase")}, 'purchase', now(), now() + interval '30 seconds', now(),
        now() + interval '24 hours'`,
    );
    await client.query("reset session_replication_role");
    await client.query("reset synchronous_commit");
    await client.query("vacuum (analyze)");
    await client.query("checkpoint");
  } finally {
    client.release();
  }
}

/** The place in an installation's private storage where the bytes of a file of the world belong; its directory is made. */
export async function pathOfFile(config: Config, file: number): Promise<string> {
  const root = join(config.DATA_DIR, "storage");
  const path = privatePath({ root, incoming: join(root, "incoming") }, storageKeyOf(file));
  await mkdir(dirname(path), { recursive: true });
  return path;
}

const DESCRIPTION = Array.from(
  { length: 12 },
  (_, part) =>
    `## Part ${part + 1}\n\nWhat the part is about, in *some* words and with a [link](https://example.com).\n`,
).join("\n");

function id(kind: string, number = "i"): string {
  const prefix = idOf(kind, 0).slice(0, 24);
  return `('${prefix}' || lpad(to_hex((${number})::bigint), 12, '0'))::uuid`;
}

function hex(number: number, digits: number): string {
  return number.toString(16).padStart(digits, "0");
}
