import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../lib/ids.ts";
import { PASSWORD } from "../../test/actors.ts";
import type { TestServer } from "../../test/harness.ts";
import { buy, makeProduct, ticket } from "../../test/make.ts";
import { arrived, type Club, join, makeClub, startClubServer } from "../memberships/club.fixture.ts";
import { OF_PERSON } from "./export-sections.ts";

/** Columns that point to a person whose rows are not theirs to take along, and why. */
const NOT_EXPORTED: Record<string, string> = {
  "accounts.user_id": "the password's hash and nothing else",
  "two_factors.user_id": "a secret and the backup codes",
  "tried_codes.user_id": "hashes of codes, for some minutes",
  "alerts.user_id": "what operators look into",
  "alerts.acknowledged_by": "an operator's act, told among the events",
  "alert_mutes.muted_by": "an operator's act, told among the events",
  "trail_checks.asked_by": "an operator's act, told among the events",
  "site_pages.updated_by": "an operator's act, told among the events",
  "reports.closed_by": "an operator's act, told among the events",
  "access_rulings.decided_by": "an act for a creator, told among the events",
  "refunds.requested_by": "an act for a creator, told among the events",
  "comments.hidden_by": "an act for a creator, told among the events",
  "fan_blocks.blocked_by": "an act for a creator, told among the events",
  "files.uploader_id": "the creator's, and told of those that the person owns",
  "posts.author_id": "the creator's, and told of those that the person owns",
};

/** Columns whose rows stay when a person leaves, pointing to a user that says nothing any more, and why. */
const KEPT: Record<string, string> = {
  "purchases.buyer_id": "books",
  "refunds.requested_by": "books",
  "subscriptions.user_id": "books; ended",
  "downloads.user_id": "proof of delivery, without places",
  "watermark_codes.user_id": "pictures with the code are still about, and it leads to nobody",
  "comments.author_id": "blank, so that answers keep their place",
  "reports.reporter_id": "blank, so that operators see what was decided",
  "alerts.user_id": "that there was one, without what was found",
  "access_rulings.decided_by": "whose act it was, without a name",
  "alert_mutes.muted_by": "whose act it was, without a name",
  "alerts.acknowledged_by": "whose act it was, without a name",
  "comments.hidden_by": "whose act it was, without a name",
  "fan_blocks.blocked_by": "whose act it was, without a name",
  "reports.closed_by": "whose act it was, without a name",
  "site_pages.updated_by": "whose act it was, without a name",
  "trail_checks.asked_by": "whose act it was, without a name",
  "files.uploader_id": "the creator's",
  "posts.author_id": "the creator's",
};

