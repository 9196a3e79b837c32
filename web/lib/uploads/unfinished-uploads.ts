import { readFingerprint } from "./upload-fingerprint.ts";

export interface UnfinishedUpload {
  fingerprint: string;
  uploadUrl: string;
  name: string;
  sizeBytes: number;
  sentBytes: number;
}

/** Where an upload goes on, by its fingerprint; kept in the browser, so a closed page finds it again. */
export const rememberedUploads = {
  get: (fingerprint: string): string | null => localStorage.getItem(fingerprint),
  set(fingerprint: string, uploadUrl: string) {
    try {
      localStorage.setItem(fingerprint, uploadUrl);
    } catch {
      // A full or forbidden storage: this upload cannot go on after the page is closed, that is all.
    }
  },
  forget: (fingerprint: string) => localStorage.removeItem(fingerprint),
};

/**
 * Uploads an earlier visit left unfinished, with what the server has of each. Those it no longer knows are forgotten; those it
 * could not be asked about are left for another time.
 */
export async function findUnfinishedUploads(scope: string): Promise<UnfinishedUpload[]> {
  const found: UnfinishedUpload[] = [];
  for (const fingerprint of Object.keys(localStorage)) {
    const facts = readFingerprint(fingerprint, scope);
    const uploadUrl = facts ? rememberedUploads.get(fingerprint) : null;
    if (!facts || !uploadUrl) continue;
    const sentBytes = await askOffset(uploadUrl);
    if (sentBytes === "gone") rememberedUploads.forget(fingerprint);
    else if (sentBytes !== null) found.push({ ...facts, fingerprint, uploadUrl, sentBytes });
  }
  return found;
}

/** Whether it has become one of those files; its address ends with the file's id. */
export function isPartOf({ uploadUrl }: Pick<UnfinishedUpload, "uploadUrl">, fileIds: string[]): boolean {
  return fileIds.includes(uploadUrl.split("/").pop() ?? "");
}

/** Forgets where an upload goes on, which stays on the server. */
export function forgetUpload({ fingerprint }: Pick<UnfinishedUpload, "fingerprint">): void {
  rememberedUploads.forget(fingerprint);
}

/** Gives an unfinished upload up, here and on the server. */
export async function discardUnfinishedUpload({
  fingerprint,
  uploadUrl,
}: Pick<UnfinishedUpload, "fingerprint" | "uploadUrl">): Promise<void> {
  rememberedUploads.forget(fingerprint);
  await fetch(uploadUrl, { method: "DELETE", headers: { "tus-resumable": "1.0.0" } }).catch(() => undefined);
}

async function askOffset(url: string): Promise<number | "gone" | null> {
  try {
    const answer = await fetch(url, {
      method: "HEAD",
      headers: { "tus-resumable": "1.0.0" },
      cache: "no-store",
    });
    if (answer.status === 404 || answer.status === 410) return "gone";
    const offset = answer.headers.get("upload-offset");
    return answer.ok && offset !== null ? Number(offset) : null;
  } catch {
    return null;
  }
}
