import type { Timer } from "../autosave/create-autosave.ts";
import { createSpeedometer, type Speedometer } from "./speedometer.ts";
import type { StartTransfer, TransferTrouble } from "./transfer.ts";

/**
 * `stalled`: the line is down, it goes on by itself. `failed`: a person has to do something. `adding`: all bytes arrived, the
 * product takes them up.
 */
export type UploadState = "waiting" | "uploading" | "stalled" | "paused" | "failed" | "adding";

export interface UploadItem {
  /** The file's fingerprint. */
  key: string;
  name: string;
  sizeBytes: number;
  sentBytes: number;
  state: UploadState;
  /** Bytes a second over the last moments, or null while it is not known. */
  speed: number | null;
  problem: string | null;
}

export interface UploadTotals {
  files: number;
  done: number;
  sizeBytes: number;
  sentBytes: number;
  speed: number | null;
}

export interface UploadView {
  /** What is not done yet, in the order of adding; an unchanged item is the same object as before. */
  items: UploadItem[];
  /** Since the queue was last empty. */
  totals: UploadTotals;
  /** Bytes may be on their way at this moment. */
  active: boolean;
  signedOut: boolean;
}

/** What became of handing arrived files over. */
export type HandOver = { kind: "taken" } | TransferTrouble;

export interface ArrivedFile {
  fileId: string;
  replaces: string | null;
}

export interface UploadQueueOptions {
  fingerprint: (file: File) => string;
  transfer: StartTransfer;
  /** Takes arrived files up, several at once; never throws. Repeating it must do no harm. */
  takeUp: (files: ArrivedFile[]) => Promise<HandOver>;
  /** Where uploads are kept across visits. */
  memory: {
    get: (key: string) => string | null;
    set: (key: string, url: string) => void;
    forget: (key: string) => void;
  };
  /** Ends an upload on the server. */
  abandon: (key: string, url: string) => void;
  timer: Timer;
  /** Uploads that run at the same time. */
  parallel?: number;
}

interface Entry {
  item: UploadItem;
  file: File;
  replaces: string | null;
  stop: (() => void) | null;
  url: string | null;
  fileId: string | null;
  meter: Speedometer;
  movedAt: number;
  attempts: number;
  retryAt: number | null;
}

export type UploadQueue = ReturnType<typeof createUploadQueue>;

const retryMs = [500, 1000, 2000, 5000, 10_000, 20_000, 30_000];
/** Progress is shown this often at most, however many files move. */
const showMs = 200;
/** A transfer on which nothing moves for so long is cut and tried again. */
const stallMs = 90_000;
const gatherMs = 250;
const most = 50;

/**
 * Sends many files, some at a time. Each can be paused, resumed, retried and cancelled; a lost line, a restarted server or an
 * expired session stops them for as long as it lasts. Holds no bytes, and finished files not at all.
 */
