import formbody from "@fastify/formbody";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { SessionProof } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { networkOf } from "../../http/address.ts";
import { limitRate } from "../../http/rate-limit.ts";
import { proofOfToken, readProof } from "../../http/viewer.ts";
import { type ByteRange, ifRangeMatches, parseByteRange } from "../../lib/byte-range.ts";
import { elapsed } from "../../lib/clock.ts";
import { describeDevice } from "../../lib/describe-device.ts";
import { contentDisposition } from "../../lib/file-name.ts";
import { denial, type Refusal } from "./denial.ts";
import {
  type DownloadRows,
  downloadRows,
  type OpenDownload,
  type Opened,
  openDownload,
} from "./open-download.ts";
import { openServedLog, type ServedLog } from "./served-log.ts";
import { downloadStarter, type Start } from "./start-download.ts";
import { openStreams, type Streams } from "./streams.ts";

type TicketRoute = { Params: { ticket: string } };

/** Everything a request for bytes needs beside the dependencies. */
type Gate = {
  deps: Deps;
  rows: DownloadRows;
  start(download: Start): Promise<boolean>;
  log: ServedLog;
  streams: Streams;
};

/**
 * The one door: `GET|HEAD|POST /api/v1/downloads/:ticket`. Each request proves its viewer anew (session cookie, Bearer token, or
 * the form field `auth_token`) and is decided anew; ranges, If-Range and several connections resume (RFC 9110 §13, §14).
 */
export const bytesRoute = (deps: Deps) => async (app: FastifyInstance) => {
  const gate: Gate = {
    deps,
    rows: downloadRows(deps),
    start: downloadStarter(deps),
    log: openServedLog(deps),
    streams: openStreams(deps),
  };
  await app.register(formbody, { bodyLimit: 16 * 1024 });
  app.addHook("preClose", () => gate.streams.close());
  app.addHook("onClose", () => gate.log.close());
  app.route<TicketRoute>({
    method: ["GET", "HEAD", "POST"],
    exposeHeadRoute: false,
    url: "/api/v1/downloads/:ticket",
    schema: {
      tags: ["delivery"],
      summary: "The bytes behind a ticket, for its viewer only",
      description:
        "Proof of the viewer: the session cookie, `Authorization: Bearer`, or the form field `auth_token` of a POST. Supports Range and If-Range.",
    },
    config: { anyOrigin: true },
    handler: (request, reply) => serve(gate, request, reply),
  });
};

async function serve(
  gate: Gate,
  request: FastifyRequest<TicketRoute>,
  reply: FastifyReply,
): Promise<unknown> {
  const { deps } = gate;
  const proof = await proofOf(request, deps);
  const open = async () => {
    const asked = elapsed();
    const answer = await openDownload(deps, gate.rows, request.params.ticket, proof);
    deps.metrics.decisionSeconds.observe((elapsed() - asked) / 1000);
    return answer;
  };
  let refusedNow: Refusal | undefined;
  const stillAllowed = async () => {
    const again = await open();
    if (!again.ok) refusedNow = again.reason;
    return again.ok;
  };
  const opened = await open();
  if (!opened.ok) return refuse(gate, request, reply, opened);

  const { download } = opened;
  const etag = `"${download.file.sha256}"`;
  const size = download.file.sizeBytes;
  const range: ByteRange = ifRangeMatches(request.headers["if-range"] as string | undefined, etag)
    ? parseByteRange(request.headers.range, size)
    : { kind: "full" };
  const headers = headersOf(download, etag);
  if (range.kind === "unsatisfiable") {
    throw new AppError("range_not_satisfiable", undefined, {
      headers: { ...headers, "content-range": `bytes */${size}`, "content-disposition": "inline" },
    });
  }
  const [start, end] = range.kind === "range" ? [range.start, range.end] : [0, size - 1];
  headers["content-length"] = String(end - start + 1);
  if (range.kind === "range") headers["content-range"] = `bytes ${start}-${end}/${size}`;
  const status = range.kind === "range" ? 206 : 200;
  if (request.method === "HEAD") return reply.code(status).headers(headers).send();

  const network = networkOf(request, deps.config.TRUSTED_PROXIES);
  if (gate.streams.full(download.userId)) {
    gate.log.refused({ reason: "too_many_streams", at: "link", network, actorId: download.userId });
    throw new AppError("rate_limited", "Too many downloads run at once. Let one of them end first.", {
      headers: { "retry-after": "5" },
    });
  }
  if (!download.started && !(await gate.start(download))) {
    return refuse(gate, request, reply, {
      ok: false,
      reason: "link_expired",
      download: { id: download.id, userId: download.userId, fileId: download.file.id },
      actorId: download.userId,
    });
  }
  reply.hijack();
  reply.raw.writeHead(status, { ...(reply.getHeaders() as Record<string, string>), ...headers });
  const ended = gate.log.begin({
    downloadId: download.id,
    userId: download.userId,
    fileId: download.file.id,
    creatorId: download.file.creatorId,
    because: download.because,
    opened: download.started ? "resume" : "start",
    start,
    address: network,
    userAgent: request.headers["user-agent"] ?? null,
  });
  const { bytes, cut } = await gate.streams.send(
    download,
    reply.raw,
    download.storageKey,
    { start, end },
    stillAllowed,
  );
  ended({
    bytes,
    toEnd: start + bytes === size,
    cut: cut && { cause: cut, ...(refusedNow && { reason: refusedNow }) },
  });
}

