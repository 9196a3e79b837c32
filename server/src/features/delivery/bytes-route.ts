import type { ServerResponse } from "node:http";
import formbody from "@fastify/formbody";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { NOBODY, type SessionProof } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { addressOf, countryOf, networkOf } from "../../http/address.ts";
import { isSameSite } from "../../http/delivery-origin.ts";
import { limitRate } from "../../http/rate-limit.ts";
import { proofOfToken, readProof } from "../../http/viewer.ts";
import { type ByteRange, ifRangeMatches, parseByteRange } from "../../lib/byte-range.ts";
import { addressBlock, truncateAddress } from "../../lib/client-address.ts";
import { elapsed } from "../../lib/clock.ts";
import { describeDevice } from "../../lib/describe-device.ts";
import { contentDisposition } from "../../lib/file-name.ts";
import { type MarkedPicture, markPicture, type Waiting } from "../media/index.ts";
import { countRequest } from "./count-request.ts";
import { type DeliveryCookie, deliveryCookie } from "./delivery-cookie.ts";
import { denial, type Refusal } from "./denial.ts";
import { sendToEntrance } from "./entrance-routes.ts";
import { type HandOver, openHandOver } from "./hand-over-route.ts";
import { downloadRows, openDownload } from "./open-download.ts";
import type { AskedFrom, Opened, Opening, Refused, TicketKind } from "./open-ticket.ts";
import { type OpenView, openView, viewRows } from "./open-view.ts";
import { openPlaces, type Place, type Whose } from "./places.ts";
import { type Begun, openServedLog, type ServedLog } from "./served-log.ts";
import { downloadStarter } from "./start-download.ts";
import { openStreams, type Streams } from "./streams.ts";

type TicketRoute = { Params: { ticket: string } };

/** Everything a request for bytes needs beside the dependencies. */
type Gate = {
  deps: Deps;
  log: ServedLog;
  streams: Streams;
  placeFor: (whose: Whose) => Promise<Place | null>;
  handOver: HandOver;
  /** Proves viewers where originals have an origin of their own; else null, and the session's own cookie does. */
  cookie: DeliveryCookie | null;
  headers: Record<string, string>;
};

/** What the trail calls the place where a ticket was refused. */
const AT = { download: "link", view: "view" } as const satisfies Record<TicketKind, string>;

/** What one kind of ticket has of its own; everything else about the door is the same for all. */
type Kind<Of extends Opening> = {
  kind: TicketKind;
  open(ticketText: string, proof: SessionProof | null, from: AskedFrom): Promise<Opened<Of>>;
  /** Claims what only one may have; false for those who came too late. */
  start(opening: Of): Promise<boolean>;
  headers(opening: Of): Record<string, string>;
  /** Makes the body of what lies nowhere as it is sent; null for everything else. */
  make(opening: Of): ((waiting: Waiting) => Promise<MarkedPicture | null>) | null;
};

/**
 * The one door: `GET|HEAD|POST /api/v1/downloads/:ticket` and the same for views. Each request proves its viewer anew (session
 * cookie, Bearer token, or the form field `auth_token`) and is decided anew; ranges, If-Range and several connections resume
 * (RFC 9110 §13, §14).
 */
