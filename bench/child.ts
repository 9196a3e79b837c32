import { fork } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

export type Child = {
  pid: number;
  /** Calls one of the functions that the child answers with; its failure is ours. */
  ask<T>(call: string, input?: unknown): Promise<T>;
  /** Lets it end in order, and waits until it has. */
  stop(): Promise<void>;
};

type Message = { id: number; output?: unknown; problem?: string };

/** Runs a module of this folder, named relative to it, as a process of its own. */
export function startChild(module: string, nodeOptions: string[] = []): Child {
  const child = fork(fileURLToPath(new URL(module, import.meta.url)), [], {
    serialization: "advanced",
    execArgv: nodeOptions,
    // What a server says must not mix with our own results.
    stdio: ["ignore", 2, 2, "ipc"],
    env: { ...process.env, NODE_ENV: "production" },
  });
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let asked = 0;
  child.on("message", ({ id, output, problem }: Message) => {
    if (problem === undefined) waiting.get(id)?.resolve(output);
    else waiting.get(id)?.reject(new Error(`${module}: ${problem}`));
    waiting.delete(id);
  });
  child.on("exit", (code, signal) => {
    for (const { reject } of waiting.values()) reject(new Error(`${module} ended (${signal ?? code})`));
    waiting.clear();
  });

  return {
    pid: child.pid!,
    ask<T>(call: string, input?: unknown): Promise<T> {
      const answer = Promise.withResolvers<unknown>();
      waiting.set(++asked, answer);
      child.send({ id: asked, call, input });
      return answer.promise as Promise<T>;
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.disconnect();
      await ended;
    },
  };
}

/** The child's side: answers what the parent asks with these functions, and calls `end` when the parent lets go. */
export function answerParent(
  calls: Record<string, (input: never) => unknown>,
  end: () => Promise<unknown> | undefined = () => undefined,
): void {
  process.on("message", async ({ id, call, input }: { id: number; call: string; input: never }) => {
    try {
      process.send!({ id, output: await calls[call]!(input) });
    } catch (error) {
      process.send!({ id, problem: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
  process.on("disconnect", async () => {
    await end();
    process.exit(0);
  });
}

/** A port that is free now, for servers that must know it before they listen. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, "close");
  return port;
}
