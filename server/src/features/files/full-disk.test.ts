import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { makeShop, type Shop } from "../../test/make.ts";
import { create, created, head, idOf, patch } from "./upload-client.ts";

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;

const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;
const offsetOf = async (who: Actor, path: string) =>
  Number((await head(who, path)).headers.get("upload-offset"));

describe("a disk that fills up", () => {
  let server: TestServer;
  let ann: Actor;
  let creatorId: string;
  beforeAll(async () => {
    server = await startTestServer();
    const shop = await makeShop(server, "ann");
    [ann, creatorId] = [shop.owner, shop.creatorId];
  });
  afterAll(() => server.close());
  beforeEach(() => disk(100 * GIB));

  const disk = (freeBytes: number, totalBytes = 1000 * GIB) => {
    server.deps.storage = { ...server.deps.storage, space: async () => ({ freeBytes, totalBytes }) };
  };
  const announce = (size: number) => create(ann, { creatorId, size });

  it("takes no upload that would leave less than its reserve, and says whom to ask", async () => {
    disk(2 * GIB + 10);
    expect((await announce(10)).status).toBe(201);
    const refused = await announce(11);
    expect(refused.status).toBe(507);
    expect(await refused.json()).toMatchObject({
      code: "storage_full",
      detail: expect.stringContaining("operator"),
    });
    // Of a small one it keeps a twentieth.
    disk(GIB + 10, 20 * GIB);
    expect((await announce(10)).status).toBe(201);
    expect((await announce(11)).status).toBe(507);
  });

  it("is no concern of storage without a bound", async () => {
    server.deps.storage = { ...server.deps.storage, space: async () => null };
    expect((await announce(10)).status).toBe(201);
  });

  it("refuses what goes on with an upload, keeps what has come, and takes the rest when there is room", async () => {
    const path = await created(ann, { creatorId, size: 10 });
    expect((await patch(ann, path, 0, Buffer.from("01234"))).status).toBe(204);
    disk(2 * GIB + 4);
    const refused = await patch(ann, path, 5, Buffer.from("56789"));
    expect([refused.status, await codeOf(refused)]).toEqual([507, "storage_full"]);
    expect(await offsetOf(ann, path)).toBe(5);
    disk(2 * GIB + 5);
    expect((await patch(ann, path, 5, Buffer.from("56789"))).status).toBe(204);
    expect(await ann.json("GET", `/api/v1/files/${idOf(path)}`)).toMatchObject({ status: "ready" });
  });

  it("ends an upload under way when others have filled it", async () => {
    const size = 64 * MIB;
    const path = await created(ann, { creatorId, size });
    let asked = 0;
    const space = async () => ({ freeBytes: asked++ === 0 ? 100 * GIB : GIB, totalBytes: 1000 * GIB });
    server.deps.storage = { ...server.deps.storage, space };
    // Whoever is answered before all was sent may find the connection closed.
    await patch(ann, path, 0, randomBytes(size)).catch(() => null);
    const offset = await offsetOf(ann, path);
    expect(offset).toBeGreaterThan(0);
    expect(offset).toBeLessThan(size);
    expect((await patch(ann, path, offset, randomBytes(10))).status).toBe(507);
  });

  it("keeps as much as the operator says", async () => {
    const strict = await startTestServer({ environment: { UPLOAD_RESERVE_MB: "5000" } });
    const shop = await makeShop(strict);
    const upload = () => create(shop.owner, { creatorId: shop.creatorId, size: 10 });
    for (const [free, status] of [
      [5000 * MIB + 10, 201],
      [5000 * MIB + 9, 507],
    ] as const) {
      const space = async () => ({ freeBytes: free, totalBytes: 1000 * GIB });
      strict.deps.storage = { ...strict.deps.storage, space };
      expect((await upload()).status).toBe(status);
    }
    await strict.close();
  });
});

describe("somebody whose address nobody has proved", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ environment: { CREATORS_PER_ACCOUNT: "3" } });
  });
  afterAll(() => server.close());

  const upload = (who: Actor, { creatorId }: Pick<Shop, "creatorId">, size: number) =>
    create(who, { creatorId, size });

  it("uploads ten GiB, over all their creators, and more once it is proved", async () => {
    const shop = await makeShop(server, "eve");
    const other = await shop.owner.json<{ id: string }>("POST", "/api/v1/creators", {
      handle: "eve_again",
      displayName: "Eve again",
    });
    const path = await created(shop.owner, { creatorId: shop.creatorId, size: 10 });
    await server.deps.db
      .updateTable("files")
      .set({ size_bytes: 10 * GIB - 10 })
      .where("id", "=", idOf(path))
      .execute();
    expect((await upload(shop.owner, { creatorId: other.id }, 10)).status).toBe(201);
    const refused = await upload(shop.owner, { creatorId: other.id }, 1);
    expect([refused.status, await codeOf(refused)]).toEqual([403, "email_not_verified"]);
    await server.deps.db
      .updateTable("users")
      .set({ email_verified: true })
      .where("id", "=", shop.owner.userId)
      .execute();
    expect((await upload(shop.owner, { creatorId: other.id }, 1)).status).toBe(201);
  });

  it("owns so many creators as one person may, however many are asked for at once", async () => {
    const who = await server.signUp("collector");
    const make = (n: number) =>
      who.fetch("/api/v1/creators", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ handle: `collector_${n}`, displayName: "Collector" }),
      });
    const statuses = await Promise.all(Array.from({ length: 8 }, async (_, n) => (await make(n)).status));
    expect(statuses.toSorted()).toEqual([201, 201, 201, 403, 403, 403, 403, 403]);
  });
});
