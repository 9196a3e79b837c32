import type { Product } from "@vaulture/sdk";
import { ApiError } from "@vaulture/sdk";
import { api } from "../browser-api";
import { browserTimer } from "../browser-timer";
import { ensureSignedIn } from "../ensure-signed-in";
import { toProblem } from "../problem";
import { untilSignedIn } from "../until-signed-in";
import { tusTransfer } from "./tus-transfer";
import { discardUnfinishedUpload, rememberedUploads } from "./unfinished-uploads";
import { uploadFingerprint } from "./upload-fingerprint";
import { type ArrivedFile, createUploadQueue, type HandOver, type UploadQueue } from "./upload-queue";

export interface ProductUploads {
  queue: UploadQueue;
  /** Told of the product each time it took files up. */
  onTaken: (listener: (product: Product) => void) => () => void;
}

const open = new Map<string, ProductUploads>();

/**
 * The uploads of a product: the same for as long as the site is open, so that they go on while their editor is left for another
 * page of the studio.
 */
export function productUploads(productId: string, creatorId: string): ProductUploads {
  const known = open.get(productId);
  if (known) return known;
  const listeners = new Set<(product: Product) => void>();
  const queue = createUploadQueue({
    fingerprint: (file) => uploadFingerprint(productId, file),
    transfer: tusTransfer(creatorId),
    takeUp: (files) =>
      takeUp(productId, files, (product) => {
        for (const listener of listeners) listener(product);
      }),
    memory: rememberedUploads,
    abandon: (fingerprint, uploadUrl) => void discardUnfinishedUpload({ fingerprint, uploadUrl }),
    timer: browserTimer,
  });
  watch(queue);
  const uploads: ProductUploads = {
    queue,
    onTaken(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
  open.set(productId, uploads);
  return uploads;
}

async function takeUp(
  productId: string,
  files: ArrivedFile[],
  taken: (product: Product) => void,
): Promise<HandOver> {
  const inPlaceOf = files[0]?.replaces;
  try {
    const product = await api.post("/api/v1/products/{id}/files", {
      path: { id: productId },
      body: { fileIds: files.map(({ fileId }) => fileId), ...(inPlaceOf ? { inPlaceOf } : {}) },
    });
    taken(product);
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
