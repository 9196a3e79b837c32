import { Worker } from "node:worker_threads";
import type { HashAnswer, HashOrder } from "./hash-thread.ts";

type Waiting = {
  sha256: Promise<string>;
  answered: (answer: HashAnswer) => void;
  failed: (error: Error) => void;
};

/** One thread for all uploads of this process: hashing is the dearest part of receiving, and it must not stop the event loop. */
let thread: Worker | null = null;
const waiting = new Map<string, Waiting>();

/**
 * Lets the thread hash a growing file up to `size` bytes, which must be written and must not change any more. It reads them from
 * the page cache while the next ones arrive, so that at the end little is left to do. Only a hint: nothing waits for it.
 */
export function followFile(path: string, size: number): void {
  tell({ kind: "follow", path, size });
}

/** The SHA-256 of the first `size` bytes of a complete file, in hexadecimal. Bytes that were followed are not read again. */
export function hashFile(path: string, size: number): Promise<string> {
  const known = waiting.get(path);
  if (known) return known.sha256;
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const answered = (answer: HashAnswer) => {
    if ("sha256" in answer) resolve(answer.sha256);
    else reject(new Error(`hashing failed: ${answer.problem}`));
  };
  waiting.set(path, { sha256: promise, answered, failed: reject });
  tell({ kind: "finish", path, size });
  thread?.ref();
  return promise;
}

/** Drops what is known of a file that goes away unfinished. */
export function forgetFile(path: string): void {
  if (thread && !waiting.has(path)) tell({ kind: "forget", path });
}

function tell(order: HashOrder): void {
  thread ??= startThread();
  thread.postMessage(order);
}

/** It works in one buffer; the engine would otherwise reserve for it what a whole server needs. */
const LIMITS = { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 64 };

function startThread(): Worker {
  const worker = new Worker(new URL("./hash-thread.ts", import.meta.url), { resourceLimits: LIMITS });
  worker.unref();
  worker.on("message", (answer: HashAnswer) => {
    waiting.get(answer.path)?.answered(answer);
    waiting.delete(answer.path);
    // It keeps the process alive only while somebody waits for a hash.
    if (waiting.size === 0) worker.unref();
  });
  worker.on("error", (error) => lose(worker, error));
  worker.on("exit", () => lose(worker, new Error("the hashing thread ended")));
  return worker;
}

/** A thread that died is replaced at the next order; what it had begun is read again from the start. */
function lose(worker: Worker, error: unknown): void {
  if (thread !== worker) return;
  thread = null;
  for (const { failed } of waiting.values())
    failed(error instanceof Error ? error : new Error(String(error)));
  waiting.clear();
}
