import { describe, expect, it } from "vitest";
import { AppError } from "../../errors.ts";
import { makeSlots } from "./slots.ts";

describe("makeSlots", () => {
  it("runs few at a time, in order, refuses what it cannot queue, and frees the slot of a failed task", async () => {
    const inSlot = makeSlots({ running: 2, waiting: 2 });
    const started: number[] = [];
    const gates = Array.from({ length: 4 }, () => Promise.withResolvers<number>());
    const runs = gates.map((gate, index) =>
      inSlot(() => {
        started.push(index);
        return gate.promise;
      }),
    );
    expect(started).toEqual([0, 1]);
    await expect(inSlot(async () => 9)).rejects.toBeInstanceOf(AppError);

    gates[1]!.reject(new Error("broken"));
    await expect(runs[1]).rejects.toThrow("broken");
    gates[0]!.resolve(0);
    await expect(runs[0]).resolves.toBe(0);
    gates[2]!.resolve(2);
    gates[3]!.resolve(3);
    expect(await Promise.all([runs[2], runs[3]])).toEqual([2, 3]);
    expect(started).toEqual([0, 1, 2, 3]);
    expect(await inSlot(async () => "free again")).toBe("free again");
  });
});
