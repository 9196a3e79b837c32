import { addSeconds } from "../../lib/clock.ts";
import type { CountersPort, Window } from "./port.ts";

/** More than come within a window in ordinary times; when so many are open, those that are over go. */
const KEPT = 20_000;

/** Counters of this process alone: they ask nobody, and other nodes do not see them. */
export function localCounters(): CountersPort {
  const windows = new Map<string, Window>();
  const sweep = (now: Date) => {
    for (const [key, { endsAt }] of windows) if (endsAt <= now) windows.delete(key);
  };
  return {
    async hit(key, seconds, now) {
      const known = windows.get(key);
      if (known && known.endsAt > now) return { hits: ++known.hits, endsAt: known.endsAt };
      if (windows.size >= KEPT) sweep(now);
      // Were all of them still open, the oldest makes room: memory stays bounded, whoever comes.
      if (windows.size >= KEPT) windows.delete(windows.keys().next().value!);
      const opened = { hits: 1, endsAt: addSeconds(now, seconds) };
      windows.delete(key);
      windows.set(key, opened);
      return { ...opened };
    },
    async forget(key) {
      windows.delete(key);
    },
    async sweep(now) {
      sweep(now);
    },
    close: async () => undefined,
  };
}
