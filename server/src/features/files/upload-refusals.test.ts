import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { makeShop, type Shop } from "../../test/make.ts";
import { create, created, head, idOf, metadata, patch, TUS } from "./upload-client.ts";

let server: TestServer;
let shop: Shop;
let ann: Actor;
let rival: Shop;
beforeAll(async () => {
  server = await startTestServer({ environment: { MAX_FILE_SIZE_MB: "2" } });
  shop = await makeShop(server, "ann");
  ann = shop.owner;
  rival = await makeShop(server, "rival");
});
afterAll(() => server.close());

const MIB = 1024 * 1024;

async function member(name: string, role: "editor" | "analyst"): Promise<Actor> {
  const actor = await server.signUp(name);
  await server.deps.db
    .insertInto("creator_members")
    .values({ creator_id: shop.creatorId, user_id: actor.userId, role, created_at: server.clock.now() })
    .execute();
  return actor;
}

/** What a refusal says, but for the request's own id. */
async function saying(answer: Response): Promise<unknown> {
  const text = await answer.text();
  return { status: answer.status, body: text === "" ? null : { ...JSON.parse(text), requestId: null } };
}

async function rowsOf(creatorId: string): Promise<number> {
  const { rows } = await server.deps.pool.query("select count(*) as n from files where creator_id = $1", [
    creatorId,
  ]);
  return rows[0].n;
}

describe("starting an upload (A13)", () => {
  it("is for editors and owners of that creator", async () => {
    const upload = { creatorId: shop.creatorId, size: 10 };
    expect((await create(ann, upload)).status).toBe(201);
    expect((await create(await member("ed", "editor"), upload)).status).toBe(201);
    const analyst = await create(await member("lyst", "analyst"), upload);
    expect(await saying(analyst)).toMatchObject({ status: 403, body: { code: "forbidden" } });
    expect((await create(server.visitor, upload)).status).toBe(401);

    const stranger = await saying(await create(rival.owner, upload));
    const nowhere = await saying(
      await create(rival.owner, { ...upload, creatorId: "0190aaaa-0000-7000-8000-000000000000" }),
    );
    expect(stranger).toEqual(nowhere);
    expect(stranger).toMatchObject({ status: 404, body: { code: "not_found" } });
  });

  it("of another site's making is refused", async () => {
    const upload = { creatorId: shop.creatorId, size: 10 };
    expect((await create(ann, upload)).status).toBe(201);
    const answer = await create(ann, upload, { headers: { origin: "https://evil.example" } });
    expect(await saying(answer)).toMatchObject({ status: 403, body: { code: "cross_site_request" } });
  });

  it.each([
    ["no metadata", { "upload-metadata": "" }, 400],
    ["no creator", { "upload-metadata": metadata({ filename: "a" }) }, 400],
    ["a creator that is no id", { "upload-metadata": metadata({ filename: "a", creatorId: "../x" }) }, 400],
    ["metadata that is not base64", { "upload-metadata": "filename %%%" }, 400],
    ["a deferred length", { "upload-length": "", "upload-defer-length": "1" }, 400],
    ["a length and a deferred length", { "upload-defer-length": "1" }, 400],
    ["a negative length", { "upload-length": "-1" }, 400],
    ["a fractional length", { "upload-length": "1.5" }, 400],
    ["a length in hexadecimal", { "upload-length": "0x10" }, 400],
    ["an absurd length", { "upload-length": "9007199254740991" }, 413],
    ["more than the limit", { "upload-length": String(2 * MIB + 1) }, 413],
    ["parts to be joined", { "upload-concat": "partial" }, 400],
    ["an unknown protocol version", { "tus-resumable": "0.2.2" }, 400],
    ["no protocol version", { "tus-resumable": "" }, 412],
  ])("with %s is refused", async (_what, headers, status) => {
    const upload = { creatorId: shop.creatorId, size: 10 };
    expect((await create(ann, upload)).status).toBe(201);
    const before = await rowsOf(shop.creatorId);
    const answer = await ann.fetch("/api/v1/uploads", {
      method: "POST",
      headers: Object.entries({
        ...TUS,
        "upload-length": "10",
        "upload-metadata": metadata({ filename: "a.pdf", creatorId: shop.creatorId }),
        ...headers,
      }).filter(([, value]) => value !== "") as [string, string][],
    });
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toContain("application/problem+json");
    expect(answer.headers.get("tus-resumable")).toBe("1.0.0");
    expect(await rowsOf(shop.creatorId)).toBe(before);
  });

  it("with more bytes than announced is refused, and leaves no row", async () => {
    const upload = { creatorId: shop.creatorId, size: 10 };
    const headers = { "content-type": "application/offset+octet-stream" };
    expect((await create(ann, upload, { headers, body: randomBytes(10) })).status).toBe(201);
    const before = await rowsOf(shop.creatorId);
    expect((await create(ann, upload, { headers, body: randomBytes(11) })).status).toBe(413);
    expect(await rowsOf(shop.creatorId)).toBe(before);
  });

  it("for a suspended creator is refused", async () => {
    const closed = await makeShop(server, "closed");
    const upload = { creatorId: closed.creatorId, size: 10 };
    expect((await create(closed.owner, upload)).status).toBe(201);
    await server.deps.db
      .updateTable("creators")
      .set({ suspended_at: server.clock.now() })
      .where("id", "=", closed.creatorId)
      .execute();
    expect(await saying(await create(closed.owner, upload))).toMatchObject({
      status: 403,
      body: { code: "creator_suspended" },
    });
  });
});

