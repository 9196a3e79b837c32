import { readFingerprint } from "./upload-fingerprint";

export interface UnfinishedUpload {
  storageKey: string;
  uploadUrl: string;
  name: string;
  sizeBytes: number;
  sentBytes: number;
}

/**
 * Uploads an earlier visit to this page left unfinished, with what the server has of each; those the
 * server no longer knows are forgotten. Reads the library's own records in localStorage.
 */
export async function findUnfinishedUploads(scope: string): Promise<UnfinishedUpload[]> {
  const found: UnfinishedUpload[] = [];
  for (const storageKey of Object.keys(localStorage).filter((key) => key.startsWith("tus::"))) {
    const facts = readFingerprint(storageKey, scope);
    const uploadUrl = facts ? storedUrl(storageKey) : null;
    if (!facts || !uploadUrl) continue;
    const sentBytes = await askOffset(uploadUrl);
    if (sentBytes === null) localStorage.removeItem(storageKey);
    else found.push({ ...facts, storageKey, uploadUrl, sentBytes });
  }
  return found;
}

/** Gives an unfinished upload up, here and on the server. */
export async function discardUnfinishedUpload({ storageKey, uploadUrl }: UnfinishedUpload): Promise<void> {
  localStorage.removeItem(storageKey);
  await fetch(uploadUrl, { method: "DELETE", headers: { "tus-resumable": "1.0.0" } }).catch(() => undefined);
}

function storedUrl(key: string): string | null {
  try {
    const { uploadUrl } = JSON.parse(localStorage.getItem(key) ?? "{}") as { uploadUrl?: unknown };
    return typeof uploadUrl === "string" ? uploadUrl : null;
  } catch {
    return null;
  }
}

async function askOffset(url: string): Promise<number | null> {
  try {
    const answer = await fetch(url, {
      method: "HEAD",
      headers: { "tus-resumable": "1.0.0" },
      cache: "no-store",
    });
    const offset = answer.headers.get("upload-offset");
    return answer.ok && offset !== null ? Number(offset) : null;
  } catch {
    return null;
  }
}
