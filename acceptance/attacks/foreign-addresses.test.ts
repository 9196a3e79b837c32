import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signUp } from "../world/people.ts";
import { metadata, openShop, sell } from "../world/shop.ts";

describe("somebody names an address that the server is to ask (A49)", () => {
  let listener: Server;
  let address: string;
  const heard: string[] = [];

  beforeAll(async () => {
    listener = createServer((request, answer) => {
      heard.push(request.url ?? "");
      answer.end("heard");
    });
    await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
    address = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
    await (await fetch(`${address}/itself`)).text();
    expect(heard).toEqual(["/itself"]);
    heard.length = 0;
  });
  afterAll(() => listener.close());

  it("in links, texts, pictures, uploads and headers: nobody is asked", async () => {
    const shop = await openShop();
    const markup = `![picture](${address}/markdown.png) <img src="${address}/html.png">`;
    await shop.owner.json("PATCH", `/api/v1/creators/${shop.handle}`, {
      bio: markup,
      socialLinks: [{ label: "Home", url: `${address}/link` }],
    });
    const product = await sell(shop, { description: markup });
    const buyer = await signUp("Ann Reads");
    const headers = {
      accept: "text/html",
      "x-forwarded-host": new URL(address).host,
      "x-original-url": `${address}/original`,
      "x-rewrite-url": `${address}/rewrite`,
      referer: `${address}/referer`,
      destination: `${address}/destination`,
    };
    for (const path of [`/@${shop.handle}`, `/p/${product.slug}`, "/"]) {
      const page = await buyer.fetch(path, { headers });
      await page.text();
      expect(page.status, path).toBeLessThan(500);
    }
    // Next.js' own fetcher of pictures, which is not offered here.
    for (const path of [
      `/_next/image?url=${encodeURIComponent(`${address}/optimised.png`)}&w=640&q=75`,
      `/api/v1/../../_next/image?url=${encodeURIComponent(`${address}/again.png`)}&w=640&q=75`,
      `/sign-in?next=${encodeURIComponent(`${address}/next`)}`,
    ])
      await (await buyer.fetch(path, { headers })).text();
    const upload = await shop.owner.fetch("/api/v1/uploads", {
      method: "POST",
      headers: {
        "tus-resumable": "1.0.0",
        "upload-length": "10",
        "upload-metadata": metadata({
          filename: `${address}/name`,
          filetype: `${address}/type`,
          creatorId: shop.creatorId,
          url: `${address}/upload`,
        }),
        "upload-concat": `final;${address}/concat`,
      },
    });
    await upload.text();
    expect(heard).toEqual([]);
  });
});
