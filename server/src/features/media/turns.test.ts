import { describe, expect, it } from "vitest";
import { AppError } from "../../errors.ts";
import { openTurns } from "./turns.ts";

const HERE = new AbortController().signal;

/** Work that ends when it is told to, and remembers what was begun. */
function openWork() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => () => {
    begun.push(name);
    const { promise, resolve } = Promise.withResolvers<string>();
    ends.set(name, () => resolve(name));
    return promise;
  };
  /** Ends one after the other what has begun, until nothing is left. */
  const endAll = async () => {
    for (let at = 0; at < begun.length; at++) {
      ends.get(begun[at]!)!();
      await new Promise(setImmediate);
    }
  };
  return { begun, work, endAll };
}

describe("turns", () => {
  it("go round: one viewer with a hundred waiting does not hold up another", async () => {
    const { begun, work, endAll } = openWork();
    const inTurn = openTurns({ running: 1, each: 100, all: 1000 });
    const ask = (whose: string, n: number) => inTurn(whose, HERE, work(`${whose}${n}`));
    const asked = Array.from({ length: 101 }, (_, n) => ask("a", n));
    asked.push(ask("b", 0), ask("b", 1), ask("c", 0));
    await endAll();
    expect(begun.slice(0, 7)).toEqual(["a0", "a1", "b0", "c0", "a2", "b1", "a3"]);
    expect(begun.at(-1)).toBe("a100");
    expect(await Promise.all(asked)).toHaveLength(104);
  });

  it("are so many at a time, and come back from a task that failed", async () => {
    const { begun, work, endAll } = openWork();
    const inTurn = openTurns({ running: 2, each: 9, all: 9 });
    const failing = Promise.withResolvers<never>();
    const failed = inTurn("a", HERE, () => failing.promise);
    const others = ["b", "c"].map((whose) => inTurn(whose, HERE, work(whose)));
    expect(begun).toEqual(["b"]);
    failing.reject(new Error("broken"));
    await expect(failed).rejects.toThrow("broken");
    expect(begun).toEqual(["b", "c"]);
    await endAll();
    expect(await Promise.all(others)).toEqual(["b", "c"]);
  });

  it("are refused beyond a bound, of one viewer and of all", async () => {
    const { work, endAll } = openWork();
    const inTurn = openTurns({ running: 1, each: 2, all: 3 });
    const ask = (whose: string) => inTurn(whose, HERE, work(whose + Math.random()));
    const accepted = [ask("a"), ask("a"), ask("a")];
    const refusal = await ask("a").catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(AppError);
    expect(refusal).toMatchObject({ code: "rate_limited", headers: { "retry-after": "5" } });
    accepted.push(ask("b"));
    await expect(ask("c")).rejects.toMatchObject({ code: "rate_limited" });
    await endAll();
    await Promise.all(accepted);
    expect(await inTurn("c", HERE, async () => "again")).toBe("again");
  });

  it("are not taken for whoever has left, who makes room at once", async () => {
    const { begun, work, endAll } = openWork();
    const inTurn = openTurns({ running: 1, each: 1, all: 9 });
    const first = inTurn("a", HERE, work("first"));
    const leaving = new AbortController();
    const left = inTurn("b", leaving.signal, work("left"));
    await expect(inTurn("b", HERE, work("refused"))).rejects.toBeInstanceOf(AppError);
    leaving.abort();
    expect(await left).toBeNull();
    const stays = inTurn("b", HERE, work("stays"));
    await endAll();
    expect([await first, await stays]).toEqual(["first", "stays"]);
    expect(await inTurn("b", leaving.signal, work("late"))).toBeNull();
    expect(begun).toEqual(["first", "stays"]);
  });
});
