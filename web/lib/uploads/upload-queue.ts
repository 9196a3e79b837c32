import { DetailedError, Upload } from "tus-js-client";
import { ensureSignedIn } from "../ensure-signed-in";
import { createSpeedometer, type Speedometer } from "./speedometer";
import { uploadFingerprint } from "./upload-fingerprint";

export type UploadState = "waiting" | "uploading" | "paused" | "failed" | "adding" | "done";

export interface UploadItem {
  key: string;
  name: string;
  sizeBytes: number;
  sentBytes: number;
  state: UploadState;
  /** Bytes a second over the last moments, or null while it is not known. */
  speed: number | null;
  problem: string | null;
}

interface Entry {
  item: UploadItem;
  file: File;
  upload: Upload | null;
  fileId: string | null;
  meter: Speedometer;
}

export interface UploadQueueOptions {
  creatorId: string;
  /** What the files are for: an upload interrupted here is found again only here. */
  scope: string;
  /** Called once per file when all its bytes have arrived; its failure can be retried. */
  onArrived: (fileId: string) => Promise<void>;
  /** Uploads that run at the same time. */
  parallel?: number;
}

export type UploadQueue = ReturnType<typeof createUploadQueue>;

const chunkSize = 64 * 1024 * 1024;
const retryDelays = [0, 1000, 3000, 5000, 10_000, 20_000];

/**
 * Sends files over tus 1.0, some at a time: each can be paused, resumed, retried or dropped, and an
 * upload cut off by a closed page goes on where it stopped once the same file is added again.
 */
export function createUploadQueue({ creatorId, scope, onArrived, parallel = 3 }: UploadQueueOptions) {
  const entries = new Map<string, Entry>();
  const listeners = new Set<() => void>();
  let snapshot: UploadItem[] = [];

  function change(entry: Entry, changes: Partial<UploadItem>) {
    entry.item = { ...entry.item, ...changes };
    publish();
  }

  function publish() {
    snapshot = [...entries.values()].map(({ item }) => item);
    for (const listener of listeners) listener();
  }

  function startNext() {
    const list = [...entries.values()];
    const running = list.filter(({ item }) => item.state === "uploading").length;
    for (const entry of list.filter(({ item }) => item.state === "waiting").slice(0, parallel - running))
      void start(entry);
  }

  async function start(entry: Entry) {
    change(entry, { state: "uploading", problem: null, speed: null });
    entry.meter = createSpeedometer();
    if (entry.upload === null) {
      entry.upload = open(entry);
      const [previous] = await entry.upload.findPreviousUploads();
      if (previous) entry.upload.resumeFromPreviousUpload(previous);
    }
    if (entry.item.state === "uploading") entry.upload.start();
  }

  function open(entry: Entry): Upload {
    const { file } = entry;
    const upload = new Upload(file, {
      endpoint: `${window.location.origin}/api/v1/uploads`,
      metadata: { filename: file.name, filetype: file.type || "application/octet-stream", creatorId },
      fingerprint: async () => uploadFingerprint(scope, file),
      removeFingerprintOnSuccess: true,
      retryDelays,
      chunkSize,
      onProgress: (sentBytes) =>
        change(entry, { sentBytes, speed: entry.meter.measure(sentBytes, performance.now()) }),
      onError: (error) => void fail(entry, error),
      onSuccess: () => {
        entry.fileId = upload.url?.split("/").pop() ?? null;
        void hand(entry);
        startNext();
      },
    });
    return upload;
  }

  /** A session that ended is no failure yet: signed in again, the upload goes on from the last byte the server has. */
  async function fail(entry: Entry, error: Error | DetailedError) {
    change(entry, { speed: null });
    const signedIn = statusOf(error) === 401 && (await ensureSignedIn());
    // Paused or dropped while the dialog was open.
    if (entry.item.state !== "uploading" || !entries.has(entry.item.key)) return;
    if (signedIn) return void start(entry);
    change(entry, { state: "failed", problem: explain(error) });
    startNext();
  }

  async function hand(entry: Entry) {
    if (entry.fileId === null)
      return change(entry, { state: "failed", problem: "The server named no file. Try again." });
    change(entry, { state: "adding", sentBytes: entry.item.sizeBytes, speed: null, problem: null });
    try {
      await onArrived(entry.fileId);
      change(entry, { state: "done" });
    } catch {
      change(entry, { state: "failed", problem: "The file arrived but could not be added. Try again." });
    }
  }

  return {
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    snapshot: () => snapshot,
    add(files: Iterable<File>) {
      for (const file of files) {
        const key = uploadFingerprint(scope, file);
        const known = entries.get(key)?.item.state;
        if (known && known !== "done" && known !== "failed") continue;
        const item: UploadItem = {
          key,
          name: file.name,
          sizeBytes: file.size,
          sentBytes: 0,
          state: "waiting",
          speed: null,
          problem: null,
        };
        entries.set(key, { item, file, upload: null, fileId: null, meter: createSpeedometer() });
      }
      publish();
      startNext();
    },
    async pause(key: string) {
      const entry = entries.get(key);
      if (!entry) return;
      change(entry, { state: "paused", speed: null });
      await entry.upload?.abort();
      startNext();
    },
    /** Goes on after a pause or a failure, from the last byte the server has. */
    resume(key: string) {
      const entry = entries.get(key);
      if (!entry) return;
      if (entry.fileId !== null) void hand(entry);
      else {
        change(entry, { state: "waiting", problem: null });
        startNext();
      }
    },
    /** Stops and forgets an upload, on the server too. */
    async discard(key: string) {
      const entry = entries.get(key);
      if (!entry) return;
      entries.delete(key);
      publish();
      startNext();
      if (entry.item.state !== "done" && entry.fileId === null)
        await entry.upload?.abort(true).catch(() => undefined);
    },
    /** Takes finished rows out of the list. */
    clearDone() {
      for (const [key, { item }] of entries) if (item.state === "done") entries.delete(key);
      publish();
    },
  };
}

/** A failed upload in words that say what to do. */
function explain(error: Error | DetailedError): string {
  const status = statusOf(error);
  if (status === 401) return "You are signed out. Sign in again, then retry.";
  if (status === 403) return "You may not upload for this creator.";
  if (status === 413)
    return "The file is too large, or the storage is full. Remove files you no longer need.";
  if (status === 429) return "Too many uploads at once. Retry in a minute.";
  if (status !== undefined && status >= 400 && status < 500) return "The server refused this file.";
  return "The connection broke. Retry: it goes on where it stopped.";
}

function statusOf(error: Error | DetailedError): number | undefined {
  return error instanceof DetailedError ? error.originalResponse?.getStatus() : undefined;
}