export function createUploadQueue(options: UploadQueueOptions) {
  const { fingerprint, transfer, takeUp, memory, abandon, timer, parallel = 3 } = options;
  const entries = new Map<string, Entry>();
  const listeners = new Set<() => void>();
  let done = { files: 0, bytes: 0 };
  let meter = createSpeedometer();
  let signedOut = false;
  let handing = false;
  let view = look();
  let callOffShow: (() => void) | null = null;
  let ticking = false;
  let gathering = false;

  function look(): UploadView {
    const items = [...entries.values()].map(({ item }) => item);
    const sentBytes = items.reduce((sum, item) => sum + item.sentBytes, done.bytes);
    const active = items.some(({ state }) => state === "uploading" || state === "adding");
    return {
      items,
      totals: {
        files: items.length + done.files,
        done: done.files,
        sizeBytes: items.reduce((sum, item) => sum + item.sizeBytes, done.bytes),
        sentBytes,
        speed: active ? meter.measure(sentBytes, timer.now()) : null,
      },
      active,
      signedOut,
    };
  }

  function show() {
    callOffShow?.();
    callOffShow = null;
    view = look();
    for (const listener of listeners) listener();
  }

  function change(entry: Entry, changes: Partial<UploadItem>) {
    entry.item = { ...entry.item, ...changes };
    callOffShow ??= timer.after(showMs, () => {
      callOffShow = null;
      show();
    });
  }

  /** Fills the free places. A stalled upload keeps its own: when the line is down, the others would only stall too. */
  function startNext() {
    if (signedOut) return;
    const list = [...entries.values()];
    const taken = list.filter(({ item }) => item.state === "uploading" || item.state === "stalled").length;
    for (const entry of list
      .filter(({ item }) => item.state === "waiting")
      .slice(0, Math.max(0, parallel - taken)))
      start(entry);
  }

  function start(entry: Entry) {
    entry.meter = createSpeedometer();
    entry.movedAt = timer.now();
    entry.retryAt = null;
    entry.url ??= memory.get(entry.item.key);
    change(entry, { state: "uploading", problem: null, speed: null });
    entry.stop = transfer(entry.file, entry.url, {
      onUrl(url) {
        entry.url = url;
        memory.set(entry.item.key, url);
      },
      onProgress(sentBytes) {
        entry.movedAt = timer.now();
        entry.attempts = 0;
        change(entry, { sentBytes, speed: entry.meter.measure(sentBytes, timer.now()) });
      },
      onDone(fileId) {
        entry.stop = null;
        entry.fileId = fileId;
        entry.attempts = 0;
        change(entry, { state: "adding", sentBytes: entry.item.sizeBytes, speed: null });
        handSoon();
        startNext();
      },
      onTrouble(trouble) {
        entry.stop = null;
        take(entry, trouble);
        startNext();
      },
    });
    tick();
  }

  function take(entry: Entry, trouble: TransferTrouble) {
    switch (trouble.kind) {
      case "line":
        return stall(entry);
      case "gone":
        memory.forget(entry.item.key);
        entry.url = null;
        entry.attempts += 1;
        return change(entry, { state: "waiting", sentBytes: 0, speed: null });
      case "signed-out":
        signedOut = true;
        for (const other of entries.values())
          if (other.item.state === "uploading" || other.item.state === "stalled") hold(other);
        return change(entry, { state: "waiting", speed: null });
      case "refused":
        return change(entry, { state: "failed", problem: trouble.message, speed: null });
    }
  }

  function stall(entry: Entry) {
    entry.stop?.();
    entry.stop = null;
    entry.retryAt = timer.now() + (retryMs[Math.min(entry.attempts, retryMs.length - 1)] ?? 0);
    entry.attempts += 1;
    change(entry, { state: "stalled", speed: null });
    tick();
  }

  function hold(entry: Entry) {
    entry.stop?.();
    entry.stop = null;
    change(entry, { state: "waiting", speed: null });
  }

  /** Each second while something runs: what shall be tried again, and what has gone silent. */
  function tick() {
    if (ticking) return;
    ticking = true;
    timer.after(1000, () => {
      ticking = false;
      const now = timer.now();
      for (const entry of entries.values()) {
        const { state } = entry.item;
        if (state === "uploading" && now - entry.movedAt > stallMs) stall(entry);
        if (state === "stalled" && entry.retryAt !== null && entry.retryAt <= now) start(entry);
        if (state === "adding" && entry.retryAt !== null && entry.retryAt <= now) {
          entry.retryAt = null;
          void hand();
        }
      }
      if ([...entries.values()].some(({ item, retryAt }) => item.state === "uploading" || retryAt !== null))
        tick();
    });
  }

  /** A moment later, since small files arrive in quick succession. */
  function handSoon() {
    if (gathering) return;
    gathering = true;
    timer.after(gatherMs, () => {
      gathering = false;
      void hand();
    });
  }

  /** One request at a time, for all that arrived meanwhile; one that replaces another goes alone. */
  async function hand() {
    if (handing || signedOut) return;
    const ready = [...entries.values()].filter(
      ({ item, fileId, retryAt }) => item.state === "adding" && fileId !== null && retryAt === null,
    );
    const [first] = ready;
    if (!first) return;
    const alone = first.replaces !== null || first.attempts > 0;
    const batch = alone
      ? [first]
      : ready.filter(({ replaces, attempts }) => replaces === null && attempts === 0).slice(0, most);
    handing = true;
    const outcome = await takeUp(batch.map(({ fileId, replaces }) => ({ fileId: fileId ?? "", replaces })));
    handing = false;
    for (const entry of batch) settle(entry, outcome, batch.length > 1);
    if (entries.size === 0) meter = createSpeedometer();
    show();
    startNext();
    void hand();
  }

  function settle(entry: Entry, outcome: HandOver, together: boolean) {
    if (outcome.kind === "taken") {
      memory.forget(entry.item.key);
      if (!entries.delete(entry.item.key)) return;
      done = { files: done.files + 1, bytes: done.bytes + entry.item.sizeBytes };
    } else if (outcome.kind === "signed-out") {
      signedOut = true;
    } else if (outcome.kind === "line") {
      entry.retryAt = timer.now() + (retryMs[Math.min(entry.attempts, retryMs.length - 1)] ?? 0);
      entry.attempts += 1;
      tick();
    } else if (together) {
      // One of them was refused: each alone, the others get through.
      entry.attempts += 1;
    } else {
      change(entry, {
        state: "failed",
        problem:
          outcome.kind === "refused"
            ? outcome.message
            : "The file arrived but is gone. Cancel it and add it again.",
      });
    }
  }

  function resume(entry: Entry) {
    entry.attempts = 0;
    entry.retryAt = null;
    change(entry, { state: entry.fileId === null ? "waiting" : "adding", problem: null });
  }

  function go() {
    startNext();
    void hand();
    show();
  }

  return {
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    view: () => view,
    add(files: Iterable<File>, { replaces = null }: { replaces?: string | null } = {}) {
      if (entries.size === 0) done = { files: 0, bytes: 0 };
      for (const file of files) {
        const key = fingerprint(file);
        const known = entries.get(key);
        if (known && known.item.state !== "failed") continue;
        const item: UploadItem = {
          key,
          name: file.name,
          sizeBytes: file.size,
          sentBytes: 0,
          state: "waiting",
          speed: null,
          problem: null,
        };
        entries.set(key, {
          item,
          file,
          replaces,
          stop: null,
          url: null,
          fileId: null,
          meter: createSpeedometer(),
          movedAt: 0,
          attempts: 0,
          retryAt: null,
        });
      }
      go();
    },
    pause(key: string) {
      const entry = entries.get(key);
      if (!entry || entry.item.state === "adding") return;
      hold(entry);
      change(entry, { state: "paused" });
      go();
    },
    pauseAll() {
      for (const entry of entries.values())
        if (["waiting", "uploading", "stalled"].includes(entry.item.state)) {
          hold(entry);
          change(entry, { state: "paused" });
        }
      show();
    },
    /** Goes on after a pause or a failure, from the last byte the server has. */
    resume(key: string) {
      const entry = entries.get(key);
      if (entry) resume(entry);
      go();
    },
    resumeAll() {
      for (const entry of entries.values())
        if (entry.item.state === "paused" || entry.item.state === "failed") resume(entry);
      go();
    },
    /** Stops and forgets an upload, on the server too. */
    cancel(key: string) {
      const entry = entries.get(key);
      if (!entry) return;
      entry.stop?.();
      entries.delete(key);
      memory.forget(key);
      if (entry.url !== null) abandon(key, entry.url);
      go();
    },
    /** The line is back: what stalled does not wait for its turn. */
    lineUp() {
      for (const entry of entries.values()) {
        if (entry.item.state === "stalled") start(entry);
        if (entry.item.state === "adding") entry.retryAt = null;
      }
      go();
    },
    /** The browser knows that there is no line: nothing waits for an answer that cannot come. */
    lineDown() {
      for (const entry of entries.values()) if (entry.item.state === "uploading") stall(entry);
      show();
    },
    signedIn() {
      signedOut = false;
      go();
    },
  };
}
