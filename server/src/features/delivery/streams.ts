import type { ServerResponse } from "node:http";
import type { Deps } from "../../deps.ts";
import { elapsed } from "../../lib/clock.ts";
import type { ByteRange } from "../../ports/storage/port.ts";
import { type Pace, watchPace } from "./pace.ts";

/** Why a stream was ended by us. */
export type CutCause = "decision" | "stalled" | "shutdown" | "storage";

export type Streams = {
  /**
   * Sends a range of an object, or of bytes that were made for this answer, and resolves with the number of bytes handed to the connection, whatever ended it: the range was
   * sent, the client left, or we cut it, because the client stopped taking bytes, the storage failed, the server shuts down, or
   * `stillAllowed` said no. It is asked again and again, and at once when it is announced that a right has ended which hung on one
   * of `hangsOn`.
   */
  send(
    hangsOn: readonly string[],
    response: ServerResponse,
    source: string | Uint8Array,
    range: ByteRange,
    stillAllowed: () => Promise<boolean>,
  ): Promise<{ bytes: number; cut: CutCause | null }>;
  /** Lets running streams go on for a moment, then cuts them; clients resume elsewhere. */
  close(): Promise<void>;
};

type Running = {
  cut(cause: CutCause): void;
  done: Promise<void>;
  hangsOn: readonly string[];
  decideAgain: () => Promise<boolean>;
};

/** Bytes flow for so long on one decision; then it is made again, should no announcement be heard. */
const DECISION_HOLDS_MS = 1000;
/** A decision that takes longer is none: the database is out of reach, or as good as that. */
const DECISION_TAKES_MS = 5000;
/** Made once: an error for each client that leaves would cost more than serving it. */
const LEFT = new Error("the client left");
const SHUTDOWN_GRACE_MS = 3000;

export function openStreams(
  deps: Pick<Deps, "storage" | "log" | "metrics" | "announcements" | "config">,
): Streams {
  const { metrics } = deps;
  const running = new Set<Running>();

  // Null: some may have been missed.
  const unsubscribe = deps.announcements.subscribe("access", (id) => {
    for (const stream of running) if (id === null || stream.hangsOn.includes(id)) void stream.decideAgain();
  });

  return {
    async send(hangsOn, response, source, range, stillAllowed) {
      // Nobody would be told again that the client has gone.
      if (response.destroyed) return { bytes: 0, cut: null };
      const abort = new AbortController();
      const { signal } = abort;
      let cutBy: CutCause | null = null;
      const cut = (cause: CutCause) => {
        if (signal.aborted) return;
        cutBy = cause;
        metrics.cutStreams.inc({ cause });
        abort.abort(LEFT);
      };
      const done = Promise.withResolvers<void>();
      // Whatever cannot be decided is cut: the client resumes where somebody can.
      const decideAgain = async () => {
        const allowed = await inTime(stillAllowed(), DECISION_TAKES_MS).catch(() => false);
        if (!allowed) cut("decision");
        return allowed;
      };
      const entry = { cut, done: done.promise, hangsOn, decideAgain };
      running.add(entry);
      metrics.openStreams.inc();
      // An answer that was sent whole closes too.
      const clientLeft = () => {
        if (!response.writableFinished) abort.abort(LEFT);
      };
      response.once("close", clientLeft);
      const pace = watchPace(response, deps.config.STREAM_STALL_SECONDS, () => cut("stalled"));
      let sent = 0;
      try {
        const chunks =
          typeof source === "string" ? deps.storage.read(source, range, signal) : partOf(source, range);
        sent = await pump(response, chunks, signal, pace, decideAgain, range);
      } catch (error) {
        if (!signal.aborted) deps.log.error({ err: error }, "a stream broke");
        cut("storage");
      } finally {
        // An answer that stopped short must not look whole: without its end the client knows to resume.
        response.off("close", clientLeft);
        // After a no, what waits in the kernel's buffers is dropped with the connection: a slow client would take it for seconds yet.
        if (cutBy === "decision") response.socket?.resetAndDestroy();
        if (!response.writableFinished) response.destroy();
        pace.stop();
        running.delete(entry);
        metrics.openStreams.dec();
        metrics.bytes.inc(sent);
        done.resolve();
      }
      return { bytes: sent, cut: cutBy };
    },

    async close() {
      unsubscribe();
      const waiting = Promise.all([...running].map(({ done }) => done));
      const timer = setTimeout(() => {
        for (const { cut } of running) cut("shutdown");
      }, SHUTDOWN_GRACE_MS);
      await waiting;
      clearTimeout(timer);
    },
  };
}

async function* partOf(bytes: Uint8Array, { start, end }: ByteRange): AsyncIterable<Uint8Array> {
  yield bytes.subarray(start, end + 1);
}

/** What `answer` becomes, or false when that takes longer. */
async function inTime(answer: Promise<boolean>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, milliseconds, false);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

async function pump(
  response: ServerResponse,
  chunks: AsyncIterable<Uint8Array>,
  cut: AbortSignal,
  pace: Pace,
  stillAllowed: () => Promise<boolean>,
  range: ByteRange,
): Promise<number> {
  const length = range.end - range.start + 1;
  let sent = 0;
  let decidedAt = elapsed();
  if (length === 0) response.end();
  for await (const chunk of chunks) {
    if (cut.aborted) break;
    if (elapsed() - decidedAt > DECISION_HOLDS_MS) {
      if (!(await stillAllowed())) break;
      decidedAt = elapsed();
    }
    sent += chunk.byteLength;
    const taken = pace.wait();
    await written(response, chunk, sent === length, cut);
    taken();
  }
  return sent;
}

/** Resolves once the connection has taken the chunk, whose buffer is then filled anew, or will never take it. */
function written(
  response: ServerResponse,
  chunk: Uint8Array,
  last: boolean,
  cut: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      cut.removeEventListener("abort", finish);
      resolve();
    };
    cut.addEventListener("abort", finish, { once: true });
    if (last) response.end(chunk, finish);
    else response.write(chunk, finish);
  });
}
