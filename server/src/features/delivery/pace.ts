import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { elapsed } from "../../lib/clock.ts";

export type Pace = {
  /** Says that from now on we wait for the client; call the answer when it has taken what it was given. */
  wait(): () => void;
  stop(): void;
};

/** Bytes a second that are more than nothing but of no use to anybody; whoever takes less only keeps a connection busy. */
const TRICKLE = 1024;
const LOOKS = 4;

/**
 * Calls `tooSlow` once we have waited for the client for `seconds` in which it took nothing, or less than a trickle. Only its own
 * time counts, not that of the database or the storage.
 */
export function watchPace(response: ServerResponse, seconds: number, tooSlow: () => void): Pace {
  const { socket } = response;
  let waited = 0;
  let since: number | null = null;
  let mark = { taken: takenBy(socket), waited: 0 };
  const timer = setInterval(
    () => {
      const taken = takenBy(socket);
      const total = waited + (since === null ? 0 : elapsed() - since);
      if (taken - mark.taken >= TRICKLE * seconds) mark = { taken, waited: total };
      else if (total - mark.waited >= seconds * 1000) tooSlow();
    },
    (seconds * 1000) / LOOKS,
  );
  return {
    wait() {
      const from = elapsed();
      since = from;
      return () => {
        waited += elapsed() - from;
        since = null;
      };
    },
    stop: () => clearInterval(timer),
  };
}

/** What has left this process: `bytesWritten` counts also what still waits for the client. Node's own timeouts look there too. */
function takenBy(socket: Socket | null): number {
  const { _handle: handle } = (socket ?? {}) as { _handle?: { writeQueueSize?: number } | null };
  return (socket?.bytesWritten ?? 0) - (handle?.writeQueueSize ?? 0);
}
