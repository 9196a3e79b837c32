import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { AppError } from "../errors.ts";
import { findViewerIn, userOf } from "./viewer.ts";

/** Something that changes now and then, and what it is at this moment. */
export type Watched = {
  /** Calls `changed` whenever it may have become something else, until the answer is called. */
  subscribe(changed: () => void): () => void;
  /** What to send (as JSON), and whether nothing can follow. Throws for whoever may not hear of it. */
  read(): Promise<{ data: unknown; final: boolean }>;
};

const HEARTBEAT_MS = 15_000;
/** Then the browser asks again by itself, and proves anew who it is. */
const HEARTBEATS = 40;
/** A client that takes no bytes for so long is gone. */
const STALL_MS = 60_000;
/** More than the tabs a person has waiting; each holds a connection. */
const STREAMS_PER_VIEWER = 8;

/**
 * Answers requests with server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html): what is watched, now
 * and whenever it changes, until it is final, the viewer's session ends or the server stops. A comment every 15 seconds keeps the
 * line open; with each, what is watched is read again, so that a lost announcement delays and never strands.
 */
export function eventStreams(app: FastifyInstance, deps: Pick<Deps, "gatePool" | "clock" | "config">) {
  const findViewer = findViewerIn(deps);
  const running = new Map<string, Set<() => void>>();
  app.addHook("preClose", async () => {
    for (const ends of running.values()) for (const end of ends) end();
  });

  return async (request: FastifyRequest, reply: FastifyReply, watched: Watched): Promise<void> => {
    const { userId, sessionId } = userOf(request);
    const mine = running.get(userId) ?? new Set();
    if (mine.size >= STREAMS_PER_VIEWER)
      throw new AppError("rate_limited", "Too many pages wait at once.", {
        headers: { "retry-after": "10" },
      });

    const response = reply.raw;
    let sent = "";
    let reading = false;
    let changed = false;
    let beats = 0;
    let ended = false;
    const unsubscribe = watched.subscribe(() => void tell());
    // Counted before the first read, which takes a moment in which many could ask.
    running.set(userId, mine.add(end));

    async function tell(): Promise<void> {
      changed = true;
      if (reading || !reply.sent) return;
      reading = true;
      try {
        while (changed && !ended) {
          changed = false;
          const viewer = await findViewer({ by: "id", value: sessionId });
          if (viewer.kind === "visitor") return end();
          write(await watched.read());
        }
      } catch {
        // The client asks again, and is then told what is the matter.
        end();
      } finally {
        reading = false;
      }
    }

    function write({ data, final }: { data: unknown; final: boolean }): void {
      const text = JSON.stringify(data);
      if (text !== sent && !ended) response.write(`data: ${text}\n\n`);
      sent = text;
      if (final) end();
    }

    function end(): void {
      ended = true;
      unsubscribe();
      clearInterval(heartbeat);
      mine.delete(end);
      if (mine.size === 0) running.delete(userId);
      if (reply.sent) response.end();
    }

    const heartbeat = setInterval(() => {
      if (++beats > HEARTBEATS) return end();
      response.write(": still here\n\n");
      void tell();
    }, HEARTBEAT_MS);

    try {
      const first = await watched.read();
      if (response.destroyed) return end();
      if (ended) throw new AppError("unavailable", "The server is stopping.");
      reply.hijack();
      response.writeHead(200, {
        ...(reply.getHeaders() as Record<string, string>),
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "no-store, no-transform",
        "x-accel-buffering": "no",
        // An answer that ends leaves no idle connection behind, which a stop would wait for.
        connection: "close",
      });
      response.once("close", end);
      response.setTimeout(STALL_MS, () => response.destroy());
      response.write("retry: 2000\n\n");
      write(first);
      if (changed) void tell();
    } catch (error) {
      end();
      throw error;
    }
  };
}
