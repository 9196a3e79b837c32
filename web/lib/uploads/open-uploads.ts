import { ApiError } from "@vaulture/sdk";
import { browserTimer } from "../browser-timer";
import { ensureSignedIn } from "../ensure-signed-in";
import { toProblem } from "../problem";
import { untilSignedIn } from "../until-signed-in";
import { tusTransfer } from "./tus-transfer";
import { discardUnfinishedUpload, rememberedUploads } from "./unfinished-uploads";
import { uploadFingerprint } from "./upload-fingerprint";
import { type ArrivedFile, createUploadQueue, type HandOver, type UploadQueue } from "./upload-queue";

export interface Uploads<T> {
  queue: UploadQueue;
  /** Told of what files belong to, each time it took some up. */
  onTaken: (listener: (answer: T) => void) => () => void;
}

const open = new Map<string, Uploads<unknown>>();

/**
 * The uploads of a product or a post: the same for as long as the site is open, so that they go on while its editor is left for
 * another page of the studio. `takeUp` gives arrived files to it, and throws when it cannot; repeating it must do no harm.
 */
export function openUploads<T>(
  subjectId: string,
  creatorId: string,
  takeUp: (files: ArrivedFile[]) => Promise<T>,
): Uploads<T> {
  const known = open.get(subjectId);
  if (known) return known as Uploads<T>;
  const listeners = new Set<(answer: T) => void>();
  const queue = createUploadQueue({
    fingerprint: (file) => uploadFingerprint(subjectId, file),
    transfer: tusTransfer(creatorId),
    takeUp: (files) =>
      handOver(async () => {
        const answer = await takeUp(files);
        for (const listener of listeners) listener(answer);
      }),
    memory: rememberedUploads,
    abandon: (fingerprint, uploadUrl) => void discardUnfinishedUpload({ fingerprint, uploadUrl }),
    timer: browserTimer,
  });
  watch(queue);
  const uploads: Uploads<T> = {
    queue,
    onTaken(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
  open.set(subjectId, uploads as Uploads<unknown>);
  return uploads;
}

async function handOver(work: () => Promise<void>): Promise<HandOver> {
  try {
    await work();
    return { kind: "taken" };
  } catch (error) {
    const status = error instanceof ApiError ? error.status : 0;
    if (status === 401) return { kind: "signed-out" };
    if (status === 0 || status === 429 || status >= 500) return { kind: "line" };
    return { kind: "refused", message: toProblem(error).message };
  }
}

/** Tells the queue what the browser knows of the line and of the session, and warns before bytes on their way are cut off. */
function watch(queue: UploadQueue) {
  window.addEventListener("online", queue.lineUp);
  window.addEventListener("offline", queue.lineDown);
  const warn = (event: BeforeUnloadEvent) => event.preventDefault();
  let warning = false;
  let waiting = false;
  queue.subscribe(() => {
    const { active, signedOut } = queue.view();
    if (active !== warning) {
      warning = active;
      if (active) window.addEventListener("beforeunload", warn);
      else window.removeEventListener("beforeunload", warn);
    }
    if (!signedOut || waiting) return;
    waiting = true;
    const back = () => {
      waiting = false;
      queue.signedIn();
    };
    void ensureSignedIn().then((signedIn) => (signedIn ? back() : untilSignedIn(back)));
  });
}