export const bytesRoute = (deps: Deps) => async (app: FastifyInstance) => {
  const log = openServedLog(deps);
  const gate: Gate = {
    deps,
    log,
    streams: openStreams(deps),
    placeFor: openPlaces(deps.config.STREAMS_PER_VIEWER),
    handOver: openHandOver(app, deps, log),
    cookie: deps.config.DELIVERY_ORIGIN ? deliveryCookie(deps) : null,
    headers: { ...HEADERS, "cross-origin-resource-policy": shownBy(deps.config) },
  };
  await app.register(formbody, { bodyLimit: 16 * 1024 });
  app.addHook("preClose", () => gate.streams.close());
  app.addHook("onClose", () => gate.log.close());
  const description =
    "Proof of the viewer: the session cookie, `Authorization: Bearer`, or the form field `auth_token` of a POST. Supports Range and If-Range.";
  const door = <Of extends Opening>(path: string, summary: string, kind: Kind<Of>) =>
    app.route<TicketRoute>({
      method: ["GET", "HEAD", "POST"],
      exposeHeadRoute: false,
      url: `/api/v1/${path}/:ticket`,
      schema: { tags: ["delivery"], summary, description },
      config: { anyOrigin: true, delivery: true },
      handler: (request, reply) => serve(gate, kind, request, reply),
    });
  door("downloads", "The bytes behind a ticket, for its viewer only", downloads(deps));
  door("views", "A picture, sound or film to be shown in a page, for its viewer only", views(deps));
};

function downloads(deps: Deps): Kind<Opening> {
  const rows = downloadRows(deps);
  const startDownload = downloadStarter(deps);
  return {
    kind: "download",
    open: (ticketText, proof, from) => openDownload(deps, rows, ticketText, proof, from),
    start: startDownload,
    headers: ({ file }) => ({
      "content-disposition": contentDisposition(file.name),
      "content-type": file.contentType,
    }),
    make: () => null,
  };
}

function views(deps: Deps): Kind<OpenView> {
  const rows = viewRows(deps);
  return {
    kind: "view",
    open: (ticketText, proof, from) => openView(deps, rows, ticketText, proof, from),
    start: async () => true,
    // What the bytes were found to be, never what somebody declared.
    headers: ({ viewType }) => ({ "content-disposition": "inline", "content-type": viewType }),
    make: ({ mark, storageKey, file }) => {
      if (!mark) return null;
      const { width, creatorHandle: handle, looker } = mark;
      const picture = { storageKey, sha256: file.sha256, width, creator: { id: file.creatorId, handle } };
      return (waiting) => markPicture(deps, picture, looker, waiting);
    },
  };
}

