import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { addMember, eventTypes, picture, send, sendBytes } from "../catalog/shop.fixture.ts";
import { findCreatorByHandle, listMemberships, requireMember } from "./index.ts";

let server: TestServer;
let ann: Actor;
let bob: Actor;
let analyst: Actor;
let editor: Actor;
let creatorId: string;

beforeAll(async () => {
  server = await startTestServer();
  ann = await server.signUp("ann");
  bob = await server.signUp("bob");
  analyst = await server.signUp("analyst");
  editor = await server.signUp("editor");
  const made = await send(ann, "POST", "/creators", { handle: "annprints", displayName: "Ann Prints" });
  creatorId = made.body.id;
  await addMember(server.deps, creatorId, analyst.userId, "analyst");
  await addMember(server.deps, creatorId, editor.userId, "editor");
});
afterAll(() => server.close());

describe("becoming a creator", () => {
  it("makes the user the owner, with the configured quota and an event", async () => {
    const made = await send(bob, "POST", "/creators", {
      handle: "bob_makes",
      displayName: "  Bob  ",
      bio: "Two\r\nlines",
      website: "https://bob.example/",
      socialLinks: [{ label: "Forge", url: "https://forge.example/bob" }],
    });
    expect(made.status).toBe(201);
    expect(made.body).toEqual({
      id: expect.any(String),
      handle: "bob_makes",
      displayName: "Bob",
      bio: "Two\nlines",
      website: "https://bob.example/",
      socialLinks: [{ label: "Forge", url: "https://forge.example/bob" }],
      avatarUrl: null,
      banner: null,
      createdAt: server.clock.now().toISOString(),
      productCount: 0,
      deviceLimit: null,
      watermark: "paid",
      adult: false,
      hasPosts: false,
      hasTiers: false,
      refundDays: null,
      followers: 0,
      viewer: { follows: false, isMember: true },
    });
    expect(await listMemberships(server.deps, bob.userId)).toEqual([
      { id: made.body.id, handle: "bob_makes", displayName: "Bob", avatarUrl: null, role: "owner" },
    ]);
    const found = await findCreatorByHandle(server.deps, "bob_makes");
    expect(found?.storageQuotaBytes).toBe(server.deps.config.CREATOR_QUOTA_MB * 1024 * 1024);
    expect(await eventTypes(server.deps, made.body.id)).toEqual(["creator.created"]);
    const byHandle = await send(server.visitor, "GET", "/creators/bob_makes");
    const seen = { ...made.body, viewer: { follows: false, isMember: false } };
    expect(byHandle).toMatchObject({ status: 200, body: seen });
    expect((await send(server.visitor, "GET", `/creators/${made.body.id}`)).body).toEqual(seen);
  });

  it("refuses visitors", async () => {
    const answer = await send(server.visitor, "POST", "/creators", { handle: "nobody", displayName: "No" });
    expect([answer.status, answer.body.code]).toEqual([401, "sign_in_required"]);
  });

  it("lets one of many have a handle", async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => send(bob, "POST", "/creators", { handle: "raced", displayName: "R" })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe("handle_taken");
  });

  it.each([
    ["a reserved handle", { handle: "admin" }],
    ["a reserved handle in disguise", { handle: "ad_min" }],
    ["capitals", { handle: "AnnPrints2" }],
    ["a short handle", { handle: "ab" }],
    ["a path", { handle: "../ann" }],
    ["an empty name", { displayName: "   " }],
    ["an invisible name", { displayName: "\u200b" }],
    ["a long name", { displayName: "x".repeat(51) }],
    ["a name of two lines", { displayName: "a\nb" }],
    ["a NUL", { bio: "a\u0000b" }],
    ["a long bio", { bio: "x".repeat(2001) }],
    ["a javascript: website", { website: "javascript:alert(1)" }],
    ["a data: website", { website: "data:text/html,x" }],
    ["a website with credentials", { website: "https://a:b@c.example" }],
    ["a long website", { website: `https://x.example/${"y".repeat(200)}` }],
    ["a javascript: link", { socialLinks: [{ label: "x", url: "JaVaScRiPt:alert(1)" }] }],
    ["a split javascript: link", { socialLinks: [{ label: "x", url: "java\nscript:alert(1)" }] }],
    ["nine links", { socialLinks: Array(9).fill({ label: "x", url: "https://x.example" }) }],
    ["a long label", { socialLinks: [{ label: "x".repeat(31), url: "https://x.example" }] }],
    ["unknown fields", { storageQuotaBytes: 1 }],
  ])("refuses %s", async (_what, change) => {
    const answer = await send(bob, "POST", "/creators", {
      handle: "fine_handle",
      displayName: "Fine",
      ...change,
    });
    expect([answer.status, answer.body.code]).toEqual([400, "invalid_input"]);
    expect(answer.body.errors.length).toBeGreaterThan(0);
  });
});