async function proofOf(request: FastifyRequest, deps: Deps): Promise<SessionProof | null> {
  const form = request.body as { auth_token?: unknown } | null | undefined;
  if (request.method === "POST" && typeof form?.auth_token === "string")
    return proofOfToken(form.auth_token, deps);
  return readProof(request, deps);
}

function headersOf(download: OpenDownload, etag: string): Record<string, string> {
  return {
    "accept-ranges": "bytes",
    "cache-control": "private, no-store",
    "content-disposition": contentDisposition(download.file.name),
    "content-security-policy": "sandbox; default-src 'none'",
    "content-type": download.file.contentType,
    "cross-origin-resource-policy": "same-origin",
    etag,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
  };
}

type Refused = Extract<Opened, { ok: false }>;

/** Records the refusal and answers it: a problem for programs, a page with the next step for a browser that was navigated here. */
async function refuse(
  gate: Gate,
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused,
): Promise<unknown> {
  await recordRefusal(gate, request, refused);
  const isNavigation = request.method !== "HEAD" && request.headers.accept?.includes("text/html");
  if (!isNavigation) throw denial(refused.reason);
  const query = new URLSearchParams({ code: refused.reason });
  // Only the link's own viewer is told which file it was.
  if (refused.download && refused.actorId === refused.download.userId)
    query.set("file", refused.download.fileId);
  return reply.header("cache-control", "no-store").redirect(`/denied?${query}`, 303);
}

async function recordRefusal(gate: Gate, request: FastifyRequest, refused: Refused): Promise<void> {
  const { deps, log } = gate;
  deps.metrics.refusals.inc({ reason: refused.reason, at: "link" });
  const network = networkOf(request, deps.config.TRUSTED_PROXIES);
  const { reason, actorId } = refused;
  if (actorId === null) return log.refused({ reason, at: "link", network, actorId });
  try {
    await limitRate(deps, { name: "refused-links", max: 120, seconds: 60 }, actorId);
  } catch (error) {
    log.refused({ reason, at: "link", network, actorId });
    throw error;
  }
  await recordEvent(deps.db, deps.clock, {
    type: "access.denied",
    actorId,
    subject: refused.download ? { type: "file", id: refused.download.fileId } : undefined,
    address: network,
    data: {
      reason: reason satisfies Refusal,
      at: "link",
      download: refused.download?.id,
      country: deps.geo.countryOf(network),
      device: describeDevice(request.headers["user-agent"] ?? ""),
    },
  });
}
