import { describe, expect, it } from "vitest";
import { checkOrder } from "./check-order.ts";

const DAY = "2026-11-28T";

describe("what the order of events proves (A65)", () => {
  const NODE_ENV = "production" as const;

  function chain(environment: "production" | "test" = NODE_ENV) {
    const findings: string[] = [];
    const order = checkOrder({ NODE_ENV: environment }, (line) => findings.push(line));
    let position = 0;
    const link = (id: number, at: string, type = "test.noted") =>
      order.link({
        ...{ id: String(id), event_id: String(id), position: ++position, at: `${DAY}${at}`, type },
        ...{
          actor_id: null,
          creator_id: null,
          subject_type: null,
          subject_id: null,
          address: null,
          data: "{}",
        },
      });
    const checkpoint = (at: string, newestEventId: number, settledEventId: number) =>
      order.checkpoint({
        ...{ version: 2, position, hash: Buffer.alloc(32), at: `${DAY}${at}` },
        ...{ newestEventId, settledEventId, runningBefore: "9" },
      });
    return { findings, link, checkpoint, unsigned: () => order.checkpoint(null) };
  }

  it("lets writers be late, and their clocks apart", () => {
    const { findings, link, checkpoint } = chain();
    link(1, "08:00:00.000000");
    link(3, "08:00:01.000000");
    checkpoint("08:01:00.000000", 3, 0);
    // Begun before, committed later; then a node whose clock is slow, and one whose clock is fast.
    link(2, "07:59:59.000000");
    link(4, "07:10:00.000000");
    link(5, "08:50:00.000000");
    checkpoint("08:02:00.000000", 5, 1);
    link(6, "08:02:00.000000");
    expect(findings).toEqual([]);
  });

  it("lets what waited for the sealer be old", () => {
    const { findings, link, checkpoint } = chain();
    link(1, "01:00:00.000000");
    // A full batch: two and three were there already.
    checkpoint("08:00:00.000000", 3, 0);
    link(2, "02:00:00.000000");
    link(3, "03:00:00.000000");
    checkpoint("08:00:01.000000", 3, 0);
    expect(findings).toEqual([]);
  });

  it("names a number that was settled", () => {
    const { findings, link, checkpoint } = chain();
    link(5, "08:00:00.000000");
    checkpoint("08:01:00.000000", 5, 0);
    link(6, "08:01:30.000000");
    checkpoint("08:02:00.000000", 6, 5);
    link(4, "08:02:00.000000");
    expect(findings).toEqual([expect.stringMatching(/event 4 at position 3 was put in later/)]);
  });

  it("names what is dated back, also at a late number, and what is dated ahead", () => {
    const { findings, link, checkpoint } = chain();
    link(1, "08:00:00.000000");
    checkpoint("08:01:00.000000", 1, 0);
    link(2, "07:00:59.999000");
    link(4, "09:02:00.001000");
    checkpoint("08:02:00.000000", 4, 1);
    link(3, "07:00:00.000000");
    expect(findings).toEqual([
      expect.stringMatching(/event 2 at position 2 was put in later: it says/),
      expect.stringMatching(/event 4 at position 3 is dated ahead/),
      expect.stringMatching(/event 3 at position 4 was put in later: it says/),
    ]);
  });

  it("believes nothing of checkpoints that sign less", () => {
    const { findings, link, unsigned } = chain();
    link(2, "08:00:00.000000");
    unsigned();
    link(1, "01:00:00.000000");
    unsigned();
    expect(findings).toEqual([]);
  });

  it("lets the demo's past be written once, and never in production", () => {
    const fill = (environment: "production" | "test", again: boolean) => {
      const { findings, link, checkpoint } = chain(environment);
      link(1, "08:00:00.000000", "demo.begun");
      checkpoint("08:01:00.000000", 1, 0);
      link(2, "01:00:00.000000");
      link(3, "08:01:30.000000", "demo.filled");
      if (again) link(4, "08:01:30.000000", "demo.begun");
      link(5, "08:01:30.000000");
      if (again) link(6, "02:00:00.000000");
      return findings.length;
    };
    expect(fill("test", false)).toBe(0);
    expect(fill("test", true)).toBe(1);
    expect(fill("production", false)).toBe(1);
  });
});
