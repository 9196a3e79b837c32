export interface Speedometer {
  /** Takes the bytes sent so far and a time in milliseconds; answers bytes a second, or null at first. */
  measure: (sentBytes: number, now: number) => number | null;
}

/** A speed that follows changes within seconds and does not jitter: smoothed over half-second steps. */
export function createSpeedometer(): Speedometer {
  let last: { sent: number; at: number } | null = null;
  let speed: number | null = null;
  return {
    measure(sent, now) {
      if (last === null || sent < last.sent) {
        last = { sent, at: now };
        return speed;
      }
      const elapsed = (now - last.at) / 1000;
      if (elapsed < 0.5) return speed;
      const current = (sent - last.sent) / elapsed;
      speed = speed === null ? current : speed * 0.7 + current * 0.3;
      last = { sent, at: now };
      return speed;
    },
  };
}
