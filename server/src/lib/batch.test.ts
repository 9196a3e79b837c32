import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { batched } from "./batch.ts";

describe("batched", () => {
  it("gives everybody their own answer, in few questions, never more at once than allowed", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer(), { maxLength: 60 }),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 3 }),
        async (items, most, inFlight) => {
          let running = 0;
          let asked = 0;
          const double = batched<number, number>(
            async (group) => {
              running++;
              asked++;
              expect(group.length).toBeLessThanOrEqual(most);
              expect(running).toBeLessThanOrEqual(inFlight);
              await new Promise(setImmediate);
              running--;
              return group.map((item) => item * 2);
            },
            { most, inFlight },
          );
          expect(await Promise.all(items.map(double))).toEqual(items.map((item) => item * 2));
          expect(asked).toBe(Math.ceil(items.length / most));
        },
      ),
      { numRuns: 60 },
    );
  });

  it("asks beside a question that is under way only when another is full", async () => {
    const groups: number[][] = [];
    const answers: (() => void)[] = [];
    const echo = batched<number, number>(
      (group) => {
        groups.push(group);
        return new Promise((resolve) => answers.push(() => resolve(group)));
      },
      { most: 3, inFlight: 2 },
    );
    const turn = () => new Promise(setImmediate);
    const all = [echo(1)];
    await turn();
    all.push(echo(2), echo(3));
    await turn();
    expect(groups).toEqual([[1]]);
    all.push(echo(4), echo(5));
    await turn();
    expect(groups).toEqual([[1], [2, 3, 4]]);
    answers[1]!();
    await turn();
    expect(groups).toEqual([[1], [2, 3, 4]]);
    answers[0]!();
    await turn();
    await turn();
    expect(groups).toEqual([[1], [2, 3, 4], [5]]);
    answers[2]!();
    expect(await Promise.all(all)).toEqual([1, 2, 3, 4, 5]);
  });

  it("tells everybody of a failure, and goes on", async () => {
    let fails = true;
    const echo = batched<number, number>(
      async (group) => {
        if (fails) throw new Error("the database is away");
        return group;
      },
      { most: 10, inFlight: 1 },
    );
    const first = await Promise.allSettled([echo(1), echo(2)]);
    expect(first.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    fails = false;
    expect(await echo(3)).toBe(3);
  });
});
