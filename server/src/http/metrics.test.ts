import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../test/harness.ts";
import { makeProduct, makeShop } from "../test/make.ts";

const TOKEN = "a-token-of-sixteen-or-more";

describe("metrics", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const read = async (headers: Record<string, string> = {}) => {
    const answer = await fetch(`${server.url}/metrics`, { headers });
    return { status: answer.status, text: await answer.text() };
  };

  it("counts what happened, without names of people, files or paths that do not exist", async () => {
    const shop = await makeShop(server, "maker");
    const product = await makeProduct(server, shop, {});
    await shop.owner.fetch(`/api/v1/files/${product.fileId}/downloads`, { method: "POST" });
    await fetch(`${server.url}/api/v1/made-up-${Math.random()}`);
    const { status, text } = await read();
    expect(status).toBe(200);
    expect(text).toMatch(/^vaulture_tickets_total\{grant="owner",kind="download"\} 1$/m);
    expect(text).toMatch(
      /^vaulture_request_seconds_count\{method="POST",route="\/api\/v1\/files\/:id\/downloads"/m,
    );
    expect(text).toMatch(/^vaulture_request_seconds_count\{method="GET",route="none",status="4xx"\}/m);
    for (const line of [
      'vaulture_jobs{state="due"}',
      'vaulture_database_connections{state="busy"}',
      "vaulture_open_streams 0",
    ])
      expect(text).toContain(line);
    for (const secret of ["made-up", product.fileId, shop.owner.userId, shop.owner.email])
      expect(text).not.toContain(secret);
  });

  it("has everything that the rules in ops/prometheus ask for", async () => {
    const rules = await readFile(new URL("../../../ops/prometheus/rules.yml", import.meta.url), "utf8");
    const asked = new Set([...rules.matchAll(/vaulture_[a-z_]+/g)].map(([name]) => name));
    expect(asked.size).toBeGreaterThan(6);
    const { text } = await read();
    for (const name of asked) {
      const metric = name.replace(/_seconds_(bucket|count)$/, "_seconds");
      expect(text, name).toMatch(new RegExp(`^# TYPE ${metric} `, "m"));
    }
  });

  it("answers its own machine only, and not what came through a proxy on it", async () => {
    expect((await read()).status).toBe(200);
    expect((await read({ "x-forwarded-for": "198.51.100.7" })).status).toBe(404);
    expect((await read({ forwarded: "for=198.51.100.7" })).status).toBe(404);
  });

  it("wants the token where there is one", async () => {
    const guarded = await startTestServer({ environment: { METRICS_TOKEN: TOKEN } });
    try {
      const ask = (authorization?: string) =>
        fetch(`${guarded.url}/metrics`, authorization ? { headers: { authorization } } : {});
      expect((await ask(`Bearer ${TOKEN}`)).status).toBe(200);
      for (const wrong of [undefined, `Bearer ${TOKEN}x`, `Bearer ${TOKEN.slice(0, -1)}x`, TOKEN, "Bearer "])
        expect((await ask(wrong)).status, wrong ?? "none").toBe(404);
    } finally {
      await guarded.close();
    }
  });
});
