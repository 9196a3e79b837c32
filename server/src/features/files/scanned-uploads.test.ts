import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EICAR } from "../../ports/scanner/contract.ts";
import type { Actor } from "../../test/actors.ts";
import { startTestClamd, type TestClamd } from "../../test/clamd.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { makeShop, type Shop } from "../../test/make.ts";
import { finishHeldUpload, sweepUploads } from "./index.ts";
import { passScanner } from "./pass-scanner.ts";
import { findFile } from "./queries.ts";
import { create, idOf } from "./upload-client.ts";

type File = { id: string; status: string; failure: string | null };

describe("uploads where clamd is configured (A59)", () => {
  let clamd: TestClamd;
  let server: TestServer;
  let shop: Shop;
  let owner: Actor;
  beforeAll(async () => {
    clamd = await startTestClamd();
    server = await startTestServer({ environment: { CLAMD_ADDRESS: clamd.address } });
    shop = await makeShop(server);
    owner = shop.owner;
  });
  afterAll(async () => {
    await server.close();
    await clamd.close();
  });

  const upload = async (bytes: Buffer) => {
    const more = { headers: { "content-type": "application/offset+octet-stream" }, body: bytes };
    const answer = await create(owner, { creatorId: shop.creatorId, size: bytes.byteLength }, more);
    const { rows } = await server.deps.pool.query<{ id: string }>(
      "select id from files order by created_at desc, id desc limit 1",
    );
    return { answer, id: rows[0]!.id };
  };
  const fileOf = (id: string) => owner.json<File>("GET", `/api/v1/files/${id}`);
  const asked = (id: string) => owner.fetch(`/api/v1/files/${id}/downloads`, { method: "POST" });
  const stored = async () => {
    const keys = [];
    for await (const { key } of server.deps.storage.keys()) keys.push(key);
    return keys.length;
  };
  const health = async () => {
    const operator = operators ?? (await server.signUpOperator("operator"));
    operators = operator;
    const { checks } = await operator.json<{ checks: { name: string; state: string; says: string }[] }>(
      "GET",
      "/api/v1/operations/health",
    );
    return checks.find(({ name }) => name === "scanner");
  };
  let operators: Actor | null = null;

  it("are ready once nothing was found in them", async () => {
    const { answer, id } = await upload(Buffer.from("a guide"));
    expect(answer.status).toBe(201);
    expect(idOf(answer.headers.get("location")!)).toBe(id);
    expect(await fileOf(id)).toMatchObject({ status: "ready", failure: null });
    expect((await asked(id)).status).toBe(201);
  });

  it("fail when something was found: nothing is stored, the creator is told, and an event is written", async () => {
    const before = await stored();
    const { answer, id } = await upload(Buffer.from(EICAR));
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({
      code: "file_infected",
      detail: expect.stringContaining("Eicar-Test-Signature"),
    });
    const file = await fileOf(id);
    expect(file).toMatchObject({
      status: "failed",
      failure: expect.stringContaining("Eicar-Test-Signature"),
    });
    expect((await asked(id)).status).toBe(404);
    expect(await stored()).toBe(before);
    expect(await readdir(server.deps.storage.incoming)).not.toContain(id);
    const { rows } = await server.deps.pool.query(
      "select actor_id, data->>'found' as found from events where type = 'file.infected' and subject_id = $1",
      [id],
    );
    expect(rows).toEqual([{ actor_id: owner.userId, found: "Eicar-Test-Signature" }]);
    // No product takes it, and no later attempt brings it back.
    const draft = await owner.json<{ id: string }>("POST", "/api/v1/products", {
      creatorId: shop.creatorId,
      title: "Draft",
      price: { amount: 500, currency: "usd" },
    });
    const added = await owner.fetch(`/api/v1/products/${draft.id}/files`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ fileIds: [id] }),
    });
    expect(added.status).toBe(400);
    await sweepUploads(server.deps);
    await finishHeldUpload(server.deps, { fileId: id });
    expect((await fileOf(id)).status).toBe("failed");
  });

  it("are held while the scanner is away: seen as being checked, given to nobody, and finished when it is back", async () => {
    clamd.setAway(true);
    const before = await stored();
    const { answer, id } = await upload(Buffer.from("waits"));
    expect(answer.status).toBe(201);
    expect((await fileOf(id)).status).toBe("checking");
    expect((await asked(id)).status).toBe(404);
    expect(await stored()).toBe(before);
    expect(await health()).toMatchObject({ state: "bad", says: expect.stringContaining("does not answer") });
    const { rows } = await server.deps.pool.query(
      "select key from graphile_worker.jobs where task_identifier = 'finish-upload'",
    );
    expect(rows).toEqual([{ key: `finish-upload:${id}` }]);
    await finishHeldUpload(server.deps, { fileId: id });
    await sweepUploads(server.deps);
    expect((await fileOf(id)).status).toBe("checking");

    clamd.setAway(false);
    await finishHeldUpload(server.deps, { fileId: id });
    expect((await fileOf(id)).status).toBe("ready");
    expect((await asked(id)).status).toBe(201);
    expect(await health()).toMatchObject({ state: "good" });
  });

  it("have not passed because the disk could not be read", async () => {
    clamd.setAway(true);
    const { id } = await upload(Buffer.from("unseen"));
    clamd.setAway(false);
    const file = (await findFile(server.deps.db, id))!;
    const noDirectory = join(server.deps.config.DATA_DIR, "no-directory");
    await writeFile(noDirectory, "");
    const unreadable = { ...server.deps, storage: { ...server.deps.storage, incoming: noDirectory } };
    await expect(passScanner(unreadable, file)).rejects.toThrow("ENOTDIR");
    expect((await fileOf(id)).status).toBe("checking");
    await finishHeldUpload(server.deps, { fileId: id });
    expect((await fileOf(id)).status).toBe("ready");
  });

  it("are held when they are larger than the scanner takes, which the health page says", async () => {
    const { id } = await upload(Buffer.alloc(1024 * 1024 + 1, 1));
    expect((await fileOf(id)).status).toBe("checking");
    server.clock.advance(6 * 60_000);
    expect(await health()).toMatchObject({
      state: "warning",
      says: expect.stringContaining("1 upload is held"),
    });
    const product = await owner.json<{ id: string }>("POST", "/api/v1/products", {
      creatorId: shop.creatorId,
      title: "Held",
      price: { amount: 500, currency: "usd" },
    });
    await owner.json("POST", `/api/v1/products/${product.id}/files`, { fileIds: [id] });
    const shown = await owner.json<{ files: unknown[] }>("GET", `/api/v1/products/${product.id}`);
    expect(shown.files).toMatchObject([{ id, status: "checking" }]);
  });
});