describe("what is stored about a person", () => {
  let server: TestServer;
  let club: Club;
  beforeAll(async () => {
    server = await startClubServer();
    club = await makeClub(server);
  });
  afterAll(() => server.close());

  /** Every column of the database that points to a person, as `table.column`. */
  async function pointers(): Promise<string[]> {
    const { rows } = await server.deps.pool.query<{ pointer: string }>(
      `select c.conrelid::regclass || '.' || a.attname as pointer
       from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
       where c.contype = 'f' and c.confrelid = 'users'::regclass order by 1`,
    );
    return rows.map(({ pointer }) => pointer);
  }

  async function rowsOf(pointer: string, userId: string): Promise<number> {
    const [table, column] = pointer.split(".");
    const { rows } = await server.deps.pool.query<{ count: number }>(
      `select count(*)::int as count from "${table}" where "${column}" = $1`,
      [userId],
    );
    return rows[0]!.count;
  }

  it("is in the export, or there is a reason why not", async () => {
    const exported = Object.values(OF_PERSON).map(({ table, by }) => `${table}.${by}`);
    const all = await pointers();
    expect(all.length).toBeGreaterThan(30);
    expect(all.filter((pointer) => !exported.includes(pointer))).toEqual(Object.keys(NOT_EXPORTED).sort());
  });

  it("goes with the account, or there is a reason why not; before, the export tells it", async () => {
    const { member } = await join(server, club, { name: "Noor Member" });
    const product = await makeProduct(server, club);
    await buy(member, product.productId);
    await (await member.fetch((await ticket(member, product.fileId)).url)).arrayBuffer();
    const shop = await member.json<{ id: string }>("POST", "/api/v1/creators", {
      handle: "noors_own",
      displayName: "Noor's",
    });
    await member.json("POST", "/api/v1/tiers", {
      creatorId: shop.id,
      name: "Noor's tier",
      prices: [{ interval: "month", amount: 500, currency: "usd" }],
    });
    await member.json("POST", "/api/v1/posts", {
      creatorId: shop.id,
      body: "Noor's words",
      visibility: "free",
    });
    await member.json("PUT", `/api/v1/creators/${club.handle}/follow`);
    await member.json("PUT", `/api/v1/posts/${club.post}/like`);
    await member.json("POST", "/api/v1/me/email-change", {
      newEmail: "noor.new@example.org",
      password: PASSWORD,
    });
    await arrived(server);
    await fill(member.userId, product.productId);

    const told = await member.json<Record<string, object[]>>("GET", "/api/v1/me/export");
    expect(told).toMatchObject({
      memberships: [{ creator: club.handle, tier: "Silver", price_amount: 500 }],
      passkeys: [{ name: "Noor's key" }],
      watermarks: [{ creator: club.handle, code: "K7QM2F9X" }],
      blocks: [{ creator: club.handle }],
      browsersInUse: [{ product_id: product.productId }],
      emailChanges: [{ new_email: "noor.new@example.org" }],
      roles: [{ creator: "noors_own", role: "owner" }],
      posts: [{ body: "Noor's words" }],
      tiers: [{ name: "Noor's tier", prices: [{ amount: 500 }] }],
    });
    for (const hidden of ["a public key", "a note of the creator's", "words that members read"])
      expect(JSON.stringify(told)).not.toContain(hidden);

    const goes = (await pointers()).filter((pointer) => !(pointer in KEPT));
    for (const pointer of goes) expect(await rowsOf(pointer, member.userId), pointer).toBeGreaterThan(0);
    await member.json("POST", "/api/v1/me/delete", { password: PASSWORD, confirm: "delete" }, 204);
    for (const pointer of goes) expect(await rowsOf(pointer, member.userId), pointer).toBe(0);
    expect(await pointers()).toEqual(expect.arrayContaining(Object.keys(KEPT)));
  });

  /** What takes long to bring about by requests. */
  async function fill(userId: string, productId: string): Promise<void> {
    const { db, clock } = server.deps;
    const at = clock.now();
    const { creatorId } = club;
    await db
      .insertInto("passkeys")
      .values({
        id: newId(),
        user_id: userId,
        name: "Noor's key",
        public_key: "a public key",
        credential_id: "credential",
        counter: 0,
        device_type: "singleDevice",
        backed_up: false,
      })
      .execute();
    await db
      .insertInto("two_factors")
      .values({ id: newId(), user_id: userId, secret: "s", backup_codes: "b" })
      .execute();
    await db.insertInto("tried_codes").values({ user_id: userId, code_hash: "hash", tried_at: at }).execute();
    await db
      .insertInto("watermark_codes")
      .values({ creator_id: creatorId, user_id: userId, code: "K7QM2F9X", created_at: at })
      .execute();
    await db
      .insertInto("fan_blocks")
      .values({ creator_id: creatorId, user_id: userId, reason: "a note of the creator's", created_at: at })
      .execute();
    await db
      .insertInto("feed_links")
      .values({ user_id: userId, creator_id: creatorId, token_hash: "hash", created_at: at })
      .execute();
    await db
      .insertInto("notification_mutes")
      .values({ user_id: userId, kind: "reply", way: "mail", created_at: at })
      .execute();
    await db
      .insertInto("notifications")
      .values({
        id: newId(),
        user_id: userId,
        kind: "new_post",
        occasion: "one",
        creator_id: creatorId,
        created_at: at,
      })
      .execute();
    const device = await db
      .selectFrom("devices")
      .select("id")
      .where("user_id", "=", userId)
      .executeTakeFirstOrThrow();
    await db
      .insertInto("device_places")
      .values({
        user_id: userId,
        product_id: productId,
        device_id: device.id,
        creator_id: creatorId,
        taken_at: at,
        last_used_at: at,
      })
      .execute();
  }
});
