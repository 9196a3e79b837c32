import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeDatabase, oneItem, secretKey, startSandbox } from "../test/harness.ts";

let database: Awaited<ReturnType<typeof makeDatabase>>;
beforeAll(async () => {
  database = await makeDatabase();
});
afterAll(() => database.drop());

describe("the sandbox's schema", () => {
  it("is made once, by however many processes start together", async () => {
    const started = await Promise.all(Array.from({ length: 4 }, () => startSandbox(database.url)));
    const { rows } = await started[0]!.pool.query(
      "select number from stripe_sandbox.migrations order by number",
    );
    expect(rows).toEqual([{ number: 1 }, { number: 2 }, { number: 3 }]);
    await Promise.all(started.map(({ stop }) => stop()));
  });

  it("keeps everything over a restart", async () => {
    const before = await startSandbox(database.url);
    const session = await before.stripe.checkout.sessions.create(oneItem());
    await before.stop();
    const after = await startSandbox(database.url);
    expect(await after.stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
      id: session.id,
      status: "open",
    });
    await after.stop();
  });

  it("may have another name, and then shares nothing", async () => {
    const [one, other] = [
      await startSandbox(database.url),
      await startSandbox(database.url, { schema: "other_sandbox" }),
    ];
    const customer = await one.stripe.customers.create();
    await expect(other.stripe.customers.retrieve(customer.id)).rejects.toMatchObject({ statusCode: 404 });
    await Promise.all([one.stop(), other.stop()]);
    await expect(startSandbox(database.url, { schema: 'x"; drop' })).rejects.toThrow(/schema name/);
  });

  it("opens only with what looks like a test key", async () => {
    await (await startSandbox(database.url, { secretKey })).stop();
    for (const key of ["sk_live_12345678", "sk_test_", "secret", ""]) {
      await expect(startSandbox(database.url, { secretKey: key })).rejects.toThrow(/sk_test_/);
    }
  });
});
