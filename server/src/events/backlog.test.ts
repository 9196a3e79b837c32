import type pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connectAsOwner } from "../test/connect-as-owner.ts";
import { startTestServer, type TestServer } from "../test/harness.ts";
import { recordEvents } from "./record-event.ts";
import { sealEvents } from "./seal-events.ts";
import { CHECKPOINT, type SignedCheckpoint, signCheckpoint } from "./sign-checkpoint.ts";
import { verifyChain } from "./verify-chain.ts";

describe("a backlog of several rounds of the sealer", () => {
  let server: TestServer;
  let owner: pg.Client;
  beforeEach(async () => {
    server = await startTestServer();
    owner = await connectAsOwner(server);
  });
  afterEach(async () => {
    await owner.end();
    await server.close();
  });

  const note = (count: number) =>
    recordEvents(server.deps.db, server.clock, Array(count).fill({ type: "test.noted" }));
  const tamper = async (statement: string) => {
    await owner.query("set session_replication_role = replica");
    await owner.query(statement);
    await owner.query("set session_replication_role = origin");
  };
  const signAgain = async () => {
    const { rows } = await owner.query<SignedCheckpoint>(`select ${CHECKPOINT} from event_checkpoints p`);
    for (const row of rows) {
      const signature = signCheckpoint(server.deps.auditKeys.current, row).toString("hex");
      await tamper(
        `update event_checkpoints set signature = '\\x${signature}' where position = ${row.position}`,
      );
    }
  };
  /** Moves the checkpoints back, which is the same as if the database's clock had gone on. */
  const passTime = async () => {
    await tamper("update event_checkpoints set at = at - interval '2 seconds'");
    await signAgain();
  };
  const unsealed = async () => {
    const { rows } = await owner.query<{ id: string }>(
      "select id from events e where not exists (select 1 from event_chain c where c.event_id = e.id) order by id",
    );
    return rows.map(({ id }) => Number(id));
  };
  const findings = async () => (await verifyChain(server.deps)).findings;

  it("is sealed to its last event, however long the rounds take", async () => {
    await note(6100);
    let rounds = 0;
    const sealed = await sealEvents(server.deps, async () => {
      rounds += 1;
      // Whatever waits is no intruder.
      expect(await findings()).toEqual([]);
      await passTime();
    });
    expect([rounds, sealed, await unsealed()]).toEqual([4, 6100, []]);
    await note(1);
    expect(await sealEvents(server.deps)).toBe(1);
    expect(await findings()).toEqual([]);
  });

  it("holds nothing up that was committed rounds later than it began", async () => {
    const slow = await server.deps.pool.connect();
    await slow.query("begin");
    await slow.query("insert into events (at, type) values (now(), 'test.slow')");
    for (let round = 0; round < 3; round++) {
      await note(1);
      await sealEvents(server.deps);
      await passTime();
    }
    await slow.query("commit");
    slow.release();
    expect(await sealEvents(server.deps)).toBe(1);
    expect(await unsealed()).toEqual([]);
    expect(await findings()).toEqual([]);
  });

  it("is sealed later where an earlier version left it out, which takes up nothing else", async () => {
    await owner.query("select nextval(pg_get_serial_sequence('events', 'id'))");
    await note(4100);
    // The earlier version: two full rounds, and a third that looked above the newest number of the first.
    await tamper(
      "create temp table waiting as select * from events where id > 4001; delete from events where id > 4001",
    );
    await sealEvents(server.deps, passTime);
    await note(1);
    await sealEvents(server.deps, passTime);
    await tamper(`update event_checkpoints set version = 2;
      update event_checkpoints set newest_event_id = 4101 where position <= 4000;
      update event_checkpoints set settled_event_id = 4101 where position = 4001;
      insert into events overriding system value select * from waiting`);
    await signAgain();
    expect(await unsealed()).toHaveLength(100);

    expect(await sealEvents(server.deps)).toBe(100);
    expect(await unsealed()).toEqual([]);
    expect(await findings()).toEqual([]);

    await note(1);
    await passTime();
    await sealEvents(server.deps, passTime);
    await note(1);
    await sealEvents(server.deps);
    const forged =
      "insert into events (id, at, type) overriding system value values (1, now(), 'test.forged')";
    await tamper(forged);
    await note(1);
    expect(await sealEvents(server.deps)).toBe(1);
    expect(await findings()).toEqual(["The event 1 was put in later."]);
  });
});
