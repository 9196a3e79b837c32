import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { unmakeOperator } from "./index.ts";

describe("who is an operator no longer", () => {
  let server: TestServer;
  let olive: Actor;
  let oscar: Actor;

  beforeAll(async () => {
    server = await startTestServer();
    olive = await server.signUpOperator("olive");
    oscar = await server.signUpOperator("oscar");
  });
  afterAll(() => server.close());

  const status = async (of: Actor) => (await of.fetch("/api/v1/operations/overview")).status;
  const told = async () =>
    (
      await server.deps.db
        .selectFrom("events")
        .select("id")
        .where("type", "=", "user.unmade_operator")
        .execute()
    ).length;

  it("reaches nothing of Operations any more, at once and with the same session", async () => {
    expect(await status(oscar)).toBe(200);
    await unmakeOperator(server.deps, oscar.userId);
    await unmakeOperator(server.deps, oscar.userId);
    expect(await status(oscar)).toBe(403);
    expect(await status(olive)).toBe(200);
    expect(await told()).toBe(1);
  });

  it("is never the last one", async () => {
    await expect(unmakeOperator(server.deps, olive.userId)).rejects.toThrow("last operator");
    expect(await status(olive)).toBe(200);
    expect(await told()).toBe(1);
  });
});
