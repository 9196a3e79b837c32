import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { User } from "../../access/index.ts";
import { sweepExpired } from "../../jobs/sweep-expired.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { customerOf, forgetLeftCustomers } from "./index.ts";

describe("customers at the payment provider", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  /** Somebody with a customer of that name, who leaves if they do; as an older version left them, the customer stays. */
  async function known(name: string, leaves: boolean): Promise<void> {
    const who = await server.signUp(name);
    if (leaves) await who.json("POST", "/api/v1/me/delete", { password: who.password, confirm: "delete" });
    await server.deps.db
      .insertInto("payment_customers")
      .values({ user_id: who.userId, customer_id: `cus_${name}`, created_at: server.clock.now() })
      .execute();
  }
  const kept = async () => {
    const rows = await server.deps.db.selectFrom("payment_customers").select("customer_id").execute();
    return rows.map((row) => row.customer_id).sort();
  };
  const queued = async () => {
    const { rows } = await server.deps.pool.query(
      `select payload->>'customerId' as id from graphile_worker._private_jobs j
       join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'delete-customer' order by 1`,
    );
    return rows.map(({ id }) => id);
  };

  it("of people who left are forgotten, with their row, and of nobody else", async () => {
    for (const name of ["ada", "bo", "cy"]) await known(name, true);
    await known("dora", false);
    await forgetLeftCustomers(server.deps, 2);
    expect((await kept()).length, "so many at a time").toBe(2);
    expect(await queued()).toHaveLength(2);
    const broken = { addEach: () => Promise.reject(new Error("no queue")), add: server.deps.jobs.add };
    await expect(forgetLeftCustomers({ db: server.deps.db, jobs: broken })).rejects.toThrow("no queue");
    expect((await kept()).length, "no row goes without its job").toBe(2);
    await sweepExpired(server.deps);
    expect(await kept()).toEqual(["cus_dora"]);
    expect(await queued()).toEqual(["cus_ada", "cus_bo", "cus_cy"]);
    await sweepExpired(server.deps);
    expect(await queued()).toHaveLength(3);
  });
});

describe("a customer whose address changes", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ worker: true });
  });
  afterAll(() => server.close());

  it("is known by the new one at the payment provider, once it is confirmed", async () => {
    const eve = await server.signUp("eve");
    const { payments } = server.deps;
    const user = { userId: eve.userId, email: eve.email } as User;
    const customerId = await customerOf(server.deps, user);
    expect(await payments.ensureCustomer(user)).toBe(customerId);

    const newEmail = "eve.anew@example.org";
    await eve.json("POST", "/api/v1/me/email-change", { newEmail, password: eve.password });
    const mail = await server.deps.db
      .selectFrom("mails")
      .select("text_body")
      .where("to_address", "=", newEmail)
      .executeTakeFirstOrThrow();
    const token = /token=(\S+)/.exec(mail.text_body!)![1];
    await server.visitor.json("POST", "/api/v1/email-changes/confirm", { token });
    await server.settled();
    // Found by its address, and not made anew.
    expect(await payments.ensureCustomer({ ...user, email: newEmail })).toBe(customerId);
  });
});
