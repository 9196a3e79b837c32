import type { Config } from "../config.ts";
import type { EventText } from "./chain-hash.ts";
import type { Checkpoint } from "./sign-checkpoint.ts";

type Link = EventText & { position: number; event_id: string };
type Noted = { id: number; position: number; at: string };

/** How far the clocks of several nodes and of the database may be apart, and how long a transaction may take. */
const TOLERANCE_MS = 3_600_000;

/** What the sealer took at once when it wrote checkpoints of version 2. */
const FULL_ROUND = 2000;

/**
 * Hears the links of the chain and its checkpoints in their order, those alone that sign everything and are signed by us, and says
 * which events cannot have been written when they say.
 *
 * Several nodes write at the same time, so neither numbers nor times rise from link to link. What is guaranteed: a number that a
 * checkpoint calls settled is sealed by no later one; an event with a higher number than the newest that was committed at a
 * checkpoint was committed after it, and its time, by the clock of a node, lies at most an hour before; and no time lies more than an
 * hour after the checkpoint that seals it. What is not: an event can be moved within that hour, and nothing is known of what was
 * sealed up to the first checkpoint that signs everything. The past of the demo is written afterwards, outside of production alone.
 */
export function checkOrder({ NODE_ENV }: Pick<Config, "NODE_ENV">, say: (line: string) => void) {
  let settled = 0;
  // Events above this number may have been left out by rounds of version 2, for a later version to seal.
  let waitingAbove = Number.POSITIVE_INFINITY;
  let passed: Checkpoint[] = [];
  let sinceLast: Noted[] = [];
  let demo: "to come" | "filling" | "over" = NODE_ENV === "production" ? "over" : "to come";

  /** A round looked at what is above its settled number only, so a jump over what waited left that out. */
  function settledOfSecond({ settledEventId }: Checkpoint, round: Noted[]): number {
    if (settledEventId > waitingAbove) return waitingAbove;
    waitingAbove = round.length < FULL_ROUND ? Number.POSITIVE_INFINITY : round.at(-1)!.id;
    return settledEventId;
  }

  return {
    link({ position, event_id, at, type }: Link): void {
      const id = Number(event_id);
      const where = `The event ${id} at position ${position}`;
      if (demo === "to come" && type === "demo.begun") demo = "filling";
      else if (demo === "filling" && type === "demo.filled") demo = "over";
      if (id <= settled) say(`${where} was put in later: nothing of so low a number was still to come.`);
      const before = passed.findLast(({ newestEventId }) => newestEventId < id);
      if (before && demo !== "filling" && millis(before.at) - millis(at) > TOLERANCE_MS)
        say(`${where} was put in later: it says ${at}, and was written after ${before.at}.`);
      sinceLast.push({ id, position, at });
    },
    /** `null` for one that signs less, or is not ours. */
    checkpoint(signed: Checkpoint | null): void {
      for (const { id, position, at } of signed ? sinceLast : []) {
        if (millis(at) - millis(signed!.at) > TOLERANCE_MS)
          say(`The event ${id} at position ${position} is dated ahead: it says ${at}, at ${signed!.at}.`);
      }
      const round = sinceLast;
      sinceLast = [];
      if (!signed) return;
      const isSettled = signed.version > 2 ? signed.settledEventId : settledOfSecond(signed, round);
      settled = Math.max(settled, isSettled);
      // Older ones are of use to no number that may still come.
      passed = [...passed.filter(({ newestEventId }) => newestEventId >= settled), signed];
    },
    settled: () => settled,
  };
}

function millis(time: string): number {
  return Date.parse(`${time}Z`);
}
