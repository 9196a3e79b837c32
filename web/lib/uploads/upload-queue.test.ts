import { describe, expect, it } from "vitest";
import type { StartTransfer, TransferEvents } from "./transfer.ts";
import { type ArrivedFile, createUploadQueue, type HandOver } from "./upload-queue.ts";

const MIB = 1024 * 1024;

/** A line to a server that does what it is told, at a time that stands still until it is moved. */
function open({ answer }: { answer?: (files: ArrivedFile[]) => HandOver } = {}) {
  let now = 0;
  let calls: { at: number; call: () => void }[] = [];
  const running = new Map<string, TransferEvents & { url: string | null }>();
  const memory = new Map<string, string>();
  const log = {
    starts: [] as string[],
    handed: [] as ArrivedFile[][],
    abandoned: [] as string[],
    most: 0,
    shown: 0,
  };
  const transfer: StartTransfer = (file, url, events) => {
    log.starts.push(`${file.name}${url ? ` from ${url}` : ""}`);
    running.set(file.name, { ...events, url });
    log.most = Math.max(log.most, running.size);
    return () => running.delete(file.name);
  };
  const queue = createUploadQueue({
    fingerprint: (file) => `key-${file.name}`,
    transfer,
    takeUp: async (files) => {
      log.handed.push(files);
      return answer?.(files) ?? { kind: "taken" };
    },
    memory: {
      get: (key) => memory.get(key) ?? null,
      set: (key, url) => memory.set(key, url),
      forget: (key) => memory.delete(key),
    },
    abandon: (_key, url) => log.abandoned.push(url),
    timer: {
      now: () => now,
      after(ms, call) {
        const entry = { at: now + ms, call };
        calls.push(entry);
        return () => {
          calls = calls.filter((other) => other !== entry);
        };
      },
    },
  });
  queue.subscribe(() => {
    log.shown += 1;
  });
  const end = (name: string, how: (events: TransferEvents) => void) => {
    const events = running.get(name);
    if (!events) throw new Error(`${name} is not being sent`);
    running.delete(name);
    how(events);
  };
  function pass(ms: number) {
    const until = now + ms;
    for (;;) {
      const next = calls.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      now = Math.max(now, next.at);
      calls = calls.filter((entry) => entry !== next);
      next.call();
    }
    now = until;
  }
  /** What is shown a moment later. */
  function look() {
    pass(200);
    return queue.view();
  }
  return {
    queue,
    running,
    memory,
    log,
    look,
    state: (name: string) => look().items.find((item) => item.name === name)?.state ?? "done",
    finish: (name: string) => end(name, (events) => events.onDone(`id-${name}`)),
    trouble: (name: string, kind: "line" | "gone" | "signed-out") =>
      end(name, (events) => events.onTrouble({ kind })),
    refuse: (name: string, message: string) =>
      end(name, (events) => events.onTrouble({ kind: "refused", message })),
    async settle() {
      pass(250);
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    },
    pass,
  };
}

/** A file of that size in its facts; its bytes are never read here. */
const file = (name: string, size = MIB) => ({ name, size, lastModified: 1, type: "" }) as File;
const files = (count: number) => Array.from({ length: count }, (_, index) => file(`f${index}`));

describe("200 files at once", () => {
  it("go three at a time, in order, handed over in groups, and leave nothing behind", async () => {
    const { queue, running, log, finish, settle, pass, memory } = open();
    queue.add(files(200));
    expect(queue.view().totals).toMatchObject({ files: 200, done: 0, sizeBytes: 200 * MIB });
    while (running.size > 0) {
      for (const name of [...running.keys()]) {
        running.get(name)?.onUrl(`/u/${name}`);
        finish(name);
      }
      pass(100);
      await settle();
    }
    expect(log.most).toBe(3);
    expect(log.starts).toEqual(files(200).map(({ name }) => name));
    expect(log.handed.flat()).toHaveLength(200);
    expect(log.handed.length).toBeLessThan(100);
    expect(queue.view()).toMatchObject({ items: [], active: false, totals: { files: 200, done: 200 } });
    expect(memory.size).toBe(0);
  });

  it("are shown a few times a second, however often they move", () => {
    const { queue, running, log, pass, look } = open();
    queue.add(files(200));
    const before = log.shown;
    for (let step = 1; step <= 1000; step += 1) {
      for (const events of running.values()) events.onProgress(step * 100);
      pass(1);
    }
    expect(log.shown - before).toBeLessThanOrEqual(5);
    const [moving, , , still] = queue.view().items;
    running.get("f0")?.onProgress(MIB);
    expect(look().items[0]).not.toBe(moving);
    expect(queue.view().items[3]).toBe(still);
  });
});

