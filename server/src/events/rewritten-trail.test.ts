import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectAsOwner } from "../test/connect-as-owner.ts";
import { startTestServer, type TestServer } from "../test/harness.ts";
import { recordEvent } from "./record-event.ts";
import { sealEvents } from "./seal-events.ts";
import { CHECKPOINT, type SignedCheckpoint, signCheckpoint } from "./sign-checkpoint.ts";
import { verifyChain } from "./verify-chain.ts";

const PERSON = "0190a000-0000-7000-8000-000000000001";

describe("a trail that is rewritten with care", () => {
  const servers: TestServer[] = [];
  const owners: pg.Client[] = [];
  let server: TestServer;
  let owner: pg.Client;
  afterAll(async () => {
    for (const each of owners) await each.end();
    for (const each of servers) await each.close();
  });

  async function begin() {
    server = await startTestServer();
    servers.push(server);
    owner = await connectAsOwner(server);
    owners.push(owner);
  }

  const note = (n: number) =>
    recordEvent(server.deps.db, server.clock, {
      type: "product.updated",
      actorId: PERSON,
      address: "198.51.100.0/24",
      data: { n },
    });
  /** What the database's owner can do: history rewritten behind the triggers' back. */
  const tamper = async (statement: string) => {
    await owner.query("set session_replication_role = replica");
    await owner.query(statement);
    await owner.query("set session_replication_role = origin");
  };
  const findings = async () => (await verifyChain(server.deps)).findings;
  const seal = () => sealEvents(server.deps);
  /** Half an hour passes since the checkpoints, which say so in the given version; what ran then has ended. */
  const passTime = async (version: number) => {
    await tamper(`update event_checkpoints
      set at = at - interval '30 minutes', running_before = '1', version = ${version}`);
    const { rows } = await owner.query<SignedCheckpoint>(`select ${CHECKPOINT} from event_checkpoints p`);
    for (const row of rows) {
      const signature = signCheckpoint(server.deps.auditKeys.current, row).toString("hex");
      await tamper(
        `update event_checkpoints set signature = '\\x${signature}' where position = ${row.position}`,
      );
    }
  };

  describe("by an event that is put into the past (A65)", () => {
    /** A number that a transaction took which was rolled back. */
    const GAP = 1;
    const beginWithGap = async () => {
      await begin();
      await owner.query("select nextval(pg_get_serial_sequence('events', 'id'))");
    };
    beforeAll(beginWithGap);

    /** Makes the sealer forget what is settled, has it chain and sign an event of long ago, and hides how. */
    const attack = async (which: string) => {
      await tamper(`create temp table kept as select position, newest_event_id from event_checkpoints;
        update event_checkpoints set newest_event_id = 0 where ${which};
        insert into events (id, at, type) overriding system value values (${GAP}, now() - interval '300 days', 'test.forged')`);
      const refused = await seal().then(
        () => null,
        (error: Error) => error.message,
      );
      await tamper(`update event_checkpoints p set newest_event_id = k.newest_event_id from kept k
        where k.position = p.position; drop table kept`);
      return refused;
    };

    it("succeeded where checkpoints sign position and hash alone; these go on verifying as that", async () => {
      await note(1);
      await seal();
      await passTime(1);
      await note(2);
      await seal();
      await passTime(1);
      expect(await findings()).toEqual([]);
      expect(await attack("true")).toBe(null);
      const { rows } = await owner.query("select type from events order by at limit 1");
      expect(rows).toEqual([{ type: "test.forged" }]);
      expect(await findings()).toEqual([]);
    });

    it("is found by checkpoints that sign all of it", async () => {
      await beginWithGap();
      await note(1);
      await seal();
      await passTime(2);
      await note(2);
      await seal();
      await passTime(2);
      await note(3);
      await seal();
      await note(4);
      expect(await attack("true")).toMatch(/is not signed by us/);
      expect(await findings()).toEqual([`The event ${GAP} was put in later.`]);
    });

    it("is found when the sealer was made to forget, but for the signed end", async () => {
      await tamper(`delete from events where id = ${GAP}`);
      await seal();
      expect(await findings()).toEqual([]);
      expect(await attack("position < (select max(position) from event_checkpoints)")).toBe(null);
      expect(await findings()).toEqual([`The event ${GAP} was put in later.`]);
      await tamper(`delete from events where id = ${GAP}`);
    });

    it.each([
      "at = at - interval '1 day'",
      "newest_event_id = 0",
      "running_before = '0'",
      "settled_event_id = 0",
    ])("shows when a checkpoint says otherwise: %s", async (change) => {
      expect(await findings()).toEqual([]);
      await tamper(`create temp table kept as select * from event_checkpoints;
          update event_checkpoints set ${change} where position = (select max(position) from event_checkpoints)`);
      expect((await findings()).join()).toMatch(/The checkpoint at position \d+ is not signed by us/);
      await tamper(`delete from event_checkpoints; insert into event_checkpoints select * from kept;
          drop table kept`);
    });

    it("is found when the application's own role wrote it, which cannot choose its number", async () => {
      const asApplication = (statement: string) => server.deps.pool.query(statement);
      expect(await findings()).toEqual([]);
      await asApplication(
        "insert into events (at, type) values (now() - interval '20 minutes', 'test.forged')",
      );
      await asApplication("insert into events (at, type) values (now() - interval '3 days', 'test.forged')");
      await seal();
      expect(await findings()).toEqual([
        expect.stringMatching(/^The event \d+ at position \d+ was put in later/),
      ]);
      await expect(
        asApplication(
          "insert into events (id, at, type) overriding system value values (0, now(), 'test.forged')",
        ),
      ).rejects.toMatchObject({ code: "42501" });
    });
  });

  describe("by details that are blanked as if they had been erased (A66)", () => {
    beforeAll(async () => {
      await begin();
      for (let n = 0; n < 5; n++) await note(n);
      await seal();
    });

    const blank = (id: number) =>
      tamper(`update events set address = null, data = '{}' where id = ${id};
        update event_chain set salt = null where event_id = ${id}`);
    const tell = (why: string, more: string, id: number, user: string | null = null) =>
      owner.query(
        `insert into events (at, type, subject_type, subject_id, data)
         values (now(), 'events.erased', 'user', $1, jsonb_build_object('why', $2::text, 'count', 1, 'events', $3::text) || $4::jsonb)`,
        [user, why, `{[${id},${id + 1})}`, more],
      );
    const NAMED = /^The details of the event \d+ at position \d+ were changed: they are gone/;

    it("names what nothing tells of, and what is told of for a reason that does not hold", async () => {
      expect(await findings()).toEqual([]);
      await blank(1);
      const { rows } = await owner.query("select address, data from events where id = 1");
      expect(rows).toEqual([{ address: null, data: {} }]);
      expect(await findings()).toEqual([expect.stringMatching(NAMED)]);
      await blank(2);
      await blank(3);
      const { userId } = await server.signUp("still here");
      await tell("account", "{}", 1, userId);
      await tell("age", JSON.stringify({ before: new Date().toISOString() }), 2);
      await tell("before_told", "{}", 3);
      await seal();
      expect(await findings()).toEqual(Array(3).fill(expect.stringMatching(NAMED)));
    });

    it("is out of the application's reach, which may not erase whom or what it likes either", async () => {
      const { userId } = await server.signUp("victim");
      for (const statement of [
        "update events set address = null, data = '{}'",
        "update event_chain set salt = null",
        `select erase_details_of('${userId}', now())`,
        "select erase_details_before(now(), now(), 10)",
        "select erase_details_before(now(), now() + interval '2 days', 10)",
        "select erase_events(array[4], now(), null, '{}')",
      ])
        await expect(server.deps.pool.query(statement), statement).rejects.toMatchObject({ code: "42501" });
      await expect(
        server.deps.pool.query("select erase_details_before(now() - interval '2 days', now(), 10)"),
      ).resolves.toBeTruthy();
    });

    it("takes what was erased before erasures were told as the migration found it, and nothing later", async () => {
      await begin();
      await note(1);
      await note(2);
      await seal();
      await passTime(1);
      await blank(1);
      // The last statement of migration 0086, on a trail of the time before.
      await tell("before_told", "{}", 1);
      expect(await findings()).toEqual([]);
      await seal();
      expect(await verifyChain(server.deps)).toMatchObject({ checkpoints: 2, erased: 1, findings: [] });
      await blank(2);
      await tell("before_told", "{}", 2);
      await seal();
      expect(await findings()).toEqual([expect.stringMatching(NAMED)]);
    });

    it("shows when what tells of an erasure is removed or blanked", async () => {
      await begin();
      await owner.query(
        "insert into events (at, type, address) values (now() - interval '2 days', 'test.old', 'x')",
      );
      await note(1);
      await seal();
      await owner.query("select erase_details_before(now() - interval '36 hours', now(), 10)");
      await seal();
      expect(await verifyChain(server.deps)).toMatchObject({ erased: 1, findings: [] });
      await expect(
        owner.query("update events set address = null, data = '{}' where type = 'events.erased'"),
      ).rejects.toMatchObject({ code: "42501" });
      const { rows } = await owner.query("select id from events where type = 'events.erased'");
      await blank(rows[0].id);
      expect((await findings()).filter((line) => NAMED.test(line))).toHaveLength(2);
    });
  });
});
