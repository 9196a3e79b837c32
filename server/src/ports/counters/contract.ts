import { expect, it } from "vitest";
import { newId } from "../../lib/ids.ts";
import type { CountersPort } from "./port.ts";

const START = new Date("2026-03-01T12:00:00Z");
const later = (seconds: number) => new Date(START.getTime() + seconds * 1000);

/** What every adapter promises; `open` gives one more node on the same counters. */
export function countersContract(open: () => Promise<CountersPort>): void {
  it("counts hits of one key in one window, on whichever node", async () => {
    const [one, other] = [await open(), await open()];
    const key = newId();
    expect(await one.hit(key, 60, START)).toEqual({ hits: 1, endsAt: later(60) });
    expect(await other.hit(key, 60, later(30))).toEqual({ hits: 2, endsAt: later(60) });
    expect(await other.hit(newId(), 60, later(30))).toEqual({ hits: 1, endsAt: later(90) });
  });

  it("opens the next window at the end of one", async () => {
    const counters = await open();
    const key = newId();
    await counters.hit(key, 60, START);
    expect(await counters.hit(key, 60, later(59.999))).toMatchObject({ hits: 2 });
    expect(await counters.hit(key, 60, later(60))).toEqual({ hits: 1, endsAt: later(120) });
  });

  it("loses none of many at once", async () => {
    const nodes = await Promise.all([open(), open(), open()]);
    const key = newId();
    const windows = await Promise.all(
      Array.from({ length: 300 }, (_, n) => nodes[n % 3]!.hit(key, 60, START)),
    );
    expect(windows.map(({ hits }) => hits).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 300 }, (_, n) => n + 1),
    );
  });

  it("forgets what it is told to forget", async () => {
    const counters = await open();
    const [key, kept] = [newId(), newId()];
    await counters.hit(key, 60, START);
    await counters.hit(kept, 60, START);
    await counters.forget(key);
    expect((await counters.hit(key, 60, START)).hits).toBe(1);
    expect((await counters.hit(kept, 60, START)).hits).toBe(2);
  });

  it("sweeps only windows that are over", async () => {
    const counters = await open();
    const [over, open_] = [newId(), newId()];
    await counters.hit(over, 10, START);
    await counters.hit(open_, 100, START);
    await counters.sweep(later(50));
    expect((await counters.hit(over, 10, later(50))).hits).toBe(1);
    expect((await counters.hit(open_, 100, later(50))).hits).toBe(2);
  });
}
