import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CheckpointFile } from "../../events/export-checkpoint.ts";
import { readCheckpoint } from "../../events/export-checkpoint.ts";
import { signatureOf } from "../../events/sign-checkpoint.ts";
import { verifyChain } from "../../events/verify-chain.ts";
import type { Actor } from "../../test/actors.ts";
import { connectAsOwner } from "../../test/connect-as-owner.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { checkTrail } from "./check-trail.ts";

type Check = {
  id: string;
  progress: number;
  finishedAt: string | null;
  result: { sealed: number; findings: string[]; end: { position: number } } | null;
};

describe("verifying the trail in the operators' pages", () => {
  let server: TestServer;
  let operator: Actor;
  let owner: pg.Client;

  beforeAll(async () => {
    server = await startTestServer();
    operator = await server.signUpOperator("operator");
    owner = await connectAsOwner(server);
  });
  afterAll(async () => {
    await owner.end();
    await server.close();
  });

  const ask = () => operator.json<Check>("POST", "/api/v1/operations/trail-checks", {});
  const latest = async () =>
    (await operator.json<{ check: Check | null }>("GET", "/api/v1/operations/trail-checks/latest")).check;

  it("is asked for once at a time, done by a job, and says that all is well", async () => {
    const asked = await ask();
    expect(asked).toMatchObject({ progress: 0, finishedAt: null, result: null });
    expect((await ask()).id).toBe(asked.id);
    await checkTrail(server.deps, { checkId: asked.id });
    const done = (await latest())!;
    expect(done).toMatchObject({ id: asked.id, progress: 1, result: { findings: [] } });
    expect(done.result!.sealed).toBeGreaterThan(0);
    server.clock.advance(1000);
    expect((await ask()).id).not.toBe(asked.id);
  });

  it("says what was changed", async () => {
    const { id } = (await latest())!;
    await owner.query("set session_replication_role = replica");
    await owner.query("create temp table kept as select * from events order by id limit 1");
    await owner.query("update events set type = 'test.forged' where id = (select id from kept)");
    await checkTrail(server.deps, { checkId: id });
    expect((await latest())!.result!.findings.join()).toMatch(/event \d+ at position 1 was changed/);
    await owner.query("update events set type = kept.type from kept where events.id = kept.id");
    await owner.query("set session_replication_role = origin");
  });

  it("gives a checkpoint to keep, which shows later that the end was cut off", async () => {
    const answer = await operator.fetch("/api/v1/operations/trail-checkpoint");
    expect(answer.headers.get("content-disposition")).toMatch(
      /^attachment; filename="checkpoint-\d+\.json"$/,
    );
    const kept = (await answer.json()) as CheckpointFile;
    const checkpoint = readCheckpoint(kept);
    expect(signatureOf(server.deps.auditKeys, checkpoint)).toBe("ours");
    for (const change of [
      { position: kept.position + 1 },
      { at: "2020-01-01T00:00:00.000000" },
      { newestEventId: 0 },
      { runningBefore: "1" },
      { settledEventId: kept.settledEventId + 1 },
      { version: 1 },
    ])
      expect(signatureOf(server.deps.auditKeys, { ...checkpoint, ...change })).toBe("wrong");
    expect((await verifyChain(server.deps, [kept])).findings).toEqual([]);
    // The whole end goes, the checkpoint with it: what is left fits together.
    const earlier = `(select min(position) from event_checkpoints)`;
    await owner.query(`set session_replication_role = replica; begin;
      delete from event_checkpoints where position > ${earlier};
      delete from events where id in (select event_id from event_chain where position > ${earlier});
      delete from event_chain where position > ${earlier}; `);
    const left = await owner.query("select max(position) as position from event_chain");
    await owner.query("commit");
    expect(Number(left.rows[0].position)).toBeLessThan(kept.position);
    expect((await verifyChain(server.deps)).findings).toEqual([]);
    expect((await verifyChain(server.deps, [kept])).findings.join()).toMatch(/the end was cut off/);
  });
});