describe("a profile", () => {
  it("is changed by owners and editors, with an event", async () => {
    const bio = `<script>alert(1)</script> <img src=x onerror=alert(2)>`;
    const changed = await send(editor, "PATCH", "/creators/annprints", { bio, website: null });
    expect(changed.status).toBe(200);
    expect(changed.body.bio).toBe(bio);
    const renamed = await send(ann, "PATCH", `/creators/${creatorId}`, { displayName: "Ann & Co" });
    expect(renamed.body).toMatchObject({ displayName: "Ann & Co", bio, handle: "annprints" });
    expect(await eventTypes(server.deps, creatorId)).toContain("creator.updated");
    // HTML is data here; the answer is JSON that no browser runs.
    const raw = await server.visitor.fetch("/api/v1/creators/annprints");
    expect(raw.headers.get("content-type")).toMatch(/^application\/json/);
    expect(raw.headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("is not changed by visitors, strangers or analysts", async () => {
    const attempt = (who: typeof server.visitor) =>
      send(who, "PATCH", "/creators/annprints", { displayName: "Taken over" });
    expect((await attempt(server.visitor)).body.code).toBe("sign_in_required");
    const stranger = await attempt(bob);
    const nowhere = await send(bob, "PATCH", "/creators/no_such_one", { displayName: "X" });
    expect([stranger.status, stranger.body.code]).toEqual([404, "not_found"]);
    expect({ ...stranger.body, requestId: 0 }).toEqual({ ...nowhere.body, requestId: 0 });
    expect((await attempt(analyst)).body.code).toBe("forbidden");
    expect((await attempt(ann)).status).toBe(200);
  });

  it("refuses links that are none", async () => {
    const before = await send(server.visitor, "GET", "/creators/annprints");
    for (const website of ["javascript:alert(1)", "//evil.example", "ftp://x.example", "not a url"]) {
      expect((await send(ann, "PATCH", "/creators/annprints", { website })).status).toBe(400);
    }
    expect((await send(server.visitor, "GET", "/creators/annprints")).body).toEqual(before.body);
  });

  it("does not fall over odd handles", async () => {
    for (const handle of ["%00", "%E2%80%AE", "..%2f..", "A".repeat(40), "%27%20or%201=1", "café"]) {
      expect((await send(server.visitor, "GET", `/creators/${handle}`)).status, handle).toBe(404);
    }
  });

  it("of a suspended creator exists for members alone", async () => {
    const made = await send(bob, "POST", "/creators", { handle: "soon_gone", displayName: "Gone" });
    expect((await send(ann, "GET", "/creators/soon_gone")).status).toBe(200);
    await server.deps.db
      .updateTable("creators")
      .set({ suspended_at: server.clock.now() })
      .where("id", "=", made.body.id)
      .execute();
    for (const who of [ann, server.visitor]) {
      expect((await send(who, "GET", "/creators/soon_gone")).status).toBe(404);
      expect((await send(who, "GET", `/creators/${made.body.id}`)).status).toBe(404);
    }
    expect((await send(bob, "GET", "/creators/soon_gone")).status).toBe(200);
  });
});

describe("an avatar", () => {
  it("is re-encoded, replaced and served", async () => {
    const first = await sendBytes(ann, "PUT", "/creators/annprints/avatar", await picture());
    expect(first.status).toBe(200);
    const url = first.body.avatarUrl!;
    expect(url).toMatch(/^\/images\/avatars\/[0-9a-f]{32}\/320\.webp$/);
    const served = await server.visitor.fetch(url);
    expect([served.status, served.headers.get("content-type")]).toEqual([200, "image/webp"]);
    const second = await sendBytes(editor, "PUT", "/creators/annprints/avatar", await picture());
    expect(second.body.avatarUrl).not.toBe(url);
    expect((await server.visitor.fetch(url)).status).toBe(404);
    expect((await server.visitor.fetch(second.body.avatarUrl!)).status).toBe(200);
  });

  it("is refused from visitors, strangers and analysts", async () => {
    const png = await picture(20, 20);
    const path = "/creators/annprints/avatar";
    expect((await sendBytes(server.visitor, "PUT", path, png)).status).toBe(401);
    expect((await sendBytes(bob, "PUT", path, png)).status).toBe(404);
    expect((await sendBytes(analyst, "PUT", path, png)).status).toBe(403);
    expect((await sendBytes(ann, "PUT", path, png)).status).toBe(200);
  });

  it("is refused when it is no picture", async () => {
    const path = "/creators/annprints/avatar";
    const svg = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`);
    const refusals = [
      await sendBytes(ann, "PUT", path, svg, "image/svg+xml"),
      await sendBytes(ann, "PUT", path, svg, "image/png"),
      await sendBytes(ann, "PUT", path, Buffer.from("{}"), "application/json"),
      await sendBytes(ann, "PUT", path, await picture(), "text/html"),
      await sendBytes(ann, "PUT", path, new Uint8Array(0)),
      await sendBytes(ann, "PUT", path, new Uint8Array(10 * 1024 * 1024 + 1)),
    ];
    expect(refusals.map(({ body }) => body.code)).toEqual([
      "unsupported_media",
      "unsupported_media",
      "unsupported_media",
      "unsupported_media",
      "invalid_input",
      "too_large",
    ]);
  });
});

describe("a banner", () => {
  it("is cut three to one in every size, replaced, and taken away with its files", async () => {
    const path = "/creators/annprints/banner";
    const first = await sendBytes(ann, "PUT", path, await picture(900, 900));
    expect(first.status).toBe(200);
    expect(first.body.banner).toMatchObject({ width: 1920, height: 640 });
    const urls = first.body.banner!.sizes.flatMap(({ avifUrl, webpUrl }) => [avifUrl, webpUrl]);
    expect(urls).toHaveLength(6);
    for (const url of urls) expect((await server.visitor.fetch(url)).status, url).toBe(200);
    const small = await server.visitor.fetch(first.body.banner!.sizes[0]!.webpUrl);
    const drawn = await sharp(Buffer.from(await small.arrayBuffer())).metadata();
    expect([drawn.width, drawn.height]).toEqual([640, 213]);

    const second = await sendBytes(editor, "PUT", path, await picture());
    for (const url of urls) expect((await server.visitor.fetch(url)).status, url).toBe(404);
    const shown = await send(server.visitor, "GET", "/creators/annprints");
    expect(shown.body.banner).toEqual(second.body.banner);

    const before = await eventTypes(server.deps, creatorId);
    expect((await send(editor, "DELETE", path)).body.banner).toBeNull();
    expect((await server.visitor.fetch(second.body.banner!.sizes[2]!.avifUrl)).status).toBe(404);
    expect((await send(ann, "DELETE", path)).status).toBe(200);
    // Taking away what is not there is no change.
    expect(await eventTypes(server.deps, creatorId)).toHaveLength(before.length + 1);
  });

  it.each(["banner", "avatar"])("(%s) is left alone by visitors, strangers and analysts", async (kind) => {
    const path = `/creators/annprints/${kind}`;
    const png = await picture(60, 20);
    expect((await sendBytes(ann, "PUT", path, png)).status).toBe(200);
    const shown = (await send(server.visitor, "GET", "/creators/annprints")).body;
    for (const [who, status] of [
      [server.visitor, 401],
      [bob, 404],
      [analyst, 403],
    ] as const) {
      expect((await sendBytes(who, "PUT", path, png)).status).toBe(status);
      expect((await send(who, "DELETE", path)).status).toBe(status);
    }
    expect((await send(server.visitor, "GET", "/creators/annprints")).body).toEqual(shown);
    expect((await send(ann, "DELETE", path)).status).toBe(200);
  });
});

describe("requireMember", () => {
  it("orders the roles", async () => {
    const asUser = (actor: Actor) =>
      ({
        kind: "user",
        userId: actor.userId,
        sessionId: "",
        name: "",
        email: "",
        isOperator: false,
        hasSecondFactor: false,
        operatorWaits: false,
      }) as const;
    const { deps } = server;
    expect(await requireMember(deps, asUser(ann), creatorId, "owner")).toBe("owner");
    expect(await requireMember(deps, asUser(editor), creatorId, "editor")).toBe("editor");
    expect(await requireMember(deps, asUser(analyst), creatorId, "analyst")).toBe("analyst");
    await expect(requireMember(deps, asUser(editor), creatorId, "owner")).rejects.toThrow("owner");
    await expect(requireMember(deps, asUser(analyst), creatorId, "editor")).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(requireMember(deps, asUser(bob), creatorId, "analyst")).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