async function serve<Of extends Opening>(
  gate: Gate,
  kind: Kind<Of>,
  request: FastifyRequest<TicketRoute>,
  reply: FastifyReply,
): Promise<unknown> {
  const { deps } = gate;
  const proof = await proofOf(gate, request);
  const country = countryOf(deps, request);
  const open = async (underWay: boolean) => {
    const asked = elapsed();
    const answer = await kind.open(request.params.ticket, proof, { country, underWay });
    deps.metrics.decisionSeconds.observe((elapsed() - asked) / 1000);
    return answer;
  };
  let refusedNow: Refusal | undefined;
  const stillAllowed = async () => {
    const again = await open(true);
    if (!again.ok) refusedNow = again.reason;
    return again.ok;
  };
  const opened = await open(false);
  if (!opened.ok && mayComeBack(opened) && sendToEntrance(deps, request, reply)) return reply;
  if (!opened.ok) return refuse(gate, kind.kind, request, reply, opened);

  let { opening } = opened;
  const address = addressOf(request, deps.config.TRUSTED_PROXIES);
  const network = truncateAddress(address);
  const make = kind.make(opening);
  // What has to be made costs more than what is read, and so waits for its place first.
  let place = make ? await takePlace(gate, kind.kind, opening, address) : null;
  try {
    const made = make ? await makeInTurn(gate, kind.kind, opening, address, reply.raw, make) : null;
    // They left while it waited, and nobody is there to be answered.
    if (make && !made) return reply.hijack();
    const etag = made?.etag ?? `"${opening.file.sha256}"`;
    const size = made?.bytes.byteLength ?? opening.file.sizeBytes;
    const range: ByteRange = ifRangeMatches(request.headers["if-range"] as string | undefined, etag)
      ? parseByteRange(request.headers.range, size)
      : { kind: "full" };
    const headers: Record<string, string> = { ...gate.headers, ...kind.headers(opening), etag };
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

    place ??= await takePlace(gate, kind.kind, opening, address);
    if (place.waited || made) {
      // What was decided before the wait need not hold after it.
      const now = await open(false);
      if (!now.ok) return await refuse(gate, kind.kind, request, reply, now);
      // Made and kept differ in their bytes, and the answer's head is of the one.
      if ((kind.make(now.opening) === null) !== (make === null)) {
        const ticket = { id: opening.id, userId: opening.userId, fileId: opening.file.id };
        const stale = { ok: false, reason: "link_expired", ticket, actorId: actorOf(opening) } as const;
        return await refuse(gate, kind.kind, request, reply, stale);
      }
      opening = now.opening;
    }
    const refused = (reason: Refusal) =>
      refuse(gate, kind.kind, request, reply, {
        ok: false,
        reason,
        ticket: { id: opening.id, userId: opening.userId, fileId: opening.file.id },
        actorId: actorOf(opening),
      });
    if (!opening.started && !(await kind.start(opening))) return await refused("link_expired");
    if (opening.counted) {
      const asked = { kind: kind.kind, bytes: end - start + 1, country };
      const limit = await countRequest(deps, opening, asked);
      if (limit) return await refused(limit);
    }
    const answer: Begun = {
      kind: kind.kind,
      ticketId: opening.id,
      userId: opening.userId,
      fileId: opening.file.id,
      creatorId: opening.file.creatorId,
      because: opening.because,
      opened: opening.started ? "resume" : "start",
      start,
      address: network,
      userAgent: request.headers["user-agent"]?.slice(0, 300) ?? null,
      counted: opening.counted,
    };
    const object = { key: opening.storageKey, size };
    const { turn } = whosePlace(opening, address);
    const handedOver = made ? null : gate.handOver.headersFor(request, answer, object, { start, end }, turn);
    if (handedOver) {
      // What speaks of the range is nginx's to say.
      for (const name of ["accept-ranges", "content-length", "content-range"]) delete headers[name];
      return reply
        .code(200)
        .headers({ ...headers, ...handedOver })
        .send();
    }
    reply.hijack();
    reply.raw.writeHead(status, { ...(reply.getHeaders() as Record<string, string>), ...headers });
    const ended = gate.log.begin(answer);
    const { bytes, cut } = await gate.streams.send(
      opening.hangsOn,
      reply.raw,
      made?.bytes ?? opening.storageKey,
      { start, end },
      stillAllowed,
    );
    ended({
      bytes,
      toEnd: !cut && start + bytes === size,
      cut: cut && { cause: cut, ...(refusedNow && { reason: refusedNow }) },
    });
  } finally {
    place?.leave();
  }
}

async function takePlace(gate: Gate, kind: TicketKind, opening: Opening, address: string): Promise<Place> {
  const place = await gate.placeFor(whosePlace(opening, address));
  if (place) return place;
  const network = truncateAddress(address);
  gate.log.refused({ reason: "too_many_streams", at: AT[kind], network, actorId: actorOf(opening) });
  throw new AppError("rate_limited", "Too many downloads run at once. Let one of them end first.", {
    headers: { "retry-after": "5" },
  });
}

/** The body, made when its viewer's turn has come; null where their connection closed before. */
async function makeInTurn(
  gate: Gate,
  kind: TicketKind,
  opening: Opening,
  address: string,
  response: ServerResponse,
  make: (waiting: Waiting) => Promise<MarkedPicture | null>,
): Promise<MarkedPicture | null> {
  const leaving = new AbortController();
  if (response.destroyed) leaving.abort();
  response.once("close", () => leaving.abort());
  try {
    return await make({ whose: whosePlace(opening, address).turn, left: leaving.signal });
  } catch (error) {
    if (error instanceof AppError && error.code === "rate_limited")
      gate.log.refused({
        reason: "too_many_pictures",
        at: AT[kind],
        network: truncateAddress(address),
        actorId: actorOf(opening),
      });
    throw error;
  }
}

