import { createHash, type Hash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import { parentPort } from "node:worker_threads";

/** What the thread is told: how far a file may be read, that it is complete, or that nobody wants its hash any more. */
export type HashOrder =
  | { kind: "follow" | "finish"; path: string; size: number }
  | { kind: "forget"; path: string };
export type HashAnswer = { path: string; sha256: string } | { path: string; problem: string };

type Following = { hash: Hash; position: number; size: number; complete: boolean };

const TURN_BYTES = 1024 * 1024;
/** States of abandoned uploads; the one unused for longest starts over if it is ever wanted again. */
const MOST_FOLLOWED = 1000;

const port = parentPort;
const buffer = Buffer.allocUnsafeSlow(TURN_BYTES);
const followed = new Map<string, Following>();
let working = false;

port?.on("message", (order: HashOrder) => {
  if (order.kind === "forget") {
    followed.delete(order.path);
    return;
  }
  const state = followed.get(order.path) ?? {
    hash: createHash("sha256"),
    position: 0,
    size: 0,
    complete: false,
  };
  state.size = Math.max(state.size, order.size);
  state.complete ||= order.kind === "finish";
  followed.delete(order.path);
  followed.set(order.path, state);
  if (followed.size > MOST_FOLLOWED) followed.delete(followed.keys().next().value as string);
  start();
});

function start(): void {
  if (working) return;
  working = true;
  setImmediate(round);
}

/** One turn for each file with something to read, so that a large one holds up nobody; new orders are heard between rounds. */
function round(): void {
  let more = false;
  for (const [path, state] of [...followed]) {
    try {
      if (state.position < state.size) readTurn(path, state);
      if (state.position < state.size) more = true;
      else if (state.complete) answer({ path, sha256: state.hash.digest("hex") });
    } catch (error) {
      if (state.complete) answer({ path, problem: error instanceof Error ? error.message : String(error) });
      else followed.delete(path);
    }
  }
  working = more;
  if (more) setImmediate(round);
}

// Opened anew each turn: paused uploads then hold no descriptor, and it costs next to nothing beside hashing.
function readTurn(path: string, state: Following): void {
  const fd = openSync(path, "r");
  try {
    const count = readSync(fd, buffer, 0, Math.min(TURN_BYTES, state.size - state.position), state.position);
    if (count === 0) throw new Error("the file ended before its size");
    state.hash.update(buffer.subarray(0, count));
    state.position += count;
  } finally {
    closeSync(fd);
  }
}

function answer(message: HashAnswer): void {
  followed.delete(message.path);
  port?.postMessage(message);
}
