import { AsyncLocalStorage } from "node:async_hooks";
import type { Readable } from "node:stream";
import { Server } from "@tus/server";
import type { User } from "../../access/viewer.ts";
import type { Deps } from "../../deps.ts";
import { AppError, type ErrorCode } from "../../errors.ts";
import { addSeconds } from "../../lib/clock.ts";
import { newId } from "../../lib/ids.ts";
import { createUpload } from "./create-upload.ts";
import { finishUpload } from "./finish-upload.ts";
import { followFile } from "./hash-file.ts";
import { type FileRow, getFileFor } from "./queries.ts";
import { receiveBytes } from "./receive-bytes.ts";
import { recordRefusedUpload } from "./record-refused-upload.ts";
import { refuseFull } from "./refuse-full.ts";
import { type UploadLocks, uploadLocks, within } from "./upload-locks.ts";
import { uploadPath } from "./upload-path.ts";
import { receivedBytes, uploadStore } from "./upload-store.ts";

export const UPLOADS_PATH = "/api/v1/uploads";
/** An upload that was not finished by then is removed. */
export const UPLOAD_LIFE_SECONDS = 7 * 86_400;
/** The last request of an upload waits so long for the file to be ready; then it is answered, and the work goes on. */
const FINISH_WAIT_MS = 25_000;

export type TusRequest = {
  /** Method and tus headers; the address is the upload's, and there is no body. */
  message: Request;
  /** The body as it comes from the connection, if there is one. */
  body: Readable | null;
  user: User;
  fileId: string | null;
};

export type TusServer = {
  /** Answers one request of a signed-in user; throws every refusal. */
  answer(request: TusRequest): Promise<Response>;
  /** Ends what is being received; it is kept, and answered with the offset that was reached. */
  close(): void;
};

/**
 * The tus 1.0.0 server (https://tus.io/protocols/resumable-upload) with creation, creation-with-upload, termination and
 * expiration. Creating: see {@link createUpload}. Later requests: only the uploader, as long as they may edit the creator's files;
 * everybody else gets the 404 of an upload that does not exist.
 */
export function tusServer(deps: Deps): TusServer {
  /** The request at hand, where the library hands on only its own view of it. */
  const asked = new AsyncLocalStorage<TusRequest & { cause?: unknown }>();
  const locks = uploadLocks();

  const server = new Server({
    path: UPLOADS_PATH,
    relativeLocation: true,
    datastore: uploadStore(deps, (file, offset) =>
      receive(deps, locks, file, offset, asked.getStore()!.body),
    ),
    locker: locks,
    maxSize: deps.config.MAX_FILE_SIZE_MB * 1024 * 1024,
    allowedOrigins: () => false,
    namingFunction: newId,
    async onUploadCreate({ headers }, { id, size, metadata }) {
      const sizeBytes = size ?? 0;
      if (Number(headers.get("content-length") ?? 0) > sizeBytes) {
        throw new AppError("too_large", "The body is longer than Upload-Length.");
      }
      const { user } = asked.getStore()!;
      try {
        await createUpload(deps, user, { id, sizeBytes, metadata: metadata ?? {} });
      } catch (error) {
        await recordRefusedUpload(deps, user, { metadata: metadata ?? {}, sizeBytes }, error);
        throw error;
      }
      return {};
    },
    async onUploadFinish(_request, upload) {
      await finishInTime(deps, upload.id);
      return {};
    },
    onResponseError(_request, error) {
      asked.getStore()!.cause = error;
      return undefined;
    },
  });

  return {
    async answer(request) {
      const { message, user, fileId } = request;
      if (fileId === null) refuseTooLarge(deps, message);
      const file = fileId === null ? null : await getUpload(deps, user, fileId);
      if (file && message.method === "DELETE" && file.status !== "uploading") {
        throw new AppError("wrong_state", `It is finished; remove the file at /api/v1/files/${file.id}.`);
      }
      if (file && message.method === "HEAD") await finishIfComplete(deps, file);
      return asked.run(request, async () => {
        const response = await server.handleWeb(message);
        if (response.status < 400) return withExpiry(deps, message, response, file);
        throw refusal(asked.getStore()!.cause, response.status, await response.text());
      });
    },
    close: locks.giveUpAll,
  };
}

