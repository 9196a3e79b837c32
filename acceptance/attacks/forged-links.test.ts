import { beforeAll, describe, expect, it } from "vitest";
import { isOurs, needsOurs } from "../world/installation.ts";
import { type Person, signUp, visitor } from "../world/people.ts";
import { codeIn, expectDenied, expectRefusal } from "../world/refusals.ts";
import { removeInstallation, startServer } from "../world/server-process.ts";
import {
  buy,
  download,
  type ForSale,
  MARKER,
  metadata,
  openShop,
  sell,
  sha256,
  ticket,
} from "../world/shop.ts";

let product: ForSale;
let ann: Person;

beforeAll(async () => {
  product = await sell(await openShop());
  ann = await signUp("Ann Buyer");
  await buy(ann, product);
});

const parts = (url: string) => {
  const cut = url.lastIndexOf("/") + 1;
  return [url.slice(0, cut), url.slice(cut)] as const;
};

describe("a link is changed (A29)", () => {
  it("by any one of its characters", async () => {
    const { url } = await ticket(ann, product.fileId);
    const [base, text] = parts(url);
    expect((await ann.fetch(url, { method: "HEAD" })).status).toBe(200);
    for (let at = 0; at < text.length; at += 5) {
      const other = text[at] === "A" ? "B" : "A";
      const answer = await ann.fetch(base + text.slice(0, at) + other + text.slice(at + 1));
      await expectRefusal(answer, 403, "invalid_link");
    }
    expect(sha256(await download(ann, url))).toBe(product.sha256);
  });

  it.each<[string, (text: string) => string]>([
    ["other case", (text) => text.toLowerCase()],
    [
      "case swapped",
      (text) => text.replace(/[a-zA-Z]/g, (c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase())),
    ],
    ["padding added", (text) => `${text}==`],
    ["a character added", (text) => `${text}A`],
    ["a dot added", (text) => `${text}.`],
    ["a space added", (text) => `${text}%20`],
    ["a line break added", (text) => `${text}%0d%0aset-cookie:%20a=b`],
    ["NUL added", (text) => `${text}%00`],
    ["a file name added", (text) => `${text}%2fguide.pdf`],
    ["an extension added", (text) => `${text}.pdf`],
    ["cut short", (text) => text.slice(0, -1)],
    ["cut to its ids", (text) => text.slice(0, 53)],
    ["the signature zeroed", (text) => text.slice(0, 53) + "A".repeat(43)],
    ["twice", (text) => text + text],
    ["hexadecimal", (text) => Buffer.from(text, "base64url").toString("hex")],
    ["percent-encoded twice", (text) => text.replace(/^./, (c) => `%25${c.charCodeAt(0).toString(16)}`)],
    ["a matrix parameter", (text) => `${text};x=1`],
  ])("%s", async (_, change) => {
    const { url } = await ticket(ann, product.fileId);
    const [base, text] = parts(url);
    const changed = change(text);
    // A text without letters has no other case to be in; all others must differ.
    expect(changed).not.toBe(text);
    const answer = await ann.fetch(base + changed);
    const body = await answer.text();
    expect([403, 404, 414]).toContain(answer.status);
    expect(["invalid_link", "not_found"]).toContain(codeIn(body));
    expect(body).not.toContain(MARKER);
    expect(answer.headers.get("set-cookie")).toBeNull();
    expect(sha256(await download(ann, url))).toBe(product.sha256);
  });

  it("to another download of somebody else, keeping the signature", async () => {
    const bob = await signUp("Bob Buyer");
    await buy(bob, product);
    const mine = await ticket(bob, product.fileId);
    const hers = await ticket(ann, product.fileId);
    expect((await bob.fetch(mine.url, { method: "HEAD" })).status).toBe(200);
    const [base] = parts(mine.url);
    const [a, b] = [mine, hers].map(({ url }) => Buffer.from(parts(url)[1], "base64url")) as [Buffer, Buffer];
    for (const [from, to] of [
      [2, 18],
      [18, 34],
      [2, 34],
      [34, 40],
      [40, 72],
    ] as const) {
      const mixed = Buffer.from(a);
      b.copy(mixed, from, from, to);
      if (mixed.equals(a)) continue;
      await expectRefusal(await bob.fetch(base + mixed.toString("base64url")), 403, "invalid_link");
    }
  });

  it("and every attempt of a signed-in person is on record", async () => {
    const bob = await signUp("Bob Recorded");
    const { url } = await ticket(ann, product.fileId);
    await expectRefusal(
      await bob.fetch(`${url.slice(0, -1)}${url.endsWith("A") ? "B" : "A"}`),
      403,
      "invalid_link",
    );
    await expectRefusal(await bob.fetch(url), 403, "wrong_viewer");
    await expectDenied(bob, 1, "wrong_viewer");
  });
});

