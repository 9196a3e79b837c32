/** A fixed window: how many hits it has seen, and when it is over. */
export type Window = { hits: number; endsAt: Date };

/** Counters that all nodes of an installation share. */
export type CountersPort = {
  /** Counts a hit; the first one opens a window of `seconds`, the first after its end opens the next. */
  hit(key: string, seconds: number, now: Date): Promise<Window>;
  /** Takes back every hit of the present window. */
  forget(key: string): Promise<void>;
  /** Drops windows that are over. */
  sweep(now: Date): Promise<void>;
  close(): Promise<void>;
};