describe("the quota (A13)", () => {
  async function withQuota(name: string, bytes: number): Promise<Shop> {
    const small = await makeShop(server, name);
    await server.deps.db
      .updateTable("creators")
      .set({ storage_quota_bytes: bytes })
      .where("id", "=", small.creatorId)
      .execute();
    return small;
  }

  it("counts files and uploads under way, and gives back what is cancelled or removed", async () => {
    const small = await withQuota("small", 1000);
    const upload = (size: number) => create(small.owner, { creatorId: small.creatorId, size });
    const first = await created(small.owner, { creatorId: small.creatorId, size: 600 });
    expect(await saying(await upload(401))).toMatchObject({ status: 413, body: { code: "quota_exceeded" } });
    const second = await created(small.owner, { creatorId: small.creatorId, size: 400 });
    expect((await upload(1)).status).toBe(413);
    expect((await upload(0)).status).toBe(201);

    expect((await patch(small.owner, first, 0, randomBytes(600))).status).toBe(204);
    expect((await upload(1)).status).toBe(413);
    expect((await small.owner.fetch(second, { method: "DELETE", headers: TUS })).status).toBe(204);
    expect((await upload(401)).status).toBe(413);
    expect((await small.owner.fetch(`/api/v1/files/${idOf(first)}`, { method: "DELETE" })).status).toBe(204);
    expect((await upload(1000)).status).toBe(201);
  });

  it("is not passed by many uploads started at once", async () => {
    const small = await withQuota("racing", 1000);
    // Held back until they all stand before the same row: whoever looked before would all see room.
    const blocker = await server.deps.pool.connect();
    await blocker.query("begin");
    await blocker.query("select 1 from creators where id = $1 for no key update", [small.creatorId]);
    const creating = Promise.all(
      Array.from({ length: 20 }, () => create(small.owner, { creatorId: small.creatorId, size: 300 })),
    );
    const waiting = async () => {
      const { rows } = await blocker.query(
        `select count(*) as n from pg_locks where not granted and locktype = 'tuple'
          and database = (select oid from pg_database where datname = current_database())`,
      );
      return rows[0].n;
    };
    try {
      await expect.poll(waiting, { timeout: 10_000 }).toBeGreaterThan(5);
    } finally {
      await blocker.query("commit");
      blocker.release();
    }
    const answers = await creating;
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    expect(answers.filter(({ status }) => status === 413)).toHaveLength(17);
  });
});

