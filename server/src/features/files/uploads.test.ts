import { createHash, randomBytes } from "node:crypto";
import { Upload } from "tus-js-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { makeShop, type Shop } from "../../test/make.ts";
import { create, created, head, idOf, patch } from "./upload-client.ts";

let server: TestServer;
let shop: Shop;
beforeAll(async () => {
  server = await startTestServer();
  shop = await makeShop(server, "ann");
});
afterAll(() => server.close());

describe("x", () => {
  it("plain", async () => {
    const bytes = randomBytes(3_000_000);
    const path = await created(shop.owner, { creatorId: shop.creatorId, size: bytes.length });
    const a = await patch(shop.owner, path, 0, bytes.subarray(0, 1_000_000));
    console.log(a.status, [...a.headers], await a.text());
    const h = await head(shop.owner, path);
    console.log(h.status, [...h.headers]);
    const b = await patch(shop.owner, path, 1_000_000, bytes.subarray(1_000_000));
    console.log(b.status, await b.text());
    console.log(
      await shop.owner.json("GET", `/api/v1/files/${idOf(path)}`),
      createHash("sha256").update(bytes).digest("hex"),
    );
    console.log(await shop.owner.json("GET", `/api/v1/creators/${shop.handle}/files`));
  });
});