/** The hashing thread is told of new bytes this often: to wake it costs more than to hash a little. */
const FOLLOW_BYTES = 8 * 1024 * 1024;

async function receive(
  deps: Deps,
  locks: UploadLocks,
  file: FileRow,
  offset: number,
  body: Readable | null,
): Promise<number> {
  if (!body || offset === file.sizeBytes) return offset;
  const path = uploadPath(deps, file.id);
  await refuseFull(deps, file.sizeBytes - offset);
  const full = new AbortController();
  let followed = 0;
  return receiveBytes(body, {
    path,
    offset,
    size: file.sizeBytes,
    signal: AbortSignal.any([locks.signal(file.id), full.signal]),
    arrived: () => locks.progress(file.id),
    written(end) {
      if (end - followed < FOLLOW_BYTES) return;
      followFile(path, end);
      // Others fill the disk as well. What has come is kept, and the request after this one is told why.
      refuseFull(deps, 0).catch(() => full.abort());
      followed = end;
    },
  });
}

/** The library refuses it as well, but tells nobody how much would be taken. */
function refuseTooLarge({ config }: Deps, message: Request): void {
  if (Number(message.headers.get("upload-length") ?? 0) <= config.MAX_FILE_SIZE_MB * 1024 * 1024) return;
  throw new AppError("too_large", `A file may have up to ${config.MAX_FILE_SIZE_MB} MB.`);
}

async function getUpload(deps: Deps, user: User, fileId: string): Promise<FileRow> {
  const file = await getFileFor(deps, user, fileId, "editor");
  if (file.uploaderId !== user.userId) throw new AppError("not_found");
  if (file.status === "uploading" && expiryOf(file.createdAt) <= deps.clock.now())
    throw new AppError("upload_expired");
  return file;
}

/** Every byte came but the answer to the last one got lost, perhaps with the process: whoever asks sets it going again. */
async function finishIfComplete(deps: Deps, file: FileRow): Promise<void> {
  if (file.status === "ready" || (await receivedBytes(deps, file)) !== file.sizeBytes) return;
  await finishInTime(deps, file.id);
}

async function finishInTime(deps: Deps, fileId: string): Promise<void> {
  const finished = finishUpload(deps, fileId);
  if (await within(finished, FINISH_WAIT_MS)) return;
  finished.catch((error: unknown) =>
    deps.log.error({ err: error, fileId }, "an upload could not be finished"),
  );
}

function expiryOf(createdAt: Date): Date {
  return addSeconds(createdAt, UPLOAD_LIFE_SECONDS);
}

/** `Upload-Expires` on every answer about an upload that is not complete (tus 1.0.0, expiration). */
function withExpiry(deps: Deps, request: Request, response: Response, file: FileRow | null): Response {
  const size = file?.sizeBytes ?? Number(request.headers.get("upload-length"));
  const isAboutOne = request.method !== "OPTIONS" && request.method !== "DELETE";
  if (isAboutOne && Number(response.headers.get("upload-offset") ?? 0) < size) {
    response.headers.set("upload-expires", expiryOf(file?.createdAt ?? deps.clock.now()).toUTCString());
  }
  return response;
}

const CODES: Record<number, ErrorCode> = {
  404: "not_found",
  409: "wrong_state",
  410: "upload_expired",
  412: "upload_protocol",
  413: "too_large",
  500: "internal",
};

/** The library's refusals in our words; ours, and what nobody expected, as they were thrown. */
function refusal(cause: unknown, status: number, text: string): unknown {
  if (cause instanceof Error && !("status_code" in cause)) return cause;
  const headers: Record<string, string> = status === 412 ? { "tus-version": "1.0.0" } : {};
  return new AppError(CODES[status] ?? "invalid_input", text.trim() || undefined, { headers });
}
