import { randomBytes } from "node:crypto";
import { get, type IncomingMessage } from "node:http";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { newId } from "../../lib/ids.ts";
import { sealViewTicket } from "../../lib/signing.ts";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { buy, type ForSale, makeFile, makeProduct, makeShop, type Shop, ticket } from "../../test/make.ts";
import { watchEvents } from "../alerts/watch-events.ts";
import { labelOlderFiles } from "../media/index.ts";
import { mintViews } from "./index.ts";

const film = (size: number) =>
  Buffer.concat([Buffer.from("\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41", "latin1"), randomBytes(size)]);

type NewView = { id: string; url: string; contentType: string; expiresAt: string };

describe("what is shown in a page", () => {
  let server: TestServer;
  let shop: Shop;
  let product: ForSale;
  let purchaseId: string;
  let ann: Actor;

  beforeAll(async () => {
    server = await startTestServer();
    shop = await makeShop(server);
    // Called what it is not; only the bytes count.
    product = await makeProduct(server, shop, { bytes: film(300_000), fileName: "notes.html" });
    ann = await server.signUp("ann");
    purchaseId = await buy(ann, product.productId);
  });
  afterAll(() => server.close());

  const view = (who: Actor, fileId: string) => who.json<NewView>("POST", `/api/v1/files/${fileId}/views`, {});
  const code = async (answer: Response) => ((await answer.json()) as { code: string }).code;
  const events = async (type: string, actorId: string) => {
    const { rows } = await server.deps.pool.query(
      "select subject_id, data from events where type = $1 and actor_id = $2 order by id",
      [type, actorId],
    );
    return rows as { subject_id: string; data: Record<string, unknown> }[];
  };

  const openStreams = async () =>
    (await server.deps.metrics.registry.getSingleMetric("vaulture_open_streams")!.get()).values[0]!.value;

  it("comes inline to its viewer by cookie, by token and by form, as often as it is asked for", async () => {
    const { id, url, contentType, expiresAt } = await view(ann, product.fileId);
    expect(contentType).toBe("video/mp4");
    expect(Date.parse(expiresAt) - server.clock.now().getTime()).toBeLessThanOrEqual(3600_000);
    expect(url).toMatch(/\/api\/v1\/views\/[\w-]{120}$/);
    const byCookie = await ann.fetch(url);
    expect(byCookie.status).toBe(200);
    expect(Buffer.from(await byCookie.arrayBuffer())).toEqual(product.bytes);
    expect(Object.fromEntries(byCookie.headers)).toMatchObject({
      "accept-ranges": "bytes",
      "cache-control": "private, no-store",
      "content-disposition": "inline",
      "content-security-policy": "sandbox; default-src 'none'",
      "content-type": "video/mp4",
      "cross-origin-resource-policy": "same-origin",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
    });
    const token = await ann.token();
    const byToken = await fetch(url, { headers: { authorization: `Bearer ${token}`, range: "bytes=5-9" } });
    expect(byToken.status).toBe(206);
    expect(Buffer.from(await byToken.arrayBuffer())).toEqual(product.bytes.subarray(5, 10));
    const byForm = await fetch(url, { method: "POST", body: new URLSearchParams({ auth_token: token }) });
    expect(byForm.status).toBe(200);
    await byForm.arrayBuffer();
    const head = await ann.fetch(url, { method: "HEAD" });
    expect(head.headers.get("content-length")).toBe(String(product.bytes.length));

    expect(await events("view.created", ann.userId)).toMatchObject([
      { subject_id: product.fileId, data: { files: [product.fileId], views: [id] } },
    ]);
    await expect
      .poll(async () => (await events("view.served", ann.userId)).map(({ data }) => data.bytes))
      .toEqual([product.bytes.length, 5, product.bytes.length]);
    const rows = await server.deps.db.selectFrom("downloads").select("id").execute();
    expect(rows).toEqual([]);
  });

  it("is nobody else's, however they ask, and the trail says at what (A36)", async () => {
    const { id, url } = await view(ann, product.fileId);
    const bob = await server.signUp("bob");
    await buy(bob, product.productId);
    expect((await ann.fetch(url)).status).toBe(200);
    const visitor = await server.visitor.fetch(url);
    expect([visitor.status, await code(visitor)]).toEqual([401, "sign_in_required"]);
    for (const other of [bob, shop.owner]) {
      const refused = await other.fetch(url);
      expect([refused.status, await code(refused)]).toEqual([403, "wrong_viewer"]);
    }
    expect(await events("access.denied", bob.userId)).toMatchObject([
      {
        subject_id: product.fileId,
        data: { at: "view", reason: "wrong_viewer", view: id, viewer: ann.userId },
      },
    ]);
    const navigated = await bob.fetch(url, { headers: { accept: "text/html" } });
    expect(navigated.headers.get("location")).toBe("/denied?code=wrong_viewer");
    await watchEvents(server.deps);
    const alerts = await server.deps.db.selectFrom("alerts").select(["rule", "about"]).execute();
    expect(alerts).toEqual([{ rule: "shared_view", about: `file:${product.fileId}` }]);
  });

  it("is no download, and a download no view", async () => {
    const shown = (await view(ann, product.fileId)).url;
    const kept = (await ticket(ann, product.fileId)).url;
    expect((await ann.fetch(shown)).status).toBe(200);
    expect((await ann.fetch(kept)).status).toBe(200);
    expect(await code(await ann.fetch(shown.replace("/views/", "/downloads/")))).toBe("invalid_link");
    expect(await code(await ann.fetch(kept.replace("/downloads/", "/views/")))).toBe("invalid_link");
    // Nor when what it says is sealed with the keys of the other kind.
    const expiresAt = Math.floor(server.clock.now().getTime() / 1000) + 60;
    const says = { viewId: ann.userId, viewerId: ann.userId, fileId: product.fileId, variant: 0, expiresAt };
    const sealed = (keys: typeof server.deps.viewKeys) => `/api/v1/views/${sealViewTicket(keys, says)}`;
    expect((await ann.fetch(sealed(server.deps.viewKeys))).status).toBe(200);
    expect(await code(await ann.fetch(sealed(server.deps.ticketKeys)))).toBe("invalid_link");
  });

  it("does not open to a link that was changed", async () => {
    const { url } = await view(ann, product.fileId);
    expect((await ann.fetch(url)).status).toBe(200);
    const at = url.lastIndexOf("/") + 1;
    for (const position of [at, at + 10, at + 60, at + 75, url.length - 1]) {
      const other = url[position] === "A" ? "B" : "A";
      const answer = await ann.fetch(url.slice(0, position) + other + url.slice(position + 1));
      expect(await code(answer)).toBe("invalid_link");
    }
  });

  it("ends after its time (A36)", async () => {
    const { url } = await view(ann, product.fileId);
    server.clock.advance(3599_000);
    expect((await ann.fetch(url)).status).toBe(200);
    server.clock.advance(1_000);
    const late = await ann.fetch(url);
    expect([late.status, await code(late)]).toEqual([410, "link_expired"]);
  });

  it.each([
    ["a page", "<!doctype html><script>alert(1)</script>", "clip.mp4"],
    ["a drawing that can run", '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "drawing.png"],
    ["a document", "%PDF-1.7", "photo.jpg"],
  ])("never is %s, whatever it is called", async (_, text, name) => {
    const fileId = await makeFile(server, shop, Buffer.from(text), name);
    expect((await view(shop.owner, await makeFile(server, shop, film(10)))).contentType).toBe("video/mp4");
    const refused = await shop.owner.fetch(`/api/v1/files/${fileId}/views`, {
      method: "POST",
      body: "{}",
      headers: { "content-type": "application/json" },
    });
    expect([refused.status, await code(refused)]).toEqual([415, "not_viewable"]);
    expect((await events("access.denied", shop.owner.userId)).at(-1)).toMatchObject({
      subject_id: fileId,
      data: { at: "ticket", kind: "view", reason: "not_viewable" },
    });
  });

  it("is refused with the reason to those who may not have the file", async () => {
    const cleo = await server.signUp("cleo");
    await expect(view(cleo, product.fileId)).rejects.toThrow("purchase_required");
    await buy(cleo, product.productId);
    await view(cleo, product.fileId);
  });

  it("is made for many files at once, in one decision", async () => {
    const other = await makeShop(server);
    const theirs = await makeFile(server, other, film(10));
    const mine = await Promise.all(Array.from({ length: 60 }, () => makeFile(server, shop, film(10))));
    const text = await makeFile(server, shop, Buffer.from("text"));
    const { userId } = shop.owner;
    const user = {
      kind: "user" as const,
      userId,
      sessionId: newId(),
      ...{ name: "", email: "", isOperator: false, hasSecondFactor: false, operatorWaits: false },
    };
    const before = (await events("view.created", userId)).length;
    const asked = vi.spyOn(server.deps.pool, "query");
    const minted = await mintViews(server.deps, user, {
      fileIds: [...mine, theirs, text],
      address: null,
      userAgent: null,
      country: null,
    });
    // What is known of the pictures is the second.
    expect(asked).toHaveBeenCalledTimes(2);
    asked.mockRestore();
    expect(minted.get(theirs)).toMatchObject({ ok: false, reason: "not_found" });
    expect(minted.get(text)).toMatchObject({ ok: false, reason: "not_viewable" });
    for (const fileId of mine) {
      const one = minted.get(fileId)!;
      expect((await shop.owner.fetch(one.ok ? one.view.url : "")).status).toBe(200);
    }
    const created = (await events("view.created", userId)).slice(before);
    expect(created.map(({ data }) => (data.files as string[]).length)).toEqual([60]);
  });

  it("is found out later for files that came in before anybody looked", async () => {
    const { pool } = server.deps;
    await pool.query("update files set view_type = null where id = $1", [product.fileId]);
    await expect(view(ann, product.fileId)).rejects.toThrow("not_viewable");
    const { storage } = server.deps;
    const failing = {
      ...storage,
      read: () => {
        throw new Error("EIO");
      },
    };
    await labelOlderFiles({ ...server.deps, storage: failing });
    await expect(view(ann, product.fileId)).rejects.toThrow("not_viewable");
    await labelOlderFiles(server.deps);
    expect((await view(ann, product.fileId)).contentType).toBe("video/mp4");
  });

  it("is cut while it runs, and closed, when the purchase is refunded or the session ends (A37)", async () => {
    const large = await makeProduct(server, shop, { bytes: film(32 * 1024 * 1024) });
    for (const end of ["refund", "sign-out"] as const) {
      const buyer = await server.signUp(`viewer ${end}`);
      const bought = await buy(buyer, large.productId);
      const { url } = await view(buyer, large.fileId);
      const stream = await stalled(url, buyer);
      await vi.waitFor(async () => expect(await openStreams()).toBe(1), 20_000);
      if (end === "refund") await shop.owner.json("POST", `/api/v1/purchases/${bought}/refund`, {});
      else await buyer.json("POST", "/api/auth/sign-out", {});
      await vi.waitFor(async () => expect(await openStreams()).toBe(0), 20_000);
      const gone = new Promise((resolve) => stream.once("close", resolve));
      stream.resume();
      await gone;
      expect(stream.complete).toBe(false);
      expect(await code(await buyer.fetch(url))).toBe(end === "refund" ? "access_ended" : "sign_in_required");
    }
  });

  it("closes after a refund, for links already made too (A37)", async () => {
    const { url } = await view(ann, product.fileId);
    expect((await ann.fetch(url)).status).toBe(200);
    await shop.owner.json("POST", `/api/v1/purchases/${purchaseId}/refund`, {});
    expect(await code(await ann.fetch(url))).toBe("access_ended");
    await expect(view(ann, product.fileId)).rejects.toThrow("access_ended");
  });
});

/** A client that has begun and then takes no more. */
function stalled(url: string, who: Actor): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { cookie: who.cookie }, agent: false }, (answer) => {
      answer.on("error", () => undefined);
      resolve(answer);
    }).on("error", reject);
  });
}
