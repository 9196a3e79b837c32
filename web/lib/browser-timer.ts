import type { Timer } from "./autosave/create-autosave.ts";

/** Time as the page knows it. */
export const browserTimer: Timer = {
  now: () => Date.now(),
  after(ms, call) {
    const id = setTimeout(call, ms);
    return () => clearTimeout(id);
  },
};
