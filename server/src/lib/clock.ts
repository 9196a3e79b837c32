/** The only source of the current time. Tests hand in one that they move themselves. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };

/** Milliseconds that only ever grow, for measuring how long something took; says nothing about the time of day. */
export const elapsed = (): number => performance.now();

/** A clock that stands still until it is told to move. */
export function manualClock(
  start: Date,
): Clock & { advance(milliseconds: number): void; set(to: Date): void } {
  let current = start.getTime();
  return {
    now: () => new Date(current),
    advance: (milliseconds) => {
      current += milliseconds;
    },
    set: (to) => {
      current = to.getTime();
    },
  };
}

/** `date` moved by whole seconds; negative moves back. */
export function addSeconds(date: Date, seconds: number): Date {
  return new Date(date.getTime() + seconds * 1000);
}