describe("an upload under way (A13)", () => {
  it("is nobody's but its uploader's: everyone else gets the 404 of one that does not exist", async () => {
    const path = await created(ann, { creatorId: shop.creatorId, size: 10 });
    expect((await head(ann, path)).status).toBe(200);
    expect((await patch(ann, path, 0, randomBytes(5))).status).toBe(204);
    const nowhere = "/api/v1/uploads/0190aaaa-0000-7000-8000-000000000000";
    const colleague = await member("col", "editor");
    for (const actor of [rival.owner, colleague, await member("an", "analyst")]) {
      for (const [method, send] of [
        ["HEAD", (to: string) => head(actor, to)],
        ["PATCH", (to: string) => patch(actor, to, 5, randomBytes(5))],
        ["DELETE", (to: string) => actor.fetch(to, { method: "DELETE", headers: TUS })],
      ] as const) {
        const denied = await saying(await send(path));
        if (actor === rival.owner || actor === colleague) {
          expect(denied, method).toEqual(await saying(await send(nowhere)));
          expect(denied).toMatchObject({ status: 404 });
        }
        expect([403, 404]).toContain((denied as { status: number }).status);
      }
    }
    expect((await patch(server.visitor, path, 5, randomBytes(5))).status).toBe(401);
    expect((await patch(ann, path, 5, randomBytes(5))).status).toBe(204);
  });

  it("ends for an uploader who is no longer a member", async () => {
    const editor = await member("leaver", "editor");
    const path = await created(editor, { creatorId: shop.creatorId, size: 10 });
    expect((await patch(editor, path, 0, randomBytes(5))).status).toBe(204);
    await server.deps.db.deleteFrom("creator_members").where("user_id", "=", editor.userId).execute();
    expect((await patch(editor, path, 5, randomBytes(5))).status).toBe(404);
    expect((await head(editor, path)).status).toBe(404);
  });

  it.each(["", "..", "%2e%2e", "..%2f..%2fetc%2fpasswd", "x", "0190AAAA-0000-7000-8000-000000000000", "%00"])(
    "is not found under the id %j",
    async (id) => {
      const answer = await patch(ann, `/api/v1/uploads/${id}`, 0, randomBytes(5));
      expect([400, 404]).toContain(answer.status);
    },
  );

  it("takes bytes only where it stands", async () => {
    const path = await created(ann, { creatorId: shop.creatorId, size: 10 });
    expect((await patch(ann, path, 0, Buffer.from("01234"))).status).toBe(204);
    for (const offset of [0, 4, 6, 10, 999]) {
      const answer = await patch(ann, path, offset, Buffer.from("x"));
      expect([409, 413]).toContain(answer.status);
    }
    expect(await saying(await patch(ann, path, 0, Buffer.from("01234")))).toMatchObject({
      status: 409,
      body: { code: "wrong_state" },
    });
    for (const offset of ["-1", "1e1", "5.0", "five", "5, 5"]) {
      expect((await patch(ann, path, 0, Buffer.from("x"), { "upload-offset": offset })).status).toBe(400);
    }
    expect((await head(ann, path)).headers.get("upload-offset")).toBe("5");
    expect((await patch(ann, path, 5, Buffer.from("56789"))).status).toBe(204);
  });

  it("keeps the length it was announced with", async () => {
    const path = await created(ann, { creatorId: shop.creatorId, size: 10 });
    const longer = await patch(ann, path, 0, Buffer.from("0123456789x"));
    expect(await saying(longer)).toMatchObject({ status: 413, body: { code: "too_large" } });
    for (const length of ["5", "20"]) {
      expect((await patch(ann, path, 0, Buffer.from("01234"), { "upload-length": length })).status).toBe(400);
    }
    const chunked = await ann.fetch(path, {
      method: "PATCH",
      headers: { ...TUS, "content-type": "application/offset+octet-stream", "upload-offset": "0" },
      body: new Blob(["0123456789 and a good deal more"]).stream(),
      duplex: "half",
    } as RequestInit);
    expect(chunked.status).toBe(413);
    const offset = Number((await head(ann, path)).headers.get("upload-offset"));
    expect(offset).toBeLessThanOrEqual(10);
    expect((await patch(ann, path, offset, Buffer.from("0123456789").subarray(offset))).status).toBe(204);
    expect((await patch(ann, path, 10, Buffer.from("x"))).status).toBe(413);
  });

  it("takes bytes of the protocol's type only, named in the protocol's version", async () => {
    const path = await created(ann, { creatorId: shop.creatorId, size: 5 });
    for (const type of [
      "application/json",
      "application/octet-stream",
      "multipart/form-data",
      "text/plain",
    ]) {
      expect((await patch(ann, path, 0, Buffer.from("01234"), { "content-type": type })).status).toBe(400);
    }
    const unversioned = await ann.fetch(path, {
      method: "PATCH",
      headers: { "content-type": "application/offset+octet-stream", "upload-offset": "0" },
      body: "01234",
    });
    expect(await saying(unversioned)).toMatchObject({ status: 412, body: { code: "upload_protocol" } });
    expect(unversioned.headers.get("tus-version")).toBe("1.0.0");
    expect((await patch(ann, path, 0, Buffer.from("01234"))).status).toBe(204);
  });

  it("is not cancelled once it is a file", async () => {
    const path = await created(ann, { creatorId: shop.creatorId, size: 5 });
    expect((await patch(ann, path, 0, Buffer.from("01234"))).status).toBe(204);
    const answer = await ann.fetch(path, { method: "DELETE", headers: TUS });
    expect(await saying(answer)).toMatchObject({ status: 409, body: { code: "wrong_state" } });
    expect((await ann.fetch(`/api/v1/files/${idOf(path)}`)).status).toBe(200);
  });

  it("is not read back", async () => {
    const path = await created(ann, { creatorId: shop.creatorId, size: 5 });
    expect((await ann.fetch(path)).status).toBe(404);
    expect((await patch(ann, path, 0, Buffer.from("01234"))).status).toBe(204);
    expect((await ann.fetch(path)).status).toBe(404);
  });

  it("expires after seven days", async () => {
    const path = await created(ann, { creatorId: shop.creatorId, size: 10 });
    expect((await patch(ann, path, 0, Buffer.from("01234"))).status).toBe(204);
    server.clock.advance(7 * 86_400_000 - 1);
    expect((await head(ann, path)).status).toBe(200);
    server.clock.advance(1);
    expect((await head(ann, path)).status).toBe(410);
    expect(await saying(await patch(ann, path, 5, Buffer.from("56789")))).toMatchObject({
      status: 410,
      body: { code: "upload_expired" },
    });
  });
});
