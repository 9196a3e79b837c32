import type { BrowserContext } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium, openBrowser } from "../world/browser.ts";
import { baseUrl } from "../world/installation.ts";
import { signUp, visitor } from "../world/people.ts";
import { expectRefusal } from "../world/refusals.ts";
import { openShop, type Shop, sell, ticket } from "../world/shop.ts";

// What any script here does when it runs with our origin: leave a mark that is looked for afterwards.
const SCRIPT =
  "try{localStorage.setItem('owned','1')}catch(e){};try{document.cookie='owned=1;path=/'}catch(e){};window.owned=1;";

const FILES: [string, string, string][] = [
  ["page.html", "text/html", `<script>${SCRIPT}</script><img src=x onerror="${SCRIPT}">`],
  ["page.htm", "application/octet-stream", `<!doctype html><script>${SCRIPT}</script>`],
  [
    "picture.svg",
    "image/svg+xml",
    `<svg xmlns="http://www.w3.org/2000/svg" onload="${SCRIPT}"><script>${SCRIPT}</script></svg>`,
  ],
  [
    "page.xhtml",
    "application/xhtml+xml",
    `<html xmlns="http://www.w3.org/1999/xhtml"><body><script>${SCRIPT}</script></body></html>`,
  ],
  [
    "sheet.xml",
    "text/xml",
    `<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="#s"?><html xmlns="http://www.w3.org/1999/xhtml"><script>${SCRIPT}</script></html>`,
  ],
  [
    "sheet.xsl",
    "application/xslt+xml",
    `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/"><script>${SCRIPT}</script></xsl:template></xsl:stylesheet>`,
  ],
  ["photo.html.jpg", "image/jpeg", `<script>${SCRIPT}</script>`],
  ["photo.jpg", "text/html", `<script>${SCRIPT}</script>`],
  ["nothing", "", `<html><script>${SCRIPT}</script></html>`],
  ["app.js", "text/javascript", SCRIPT],
  [
    "doc.mht",
    "multipart/related; boundary=x",
    `--x\r\nContent-Type: text/html\r\n\r\n<script>${SCRIPT}</script>\r\n--x--`,
  ],
  [
    "doc.pdf",
    "application/pdf",
    "%PDF-1.4\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj",
  ],
  ["flash.swf", "application/x-shockwave-flash", "CWS"],
  ["utf7.html", "text/html; charset=utf-7", "+ADw-script+AD4-window.owned=1+ADw-/script+AD4-"],
];

const chromium = findChromium();
const aloud = chromium || process.env.CI === "true" ? "" : " (skipped: no Chromium on this machine)";

