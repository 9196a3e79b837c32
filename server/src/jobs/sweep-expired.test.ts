import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../test/harness.ts";
import { sweepExpired } from "./sweep-expired.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const sessions = async () => (await server.deps.pool.query("select from sessions")).rowCount;

it("goes on when a part of it fails, and fails at the end, naming it", async () => {
  await server.signUp("ann");
  await sweepExpired(server.deps);
  expect(await sessions()).toBe(1);
  server.clock.advance(400 * 86_400_000);
  const { counters } = server.deps;
  const sweep = async () => {
    throw new Error("no answer");
  };
  await expect(sweepExpired({ ...server.deps, counters: { ...counters, sweep } })).rejects.toThrow(
    "failed: counters",
  );
  expect(await sessions()).toBe(0);
});
