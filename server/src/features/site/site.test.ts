import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { brandUrls, loadBrand } from "./brand.ts";

type Page = { body: string; version: number; updatedAt: string | null; code?: string };

describe("the site's own pages", () => {
  let server: TestServer;
  let operator: Actor;
  let ann: Actor;
  beforeAll(async () => {
    server = await startTestServer({ environment: { SITE_NAME: "Tidewater" } });
    operator = await server.signUpOperator("operator");
    ann = await server.signUp("ann");
  });
  afterAll(() => server.close());

  const read = (slug: string, status = 200) =>
    server.visitor.json<Page>("GET", `/api/v1/site/pages/${slug}`, undefined, status);
  const write = (slug: string, body: unknown, status = 200) =>
    operator.json<Page>("PUT", `/api/v1/operations/pages/${slug}`, body, status);

  it.each(["help", "terms", "privacy"])("%s says something before anybody wrote it", async (slug) => {
    const page = await read(slug);
    expect(page).toMatchObject({ version: 0, updatedAt: null });
    if (slug !== "privacy") expect(page.body).toContain("Tidewater");
    expect(page.body).not.toMatch(/\{\w+\}/);
  });

  it("are written by operators, version by version", async () => {
    const first = await write("terms", { body: "# Ours\n\nBe kind.", version: 0 });
    expect(first).toMatchObject({ body: "# Ours\n\nBe kind.", version: 1 });
    expect((await read("terms")).body).toContain("Be kind.");
    for (const version of [0, 2])
      expect((await write("terms", { body: "Late", version }, 409)).code).toBe("changed_elsewhere");
    expect(await write("terms", { body: "Be very kind.", version: 1 })).toMatchObject({ version: 2 });
    const { rows } = await server.deps.pool.query(
      "select actor_id, data from events where type = 'site_page.updated' order by id desc limit 1",
    );
    expect(rows).toEqual([{ actor_id: operator.userId, data: { version: 2, length: 13 } }]);
  });

  it("let one of two who write at once be first", async () => {
    const answers = await Promise.all(
      ["a", "b", "c"].map((body) =>
        operator.fetch("/api/v1/operations/pages/help", {
          method: "PUT",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ body, version: 0 }),
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  it("refuse what is no page, and whoever is no operator", async () => {
    await read("imprint", 404);
    for (const body of [{ body: "  ", version: 2 }, { body: "x" }, { body: "x".repeat(50_001), version: 2 }])
      await write("terms", body, 400);
    const path = "/api/v1/operations/pages/terms";
    await ann.json("PUT", path, { body: "Mine", version: 2 }, 403);
    await server.visitor.json("PUT", path, { body: "Mine", version: 2 }, 401);
    await ann.json("GET", "/api/v1/operations/pages", undefined, 403);
    const { items } = await operator.json<{ items: Page[] }>("GET", "/api/v1/operations/pages");
    expect(items.length).toBe(3);
  });
});

describe("a brand", () => {
  let directory: string;
  let server: TestServer;
  const css = ":root { --accent: rebeccapurple }";
  const logo = `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "vaulture-brand-"));
    await writeFile(join(directory, "brand.css"), css);
    await writeFile(join(directory, "logo.svg"), logo);
    server = await startTestServer({
      environment: { BRAND_CSS: join(directory, "brand.css"), BRAND_LOGO: join(directory, "logo.svg") },
    });
  });
  afterAll(async () => {
    await server.close();
    await rm(directory, { recursive: true, force: true });
  });

  it("is served under addresses that change with its bytes, and runs nothing", async () => {
    const { cssUrl, logoUrl } = brandUrls(server.deps.brand);
    const sheet = await server.visitor.fetch(cssUrl!);
    expect([sheet.status, sheet.headers.get("content-type")]).toEqual([200, "text/css; charset=utf-8"]);
    expect(await sheet.text()).toBe(":root:root,.themed.themed{--accent:rebeccapurple}\n");
    expect(sheet.headers.get("cache-control")).toContain("immutable");
    const drawing = await server.visitor.fetch(logoUrl!);
    expect(drawing.headers.get("content-type")).toBe("image/svg+xml");
    expect(drawing.headers.get("content-security-policy")).toMatch(/^sandbox; default-src 'none'/);
    await writeFile(join(directory, "brand.css"), `${css} :root { --corner: 0 }`);
    const changed = await loadBrand(server.deps.config);
    expect(brandUrls(changed).cssUrl).not.toBe(cssUrl);
    for (const path of ["/brand/none.css", "/brand/..%2fsecrets.json"])
      expect((await server.visitor.fetch(path)).status).toBe(404);
  });

  it("that cannot be used stops the start, with every reason", async () => {
    await writeFile(join(directory, "bad.css"), "body { display: none }");
    const bad = { BRAND_CSS: join(directory, "bad.css"), BRAND_LOGO: join(directory, "logo.exe") };
    await expect(loadBrand(bad)).rejects.toMatchObject({
      problems: [expect.stringMatching(/^BRAND_CSS: only ":root/), expect.stringMatching(/^BRAND_LOGO: /)],
    });
    await expect(loadBrand({ BRAND_CSS: join(directory, "none.css") })).rejects.toThrow("BRAND_CSS");
    expect(await loadBrand({})).toEqual({ css: null, logo: null });
  });
});