describe("an uploaded file carries a script (A11)", () => {
  let shop: Shop;

  beforeAll(async () => {
    shop = await openShop();
  });

  it.each(FILES)(
    "%s as %s: served as an attachment that no browser runs",
    async (fileName, fileType, content) => {
      const item = await sell(shop, { fileName, fileType, bytes: Buffer.from(content) });
      const { url } = await ticket(shop.owner, item.fileId);
      const asks: Record<string, string>[] = [
        {},
        { range: "bytes=0-" },
        { accept: "text/html" },
        { accept: "image/*", "sec-fetch-dest": "image" },
      ];
      for (const headers of asks) {
        const answer = await shop.owner.fetch(url, { headers });
        expect([200, 206]).toContain(answer.status);
        expect(answer.headers.get("content-disposition")).toMatch(/^attachment;/);
        expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
        expect(answer.headers.get("content-security-policy")).toMatch(/(^|;\s*)sandbox(;|$)/);
        expect(answer.headers.get("cross-origin-resource-policy")).toBe("same-origin");
        expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
        expect(await answer.text()).toBe(content);
      }
    },
  );

  it("as a cover or an avatar: only real pictures are taken, and they come back as other bytes", async () => {
    const item = await sell(shop);
    const pixel = Buffer.from(
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
      "base64",
    );
    const polyglot = Buffer.concat([pixel, Buffer.from(`<script>${SCRIPT}</script>`)]);
    const put = (path: string, method: string, body: Buffer, type: string) =>
      shop.owner.fetch(path, { method, headers: { "content-type": type }, body: new Uint8Array(body) });
    const covers = `/api/v1/products/${item.productId}/covers`;
    const avatar = `/api/v1/creators/${shop.handle}/avatar`;
    const made = await put(covers, "POST", polyglot, "image/png");
    expect(made.status).toBe(201);
    const { covers: list } = (await made.json()) as {
      covers: { sizes: { avifUrl: string; webpUrl: string }[] }[];
    };
    for (const { avifUrl, webpUrl } of list[0]!.sizes) {
      for (const address of [avifUrl, webpUrl]) {
        const image = await visitor().fetch(address);
        expect(image.status).toBe(200);
        expect(image.headers.get("content-type")).toMatch(/^image\/(avif|webp)$/);
        expect(image.headers.get("x-content-type-options")).toBe("nosniff");
        expect(image.headers.get("content-security-policy")).toContain("sandbox");
        expect(Buffer.from(await image.arrayBuffer()).toString("latin1")).not.toContain("script");
      }
    }
    for (const [name, , content] of FILES) {
      for (const [path, method] of [
        [covers, "POST"],
        [avatar, "PUT"],
      ] as const) {
        for (const type of ["image/png", "image/svg+xml", "text/html"]) {
          const answer = await put(path, method, Buffer.from(content), type);
          const text = await answer.text();
          expect([400, 413, 415], `${name} to ${path} as ${type}: ${text}`).toContain(answer.status);
        }
      }
    }
  });

  describe.skipIf(!chromium && process.env.CI !== "true")(`opened in Chromium${aloud}`, () => {
    let browser: { context: BrowserContext; close(): Promise<void> };

    beforeAll(async () => {
      browser = await openBrowser(shop.owner);
    });
    afterAll(() => browser.close());

    it("proves first that such a script would be noticed", async () => {
      const page = await browser.context.newPage();
      await page.goto(`${baseUrl}/health/live`);
      await page.evaluate(SCRIPT);
      expect(await marks(browser.context)).toEqual({ stored: "1", cookie: true });
      await clean(browser.context);
    });

    it("at every address that serves it, also framed and embedded by a page of our own origin", async () => {
      for (const [fileName, fileType, content] of FILES) {
        const item = await sell(shop, { fileName, fileType, bytes: Buffer.from(content) });
        const page = await browser.context.newPage();
        const { url } = await ticket(shop.owner, item.fileId);
        const downloading = page.waitForEvent("download", { timeout: 10_000 }).catch(() => null);
        await page.goto(url).catch(() => undefined);
        expect(await downloading, `${fileName} is saved, not shown`).not.toBeNull();
        await page.goto(`${baseUrl}/health/live`);
        const embedded = (await ticket(shop.owner, item.fileId)).url;
        await page.evaluate(async (address) => {
          for (const tag of ["iframe", "object", "embed", "img", "script", "link"]) {
            const element = document.createElement(tag);
            element.setAttribute(tag === "object" ? "data" : tag === "link" ? "href" : "src", address);
            if (tag === "link") element.setAttribute("rel", "stylesheet");
            if (tag === "script" && !address.includes(".js")) continue;
            document.documentElement.append(element);
          }
          await new Promise((resolve) => setTimeout(resolve, 300));
        }, embedded);
        expect(await marks(browser.context), fileName).toEqual({ stored: null, cookie: false });
        await page.close();
      }
    }, 120_000);
  });
});

