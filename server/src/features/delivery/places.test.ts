import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openPlaces, type Place } from "./places.ts";

const NETWORK = "198.51.100.0/24";
const at = (host: number, network = NETWORK) => ({ turn: `198.51.100.${host}/32`, network });

describe("places of visitors", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** The place, or what comes when its time to wait is over. */
  const after = async (asked: Promise<Place | null>) => {
    await vi.advanceTimersByTimeAsync(5000);
    return asked;
  };

  it("are so many for one address, and for its neighbour as many", async () => {
    const placeFor = openPlaces(2);
    const held = [await placeFor(at(1)), await placeFor(at(1))];
    expect(held).not.toContain(null);
    expect(await after(placeFor(at(1)))).toBeNull();
    expect(await placeFor(at(2))).toMatchObject({ waited: false });
    const waits = placeFor(at(1));
    held[0]!.leave();
    expect(await waits).toMatchObject({ waited: true });
  });

  it("are bounded for all addresses of a network, whoever else has an account or another network", async () => {
    const placeFor = openPlaces(1);
    const held = await Promise.all(Array.from({ length: 32 }, (_, host) => placeFor(at(host))));
    expect(held).not.toContain(null);
    expect(await after(placeFor(at(200)))).toBeNull();
    expect(await placeFor({ turn: "203.0.113.1/32", network: "203.0.113.0/24" })).not.toBeNull();
    expect(await placeFor({ turn: "somebody", network: null })).not.toBeNull();
    const waits = placeFor(at(200));
    await vi.advanceTimersByTimeAsync(10);
    held[7]!.leave();
    expect(await waits).toMatchObject({ waited: true });
    // Who was told no holds nothing.
    for (const place of held.splice(0, 7)) place!.leave();
    expect(await placeFor(at(201))).toMatchObject({ waited: false });
  });

  it("are waited for no longer where both their address and its network are full", async () => {
    const placeFor = openPlaces(1);
    const [first] = await Promise.all(Array.from({ length: 32 }, (_, host) => placeFor(at(host))));
    let answer: Place | null | undefined;
    const waits = placeFor(at(0)).then((place) => {
      answer = place;
    });
    const other = placeFor(at(200));
    await vi.advanceTimersByTimeAsync(4000);
    // Its address has a place again, and another of its network takes the network's.
    first!.leave();
    expect(await other).toMatchObject({ waited: true });
    await vi.advanceTimersByTimeAsync(999);
    expect(answer).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    expect(answer).toBeNull();
    await waits;
  });
});
