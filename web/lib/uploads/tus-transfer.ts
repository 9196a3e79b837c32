import { DetailedError, Upload } from "tus-js-client";
import type { StartTransfer, TransferTrouble } from "./transfer.ts";

const MIB = 1024 * 1024;
/** The server answers after each part; a part is read from the disk as it is sent, never held in memory. */
const partBytes = 64 * MIB;
/** A file this small goes with the request that announces it. */
const smallBytes = MIB;

/** Sends files of a creator over tus 1.0 (https://tus.io/protocols/resumable-upload). Whether to try again is the caller's. */
export function tusTransfer(creatorId: string): StartTransfer {
  return (file, url, { onUrl, onProgress, onDone, onTrouble }) => {
    const upload = new Upload(file, {
      // With an address to go on at, no second upload is ever begun behind the caller's back.
      ...(url === null ? { endpoint: `${window.location.origin}/api/v1/uploads` } : { uploadUrl: url }),
      metadata: { filename: file.name, filetype: file.type || "application/octet-stream", creatorId },
      storeFingerprintForResuming: false,
      uploadDataDuringCreation: file.size <= smallBytes,
      retryDelays: null as unknown as number[],
      chunkSize: partBytes,
      onUploadUrlAvailable: () => {
        if (upload.url) onUrl(upload.url);
      },
      onProgress,
      onError: (error) => onTrouble(troubleOf(error)),
      onSuccess: () => {
        const fileId = upload.url?.split("/").pop();
        if (fileId) onDone(fileId);
        else onTrouble({ kind: "line" });
      },
    });
    upload.start();
    return () => void upload.abort();
  };
}

function troubleOf(error: Error | DetailedError): TransferTrouble {
  const answer = error instanceof DetailedError ? error.originalResponse : null;
  const status = answer?.getStatus() ?? 0;
  if (status === 401) return { kind: "signed-out" };
  if (status === 404 || status === 410) return { kind: "gone" };
  const passing =
    status < 400 || (status >= 500 && status !== 507) || [408, 409, 423, 425, 429].includes(status);
  if (passing) return { kind: "line" };
  return { kind: "refused", message: words(readProblem(answer?.getBody())) };
}

interface Problem {
  code?: string;
  detail?: string;
}

function readProblem(body: string | undefined): Problem {
  try {
    return JSON.parse(body ?? "{}") as Problem;
  } catch {
    return {};
  }
}

function words({ code, detail }: Problem): string {
  switch (code) {
    case "too_large":
      return `${detail ?? "Too large."} Split it into parts, or compress it.`;
    case "quota_exceeded":
      return "Your storage is full. Discard unfinished uploads or remove files you no longer need, then retry.";
    case "storage_full":
      return "This site has no room for it at the moment. Ask its operator to make some, then retry.";
    case "forbidden":
      return "You may not upload for this creator.";
    case "creator_suspended":
      return "This creator is suspended and cannot take files.";
    default:
      return detail ?? "The server refused this file.";
  }
}
