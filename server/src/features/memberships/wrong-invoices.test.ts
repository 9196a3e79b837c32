import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestServer } from "../../test/harness.ts";
import { watchEvents } from "../alerts/index.ts";
import * as club from "./club.fixture.ts";
import { settleInvoice } from "./settle-membership.ts";

describe("an invoice that is not its membership's", { timeout: 120_000 }, () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await club.startClubServer();
  });
  afterAll(() => server.close());

  it("books nothing in another currency, and tells operators once who paid what", async () => {
    const place = await club.makeClub(server);
    const { member, id } = await club.join(server, place);
    const { provider_id } = await server.deps.db
      .selectFrom("subscriptions")
      .select("provider_id")
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    const [invoice] = await server.deps.payments.listInvoices(provider_id!);
    const booked = (await club.booksOf(server, id)).payments.length;
    expect(await settleInvoice(server.deps, invoice!, false)).toBe("applied");
    expect((await club.booksOf(server, id)).payments).toHaveLength(booked);

    const wrong = { ...invoice!, id: "in_other", paid: { amount: 500, currency: "eur" } };
    for (const _ of ["the webhook", "the reconciliation"])
      expect(await settleInvoice(server.deps, wrong, false)).toBe("not_ours");
    expect((await club.booksOf(server, id)).payments).toHaveLength(booked);
    await watchEvents(server.deps);
    const { rows } = await server.deps.pool.query(
      "select about, user_id, amount, detail from alerts where rule = 'wrong_payments'",
    );
    expect(rows).toEqual([
      {
        about: `subscription:${id}`,
        user_id: member.userId,
        amount: 1,
        detail: { subscription: id, sums: ["500 eur"] },
      },
    ]);
  });
});