describe("an upload", () => {
  it("goes on by itself where it was when the line comes back, ever more slowly tried", () => {
    const { queue, running, log, trouble, state, pass } = open();
    queue.add([file("a")]);
    running.get("a")?.onUrl("/u/a");
    trouble("a", "line");
    expect(state("a")).toBe("stalled");
    for (const wait of [1000, 1000, 2000, 5000, 10_000, 20_000, 30_000, 30_000]) {
      pass(wait + 1000);
      expect(state("a")).toBe("uploading");
      trouble("a", "line");
    }
    expect(new Set(log.starts.slice(1))).toEqual(new Set(["a from /u/a"]));
    const before = log.starts.length;
    queue.lineUp();
    expect(log.starts).toHaveLength(before + 1);
  });

  it("keeps its place while stalled, so that the others do not stall after it", () => {
    const { queue, log, trouble } = open();
    queue.add(files(10));
    for (const name of ["f0", "f1", "f2"]) trouble(name, "line");
    expect(log.starts).toEqual(["f0", "f1", "f2"]);
  });

  it("stops when the browser says there is no line, and when nothing moves for long", () => {
    const { queue, running, state, pass, look } = open();
    queue.add([file("a"), file("b")]);
    queue.lineDown();
    expect([state("a"), running.size]).toEqual(["stalled", 0]);
    queue.lineUp();
    for (let minute = 0; minute < 3; minute += 1) {
      pass(60_000);
      running.get("b")?.onProgress(minute + 1);
    }
    expect(look().items.map(({ sentBytes }) => sentBytes)).toEqual([0, 3]);
    expect(running.size).toBe(2);
  });

  it("waits while nobody is signed in, and all go on after it", () => {
    const { queue, running, log, trouble, pass, look } = open();
    queue.add(files(5));
    running.get("f0")?.onUrl("/u/f0");
    trouble("f0", "signed-out");
    expect(look()).toMatchObject({ signedOut: true, active: false });
    expect(running.size).toBe(0);
    pass(600_000);
    expect(log.starts).toHaveLength(3);
    queue.signedIn();
    expect(log.starts.slice(3)).toEqual(["f0 from /u/f0", "f1", "f2"]);
    expect(queue.view().signedOut).toBe(false);
  });

  it("starts over when the server no longer knows it", () => {
    const { queue, running, log, trouble, memory } = open();
    memory.set("key-a", "/u/old");
    queue.add([file("a")]);
    trouble("a", "gone");
    expect(log.starts).toEqual(["a from /u/old", "a"]);
    expect(memory.size).toBe(0);
    running.get("a")?.onUrl("/u/new");
    expect(memory.get("key-a")).toBe("/u/new");
  });

  it("that was refused says why, leaves its place to the next, and can be retried or given up", () => {
    const { queue, running, log, refuse, state, look } = open();
    queue.add(files(4));
    running.get("f0")?.onUrl("/u/f0");
    refuse("f0", "Too large.");
    expect(look().items[0]).toMatchObject({ state: "failed", problem: "Too large." });
    expect(log.starts).toContain("f3");
    queue.resume("key-f0");
    expect(state("f0")).toBe("waiting");
    queue.cancel("key-f0");
    expect([state("f0"), log.abandoned]).toEqual(["done", ["/u/f0"]]);
  });

  it("can be paused and resumed, alone and with all the others", () => {
    const { queue, running, state } = open();
    queue.add(files(5));
    queue.pause("key-f0");
    expect([state("f0"), state("f3")]).toEqual(["paused", "uploading"]);
    queue.pauseAll();
    expect([running.size, queue.view().active]).toEqual([0, false]);
    queue.resumeAll();
    expect([...running.keys()]).toEqual(["f0", "f1", "f2"]);
  });

  it("of a file that is being sent already is not begun twice", () => {
    const { queue, log } = open();
    queue.add([file("a")]);
    queue.add([file("a")]);
    expect(log.starts).toEqual(["a"]);
  });
});

describe("handing over", () => {
  it("tries each alone when a group is refused, so that one bad file stops no other", async () => {
    const { queue, finish, settle, state, log } = open({
      answer: (group) =>
        group.some(({ fileId }) => fileId === "id-b")
          ? { kind: "refused", message: "Not this one." }
          : { kind: "taken" },
    });
    queue.add(["a", "b", "c", "d"].map((name) => file(name)));
    for (const name of ["a", "b", "c", "d"]) finish(name);
    await settle();
    expect(["a", "b", "c", "d"].map(state)).toEqual(["done", "failed", "done", "done"]);
    expect(queue.view().items[0]?.problem).toBe("Not this one.");
    expect(log.handed[0]).toHaveLength(4);
  });

  it("is repeated while the line is down, and a replacement says what it replaces", async () => {
    let up = false;
    const { queue, finish, settle, state, log, pass } = open({
      answer: () => (up ? { kind: "taken" } : { kind: "line" }),
    });
    queue.add([file("a")], { replaces: "old" });
    finish("a");
    await settle();
    expect(state("a")).toBe("adding");
    up = true;
    pass(1000);
    await settle();
    expect(state("a")).toBe("done");
    expect(log.handed.at(-1)).toEqual([{ fileId: "id-a", replaces: "old" }]);
  });

  it("waits for a sign-in", async () => {
    let signedIn = false;
    const { queue, finish, settle, state } = open({
      answer: () => (signedIn ? { kind: "taken" } : { kind: "signed-out" }),
    });
    queue.add([file("a")]);
    finish("a");
    await settle();
    expect(queue.view()).toMatchObject({ signedOut: true });
    signedIn = true;
    queue.signedIn();
    await settle();
    expect(state("a")).toBe("done");
  });
});
