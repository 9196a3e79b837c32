import { get, type IncomingMessage } from "node:http";
import { beforeAll, describe, expect, it } from "vitest";
import { type Person, signInAgain, signUp, visitor } from "../world/people.ts";
import { expectDenied, expectEmptyRefusal, expectRefusal } from "../world/refusals.ts";
import {
  buy,
  download,
  type ForSale,
  film,
  openShop,
  sell,
  sha256,
  ticket,
  uploadFile,
  view,
} from "../world/shop.ts";

let product: ForSale;
let ann: Person;

beforeAll(async () => {
  product = await sell(await openShop(), { bytes: film(3000), fileName: "film.mp4", fileType: "video/mp4" });
  ann = await signUp("Ann Watches");
  await buy(ann, product);
});

describe("somebody else opens what a buyer is shown in a page (A36)", () => {
  it.each([
    ["another cookie jar without an account", async () => visitor(), 401, "sign_in_required"],
    ["another account", async () => signUp("Bob Stranger"), 403, "wrong_viewer"],
    [
      "another buyer of the very same product",
      async () => {
        const bob = await signUp("Bob Buyer");
        await buy(bob, product);
        return bob;
      },
      403,
      "wrong_viewer",
    ],
    ["the creator who sold it", async () => product.shop.owner, 403, "wrong_viewer"],
  ] as const)("%s", async (_, makeSomebody, status, code) => {
    const somebody = await makeSomebody();
    const { url } = await view(ann, product.fileId);
    expect(sha256(await download(ann, url))).toBe(product.sha256);
    await expectRefusal(await somebody.fetch(url), status, code);
    await expectDenied(somebody, 1, code);
    await expectRefusal(await somebody.fetch(url, { headers: { range: "bytes=1-" } }), status, code);
    await expectEmptyRefusal(await somebody.fetch(url, { method: "HEAD" }), status);
    await expectRefusal(await somebody.fetch(url, { method: "POST" }), status, code);
  });

  it("by its ticket at every other address (A5)", async () => {
    const shown = (await view(ann, product.fileId)).url;
    const kept = (await ticket(ann, product.fileId)).url;
    expect((await ann.fetch(shown, { method: "HEAD" })).status).toBe(200);
    expect((await ann.fetch(kept, { method: "HEAD" })).status).toBe(200);
    await expectRefusal(await ann.fetch(shown.replace("/views/", "/downloads/")), 403, "invalid_link");
    await expectRefusal(await ann.fetch(kept.replace("/downloads/", "/views/")), 403, "invalid_link");
    const sealed = shown.split("/").at(-1)!;
    for (const path of [
      `/api/v1/uploads/${sealed}`,
      `/api/v1/files/${sealed}`,
      `/api/v1/purchases/${sealed}`,
    ]) {
      for (const method of ["GET", "HEAD", "PATCH", "DELETE"]) {
        const answer = await ann.fetch(path, { method });
        expect(answer.status, `${method} ${path}`).toBeGreaterThanOrEqual(400);
        expect(await answer.text()).not.toContain(product.bytes.subarray(0, 40).toString());
      }
    }
  });
});

describe("what a buyer is shown ends (A7, A37)", () => {
  it("with the session, in the middle of a stream too, for a token as for a cookie", async () => {
    const long = await sell(product.shop, { bytes: film(24 * 1024 * 1024) });
    await buy(ann, long);
    const phone = await signInAgain(ann);
    const { url } = await view(phone, long.fileId);
    const token = await phone.token();
    const bearer = () =>
      visitor().fetch(url, { headers: { authorization: `Bearer ${token}`, range: "bytes=0-9" } });
    expect((await bearer()).status).toBe(206);
    const stream = await begin(url, phone);
    expect(stream.statusCode).toBe(200);
    await phone.json("POST", "/api/auth/sign-out", {});
    await expectRefusal(await phone.fetch(url), 401, "sign_in_required");
    await expectRefusal(await bearer(), 401, "sign_in_required");
    expect(await endOf(stream)).toBe("cut");
    // The other device of the same person goes on.
    expect((await ann.fetch(url, { headers: { range: "bytes=0-9" } })).status).toBe(206);
  });
});

describe("what can run is never shown in a page (A11)", () => {
  it.each([
    ["HTML", "<!doctype html><script>document.title = 'ran'</script>", "clip.mp4", "video/mp4"],
    ["SVG", '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "photo.png", "image/png"],
    [
      "XHTML",
      '<html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>',
      "a.webm",
      "video/webm",
    ],
    ["PDF", "%PDF-1.7 /OpenAction", "scan.jpg", "image/jpeg"],
    ["HTML after a picture's name only", "GIF88a<script>alert(1)</script>", "a.gif", "image/gif"],
  ])("%s, whatever it claims to be", async (_, text, name, type) => {
    const { shop } = product;
    const shown = await uploadFile(shop, film(100), { name: "page.html", type: "text/html" });
    const answer = await shop.owner.fetch((await view(shop.owner, shown)).url);
    expect(answer.headers.get("content-type")).toBe("video/mp4");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    await answer.arrayBuffer();
    const fileId = await uploadFile(shop, Buffer.from(text), { name, type });
    const refused = await shop.owner.fetch(`/api/v1/files/${fileId}/views`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    await expectRefusal(refused, 415, "not_viewable");
  });
});

function begin(url: string, who: Person): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { cookie: who.cookie }, agent: false }, (answer) => {
      answer.on("error", () => undefined);
      resolve(answer);
    }).on("error", reject);
  });
}

/** Takes what comes until nothing does. */
function endOf(answer: IncomingMessage): Promise<"cut" | "whole"> {
  return new Promise((resolve) => {
    answer.on("close", () => resolve(answer.complete ? "whole" : "cut"));
    answer.resume();
  });
}