/** Visitors have no account to be limited by, and their address does not hold up its neighbours. It is kept nowhere. */
function whosePlace({ userId }: Opening, address: string): Whose {
  return userId === NOBODY
    ? { turn: addressBlock(address), network: truncateAddress(address) }
    : { turn: userId, network: null };
}

function actorOf({ userId }: Opening): string | null {
  return userId === NOBODY ? null : userId;
}

/** Of every answer with bytes, whatever they are: kept by no cache, run as nothing. */
const HEADERS: Record<string, string> = {
  "accept-ranges": "bytes",
  "cache-control": "private, no-store",
  "content-security-policy": "sandbox; default-src 'none'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/** Whose pages may show the bytes (Fetch standard, Cross-Origin-Resource-Policy): ours, and only as far off as they are. */
function shownBy(config: Deps["config"]): string {
  if (!config.DELIVERY_ORIGIN) return "same-origin";
  return isSameSite(config) ? "same-site" : "cross-origin";
}

/** Somebody else, or nobody, may be the right viewer at the application. */
function mayComeBack({ reason }: Refused): boolean {
  return reason === "sign_in_required" || reason === "wrong_viewer";
}

async function proofOf({ deps, cookie }: Gate, request: FastifyRequest): Promise<SessionProof | null> {
  const form = request.body as { auth_token?: unknown } | null | undefined;
  if (request.method === "POST" && typeof form?.auth_token === "string")
    return proofOfToken(form.auth_token, deps);
  if (!cookie || request.headers.authorization !== undefined) return readProof(request, deps);
  const sessionId = cookie.read(request.headers.cookie);
  return sessionId ? { by: "id", value: sessionId } : null;
}

/** Records the refusal and answers it: a problem for programs, a page with the next step for a browser that was navigated here. */
async function refuse(
  gate: Gate,
  kind: TicketKind,
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused,
): Promise<unknown> {
  await recordRefusal(gate, kind, request, refused);
  const isNavigation = request.method !== "HEAD" && request.headers.accept?.includes("text/html");
  if (!isNavigation) throw denial(refused.reason);
  const query = new URLSearchParams({ code: refused.reason });
  // Only the link's own viewer is told which file it was.
  if (refused.ticket && refused.actorId === refused.ticket.userId) query.set("file", refused.ticket.fileId);
  return reply.header("cache-control", "no-store").redirect(`${deniedAt(gate.deps.config)}?${query}`, 303);
}

/** Pages are of the application. */
function deniedAt({ BASE_URL, DELIVERY_ORIGIN }: Deps["config"]): string {
  return `${DELIVERY_ORIGIN ? BASE_URL : ""}/denied`;
}

async function recordRefusal(
  gate: Gate,
  kind: TicketKind,
  request: FastifyRequest,
  { reason, ticket, actorId }: Refused,
): Promise<void> {
  const { deps, log } = gate;
  const at = AT[kind];
  deps.metrics.refusals.inc({ reason, at });
  const network = networkOf(request, deps.config.TRUSTED_PROXIES);
  if (actorId === null) return log.refused({ reason, at, network, actorId });
  try {
    await limitRate(deps, { name: "refused-links", max: 120, seconds: 60 }, actorId);
  } catch (error) {
    log.refused({ reason, at, network, actorId });
    throw error;
  }
  await recordEvent(deps.db, deps.clock, {
    type: "access.denied",
    actorId,
    subject: ticket ? { type: "file", id: ticket.fileId } : undefined,
    address: network,
    data: {
      reason: reason satisfies Refusal,
      at,
      // No row tells later whose view it was.
      ...(ticket && kind === "view" ? { view: ticket.id, viewer: ticket.userId } : { download: ticket?.id }),
      country: countryOf(deps, request),
      device: describeDevice(request.headers["user-agent"] ?? ""),
    },
  });
}
