import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eraseOldDetails } from "../jobs/erase-old-details.ts";
import { connectAsOwner } from "../test/connect-as-owner.ts";
import { startTestServer, type TestServer } from "../test/harness.ts";
import { recordEvent } from "./record-event.ts";
import { sealEvents } from "./seal-events.ts";
import { CHECKPOINT, type SignedCheckpoint, signCheckpoint } from "./sign-checkpoint.ts";
import { verifyChain } from "./verify-chain.ts";

const PERSON = "0190a000-0000-7000-8000-000000000001";

describe("the chain of events (A56)", () => {
  let server: TestServer;
  let owner: pg.Client;

  beforeAll(async () => {
    server = await startTestServer();
    owner = await connectAsOwner(server);
  });
  afterAll(async () => {
    await owner.end();
    await server.close();
  });

  const note = (n: number, actorId = PERSON) =>
    recordEvent(server.deps.db, server.clock, {
      type: "product.updated",
      actorId,
      address: "198.51.100.0/24",
      data: { n },
    });
  /** What the database's owner can do and the application cannot: history rewritten behind the triggers' back. */
  const tamper = async (statement: string) => {
    await owner.query("set session_replication_role = replica");
    await owner.query(statement);
    await owner.query("set session_replication_role = origin");
  };
  const findings = async () => (await verifyChain(server.deps)).findings;

  it("seals what is committed, once, and finds it whole", async () => {
    for (let n = 0; n < 20; n++) await note(n);
    expect(await sealEvents(server.deps)).toBe(20);
    expect(await sealEvents(server.deps)).toBe(0);
    expect(await verifyChain(server.deps)).toMatchObject({
      sealed: 20,
      checkpoints: 1,
      erased: 0,
      findings: [],
    });
  });

  it("seals each once when several seal at the same time", async () => {
    for (let n = 0; n < 50; n++) await note(n);
    const counts = await Promise.all(Array.from({ length: 4 }, () => sealEvents(server.deps)));
    expect(counts.reduce((sum, count) => sum + count)).toBe(50);
    expect(await findings()).toEqual([]);
  });

  it("seals an event that was committed after a later one", async () => {
    const slow = await server.deps.pool.connect();
    await slow.query("begin");
    await slow.query("insert into events (at, type) values (now(), 'test.slow')");
    await note(1);
    expect(await sealEvents(server.deps)).toBe(1);
    await note(2);
    expect(await sealEvents(server.deps)).toBe(1);
    await slow.query("commit");
    slow.release();
    expect(await sealEvents(server.deps)).toBe(1);
    expect(await findings()).toEqual([]);
  });

  it.each([
    ["a changed detail", "update events set data = '{\"n\": 99}' where id = 5", /details of the event 5 /],
    [
      "a changed actor",
      "update events set actor_id = null where id = 6",
      /event 6 at position 6 was changed/,
    ],
    ["a changed time", "update events set at = at + interval '1 microsecond' where id = 7", /event 7 /],
    ["a removed event", "delete from events where id = 8", /event 8 at position 8 was removed/],
    [
      "two that changed places",
      "update event_chain set event_id = -event_id where event_id in (10, 11); update event_chain set event_id = 21 + event_id where event_id < 0",
      /event 11 at position 10/,
    ],
    ["a cut link", "delete from event_chain where position = 12", /Positions 12 to 12 are missing/],
    [
      "a forged checkpoint",
      "update event_checkpoints set signature = '\\x00' where position = 20",
      /position 20 is not signed/,
    ],
    [
      "details erased without being told",
      "update events set data = '{}' where id = 9",
      /details of the event 9 /,
    ],
  ])("finds %s", async (_what, statement, finding) => {
    expect(await findings()).toEqual([]);
    await owner.query("create temp table kept_events as select * from events");
    await owner.query("create temp table kept_chain as select * from event_chain");
    await owner.query("create temp table kept_checkpoints as select * from event_checkpoints");
    try {
      await tamper(statement);
      expect((await findings()).join("\n")).toMatch(finding);
    } finally {
      await tamper(`delete from event_checkpoints; delete from event_chain; delete from events;
        insert into events overriding system value select * from kept_events;
        insert into event_chain select * from kept_chain; insert into event_checkpoints select * from kept_checkpoints;
        drop table kept_events, kept_chain, kept_checkpoints;`);
    }
  });

  it("finds a newest part that nobody signed, and does not sign what follows it", async () => {
    await note(1);
    await sealEvents(server.deps);
    await note(2);
    expect(await sealEvents(server.deps)).toBe(1);
    const { end } = await verifyChain(server.deps);
    await owner.query(
      `create temp table kept_end as select * from event_checkpoints where position = ${end.position}`,
    );
    // As somebody would who writes the newest events anew, hashes and all, but has no key.
    await tamper(`delete from event_checkpoints where position = ${end.position}`);
    expect(await findings()).toEqual([
      `Positions ${end.position} to ${end.position}, the newest, are signed by no checkpoint.`,
    ]);
    await note(3);
    await expect(sealEvents(server.deps)).rejects.toThrow(/position \d+ is not signed by us/);
    await owner.query("insert into event_checkpoints select * from kept_end");
    expect(await sealEvents(server.deps)).toBe(1);
    expect(await findings()).toEqual([]);
  });

  it("finds an event that was put among settled ones", async () => {
    // As if half an hour had passed since, and whatever ran then had ended.
    await tamper("update event_checkpoints set at = at - interval '30 minutes', running_before = '1'");
    await tamper(
      "update event_checkpoints set at = at - interval '1 minute' where position < (select max(position) from event_checkpoints)",
    );
    const { rows } = await owner.query<SignedCheckpoint>(`select ${CHECKPOINT} from event_checkpoints p`);
    for (const row of rows) {
      const signature = signCheckpoint(server.deps.auditKeys.current, row).toString("hex");
      await tamper(
        `update event_checkpoints set signature = '\\x${signature}' where position = ${row.position}`,
      );
    }
    await note(1);
    await sealEvents(server.deps);
    await tamper(
      "insert into events (id, at, type) overriding system value values (0, now(), 'test.forged')",
    );
    expect(await findings()).toEqual(["The event 0 was put in later."]);
    await tamper("delete from events where id = 0");
    expect(await findings()).toEqual([]);
  });

  it("finds an end that was cut off, by a place noted elsewhere", async () => {
    const { end } = await verifyChain(server.deps);
    expect((await verifyChain(server.deps, [end])).findings).toEqual([]);
    const cut = { position: end.position + 1, hash: end.hash };
    expect((await verifyChain(server.deps, [cut])).findings.join()).toMatch(/the end was cut off/);
  });

  it("keeps the chain when a person's details are erased", async () => {
    const other = await server.signUp("leaver");
    await note(7, other.userId);
    await sealEvents(server.deps);
    const before = await verifyChain(server.deps);
    await other.json("POST", "/api/v1/me/delete", { password: other.password, confirm: "delete" }, 204);
    const { rows } = await server.deps.pool.query(
      "select address, data from events where actor_id = $1 and type = 'product.updated'",
      [other.userId],
    );
    expect(rows).toEqual([{ address: null, data: {} }]);
    await sealEvents(server.deps);
    const after = await verifyChain(server.deps);
    expect(after.findings).toEqual([]);
    expect(after.erased).toBeGreaterThan(before.erased);
  });

  it("keeps the chain when what is old is erased, and leaves what is younger", async () => {
    const { deps, clock } = server;
    const old = "0190a000-0000-7000-8000-000000000003";
    // The database's own clock has to say that it is old as well.
    clock.advance(-1000 * 86_400_000);
    await note(1, old);
    await recordEvent(deps.db, clock, { type: "product.created", actorId: old, data: { price: 5 } });
    clock.advance(300 * 86_400_000);
    await note(2, old);
    clock.advance(101 * 86_400_000);
    await eraseOldDetails(deps);
    const { rows } = await deps.pool.query(
      "select type, address, data from events where actor_id = $1 order by id",
      [old],
    );
    expect(rows).toEqual([
      { type: "product.updated", address: null, data: {} },
      { type: "product.created", address: null, data: { price: 5 } },
      { type: "product.updated", address: "198.51.100.0/24", data: { n: 2 } },
    ]);
    await sealEvents(deps);
    // The test's clock is far behind the database's, which is seen.
    const verify = async () => {
      const { erased, findings } = await verifyChain(deps);
      return { erased, findings: findings.filter((line) => !/was put in later: it says/.test(line)) };
    };
    const whole = await verify();
    expect(whole.findings).toEqual([]);
    await eraseOldDetails(deps);
    expect((await verify()).erased).toBe(whole.erased);
    clock.advance(300 * 86_400_000);
    await eraseOldDetails(deps);
    await sealEvents(deps);
    const later = await verify();
    expect(later).toMatchObject({ erased: whole.erased + 1, findings: [] });
  });

  it("is out of the application's reach (A27)", async () => {
    const attempt = (statement: string) => server.deps.pool.query(statement);
    await expect(attempt("select count(*) from events")).resolves.toBeTruthy();
    for (const statement of [
      "update events set type = 'x'",
      "update events set address = 'x'",
      "update events set address = null, data = '{}'",
      "update event_chain set salt = null",
      "delete from events",
      "update event_chain set hash = '\\x00'",
      "delete from event_chain",
      "delete from event_checkpoints",
      "truncate events",
      "alter table events disable trigger all",
      "drop table events",
    ])
      await expect(attempt(statement), statement).rejects.toMatchObject({ code: "42501" });
  });
});