describe.skipIf(!isOurs)(`a link that was not started in time${needsOurs}`, () => {
  it("is dead, a started one is not, and a new one is one request away", async () => {
    const server = await startServer({ env: { DOWNLOAD_START_SECONDS: "2" } });
    try {
      const offer = await sell(await openShop(server.url));
      const buyer = await signUp("Late Starter", server.url);
      await buy(buyer, offer);
      const started = await ticket(buyer, offer.fileId);
      await download(buyer, started.url, { range: "bytes=0-9" });
      const unused = await ticket(buyer, offer.fileId);
      const left = new Date(unused.expiresAt).getTime() - Date.now();
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, left) + 1100));

      await expectRefusal(await buyer.fetch(unused.url), 410, "link_expired");
      await expectRefusal(
        await buyer.fetch(unused.url, { headers: { range: "bytes=0-0" } }),
        410,
        "link_expired",
      );
      const rest = await download(buyer, started.url, { range: "bytes=10-" });
      expect(rest.equals(offer.bytes.subarray(10))).toBe(true);
      expect(sha256(await download(buyer, (await ticket(buyer, offer.fileId)).url))).toBe(offer.sha256);
    } finally {
      await server.stop();
      await removeInstallation(server.dataDir);
    }
  });

  it("does not pass to another installation that has other secrets", async () => {
    const server = await startServer();
    try {
      const { url } = await ticket(ann, product.fileId);
      const foreign = new URL(url).pathname;
      const somebody = await signUp("Bob Elsewhere", server.url);
      await expectRefusal(await somebody.fetch(foreign), 403, "invalid_link");
    } finally {
      await server.stop();
      await removeInstallation(server.dataDir);
    }
  }, 120_000);
});

describe("a ticket is used for something else (A5)", () => {
  it("as an upload, a file, a purchase or a session; and an upload's id as a ticket", async () => {
    const { url } = await ticket(ann, product.fileId);
    const text = parts(url)[1];
    const owner = product.shop.owner;
    const tus = { "tus-resumable": "1.0.0" };
    const asUploads: [string, RequestInit][] = [
      [`/api/v1/uploads/${text}`, { method: "HEAD", headers: tus }],
      [
        `/api/v1/uploads/${text}`,
        {
          method: "PATCH",
          headers: { ...tus, "upload-offset": "0", "content-type": "application/offset+octet-stream" },
          body: "overwritten",
        },
      ],
      [`/api/v1/uploads/${text}`, { method: "DELETE", headers: tus }],
      [`/api/v1/files/${text}`, {}],
      [`/api/v1/files/${text}`, { method: "DELETE" }],
      [
        `/api/v1/files/${text}/downloads`,
        { method: "POST", headers: { "content-type": "application/json" }, body: "{}" },
      ],
      [`/api/v1/purchases/${text}`, {}],
      [`/api/v1/products/${text}`, {}],
      [`/api/v1/library/${text}`, {}],
    ];
    for (const somebody of [ann, owner]) {
      for (const [path, init] of asUploads) {
        const answer = await somebody.fetch(path, init);
        expect([400, 404, 412], `${init.method ?? "GET"} ${path}`).toContain(answer.status);
      }
    }
    const asSession = await visitor().fetch("/api/v1/me", { headers: { authorization: `Bearer ${text}` } });
    await expectRefusal(asSession, 401, "sign_in_required");
    const asCookie = await visitor().fetch("/api/v1/me", {
      headers: { cookie: `vaulture.session_token=${text}` },
    });
    await expectRefusal(asCookie, 401, "sign_in_required");

    const upload = await owner.fetch("/api/v1/uploads", {
      method: "POST",
      headers: {
        ...tus,
        "upload-length": "10",
        "upload-metadata": metadata({ filename: "x", creatorId: product.shop.creatorId }),
      },
    });
    const uploadId = upload.headers.get("location")!.split("/").at(-1)!;
    expect((await owner.fetch(`/api/v1/uploads/${uploadId}`, { method: "HEAD", headers: tus })).status).toBe(
      200,
    );
    for (const id of [uploadId, product.fileId]) {
      await expectRefusal(await owner.fetch(`/api/v1/downloads/${id}`), 403, "invalid_link");
      await expectRefusal(await ann.fetch(`/api/v1/downloads/${id}`), 403, "invalid_link");
    }
    // An unfinished upload is no file yet, not even for its owner.
    await expectRefusal(
      await owner.fetch(`/api/v1/files/${uploadId}/downloads`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: "{}",
      }),
      404,
      "not_found",
    );
    expect(
      (await owner.fetch(`/api/v1/uploads/${uploadId}`, { method: "DELETE", headers: tus })).status,
    ).toBe(204);
    expect(sha256(await download(ann, url))).toBe(product.sha256);
  });

  it("with another method or an override (A33)", async () => {
    const { url } = await ticket(ann, product.fileId);
    for (const method of ["PUT", "DELETE", "PATCH", "OPTIONS"]) {
      const answer = await ann.fetch(url, { method });
      expect([404, 405], method).toContain(answer.status);
      expect(await answer.text()).not.toContain(MARKER);
    }
    for (const header of ["x-http-method-override", "x-http-method", "x-method-override"]) {
      const answer = await visitor().fetch(url, { headers: { [header]: "HEAD" } });
      await expectRefusal(answer, 401, "sign_in_required");
      const overridden = await product.shop.owner.fetch(`/api/v1/products/${product.productId}`, {
        headers: { [header]: "DELETE" },
      });
      expect(overridden.status).toBe(200);
    }
    expect(sha256(await download(ann, url))).toBe(product.sha256);
  });
});