describe("text that people wrote carries markup (A26)", () => {
  const MARKUP = [
    "<script>window.owned=1</script>",
    '"><img src=x onerror="window.owned=1">',
    "<svg/onload=window.owned=1>",
    "[click](javascript:window.owned=1)",
    "[click](JaVaScRiPt:window.owned=1)",
    "[click](data:text/html,<script>window.owned=1</script>)",
    '![x](x"onerror="window.owned=1)',
    "<a href='javascript:window.owned=1'>x</a>",
    "<iframe srcdoc='<script>parent.owned=1</script>'></iframe>",
    "[x](vbscript:window.owned=1)",
    "<javascript:window.owned=1>",
    "{{constructor.constructor('window.owned=1')()}}",
    "</title><script>window.owned=1</script>",
    "</script><script>window.owned=1</script>",
  ].join("\n\n");

  let shop: Shop;
  let slug: string;
  let productId: string;

  beforeAll(async () => {
    shop = await openShop();
    const item = await sell(shop, {
      title: `</title><script>window.owned=1</script> "'><b>bold`,
      description: MARKUP,
      fileName: "<img src=x onerror=window.owned=1>.pdf",
    });
    ({ slug, productId } = item);
    await shop.owner.json("PATCH", `/api/v1/creators/${shop.handle}`, {
      bio: MARKUP,
      displayName: "<script>window.owned=1</script>",
    });
  });

  it.each([
    "javascript:alert(1)",
    "JAVASCRIPT:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "//evil.example",
    "https://user:secret@evil.example",
    "http:evil",
    "https://evil.example/\u0000",
    "",
  ])("links that are none are refused: %j", async (url) => {
    const change = (body: object) =>
      shop.owner.fetch(`/api/v1/creators/${shop.handle}`, {
        method: "PATCH",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    expect((await change({ website: "https://example.org/me" })).status).toBe(200);
    await expectRefusal(await change({ website: url }), 400, "invalid_input");
    await expectRefusal(await change({ socialLinks: [{ label: "me", url }] }), 400, "invalid_input");
  });

  it("the pages' own HTML carries none of it", async () => {
    for (const path of [
      `/p/${slug}`,
      `/@${shop.handle}`,
      "/",
      `/?query=${encodeURIComponent("<script>window.owned=1</script>")}`,
    ]) {
      const answer = await visitor().fetch(path, { headers: { accept: "text/html" } });
      const text = await answer.text();
      expect(answer.status, path).toBe(200);
      expect(text, path).not.toMatch(/<script>window\.owned|<img src=x onerror|<svg\/onload|<iframe/i);
      expect(text, path).not.toMatch(
        /<[a-z][^<>]*\s(href|src|action)\s*=\s*["']?\s*(javascript|vbscript|data:text)/i,
      );
      expect(answer.headers.get("content-security-policy"), path).toMatch(/script-src [^;]*'nonce-/);
      expect(answer.headers.get("content-security-policy"), path).not.toMatch(
        /script-src [^;]*'unsafe-inline'/,
      );
    }
    const page = await (await visitor().fetch(`/p/${slug}`)).text();
    expect(page).toContain("&lt;script&gt;window.owned=1&lt;/script&gt;");
  });

  it("the payment page and the receipts show it as text", async () => {
    const { checkoutUrl } = await (await signUp("Markup Reader")).json<{ checkoutUrl: string }>(
      "POST",
      "/api/v1/checkout",
      { productId },
    );
    const page = await (await fetch(checkoutUrl)).text();
    expect(page).not.toContain("<script>window.owned");
    expect(page).toContain("&#60;script&#62;");
  });

  it.skipIf(!chromium && process.env.CI !== "true")(
    `and in Chromium nothing of it runs, and no link leads to a script${aloud}`,
    async () => {
      const { context, close } = await openBrowser(shop.owner);
      try {
        for (const path of [
          `/p/${slug}`,
          `/@${shop.handle}`,
          "/",
          "/studio",
          `/studio/${shop.handle}/products`,
          `/library/${slug}`,
          `/denied?code=%3Cscript%3Ewindow.owned=1%3C/script%3E`,
        ]) {
          const page = await context.newPage();
          await page.goto(baseUrl + path, { waitUntil: "load" });
          const seen = await page.evaluate(() => ({
            owned: (window as { owned?: number }).owned ?? null,
            links: [...document.querySelectorAll("a[href], form[action], iframe, object, embed")].map(
              (element) => element.getAttribute("href") ?? element.getAttribute("action") ?? element.tagName,
            ),
          }));
          expect(seen.owned, path).toBeNull();
          expect(
            seen.links.filter((link) =>
              /^\s*(javascript|data|vbscript):|^(IFRAME|OBJECT|EMBED)$/i.test(link),
            ),
            path,
          ).toEqual([]);
          await page.close();
        }
      } finally {
        await close();
      }
    },
  );
});

async function marks(context: BrowserContext): Promise<{ stored: string | null; cookie: boolean }> {
  const page = await context.newPage();
  await page.goto(`${baseUrl}/health/live`);
  const stored = await page.evaluate(() => localStorage.getItem("owned"));
  await page.close();
  const cookies = await context.cookies(baseUrl);
  return { stored, cookie: cookies.some(({ name }) => name === "owned") };
}

async function clean(context: BrowserContext): Promise<void> {
  const page = await context.newPage();
  await page.goto(`${baseUrl}/health/live`);
  await page.evaluate(() => {
    localStorage.clear();
    // biome-ignore lint/suspicious/noDocumentCookie: the mark was left this way
    document.cookie = "owned=;path=/;max-age=0";
  });
  await page.close();
}
