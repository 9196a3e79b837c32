import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { z } from "zod";
import type { Deps } from "../../deps.ts";
import { LIMITS } from "../../http/limits.ts";
import { limitRequest } from "../../http/rate-limit.ts";
import { userOf } from "../../http/viewer.ts";
import { listFiles } from "./list-files.ts";
import { type FileRow, getFileFor } from "./queries.ts";
import { removeFile } from "./remove-file.ts";
import { renameFile } from "./rename-file.ts";
import {
  creatorFiles,
  creatorFilesParams,
  creatorFilesQuery,
  file,
  fileChanges,
  fileParams,
} from "./schemas.ts";
import { type TusServer, tusServer, UPLOADS_PATH } from "./tus-server.ts";

const tags = ["files"];

export const filesRoutes = {
  signedIn:
    (deps: Deps): FastifyPluginAsyncZod =>
    async (app) => {
      app.get(
        "/files/:id",
        {
          schema: {
            tags,
            summary: "A file of a creator I am a member of",
            params: fileParams,
            response: { 200: file },
          },
        },
        async (request) => toFile(await getFileFor(deps, userOf(request), request.params.id, "analyst")),
      );
      app.patch(
        "/files/:id",
        {
          schema: {
            tags,
            summary: "Rename a file",
            params: fileParams,
            body: fileChanges,
            response: { 200: file },
          },
        },
        async (request) =>
          toFile(await renameFile(deps, userOf(request), request.params.id, request.body.name)),
      );
      app.delete(
        "/files/:id",
        { schema: { tags, summary: "Remove a file that no product has", params: fileParams } },
        async (request, reply) => {
          await removeFile(deps, userOf(request), request.params.id);
          return reply.code(204).send();
        },
      );
      app.get(
        "/creators/:handle/files",
        {
          schema: {
            tags,
            summary: "A creator's files, for its members",
            params: creatorFilesParams,
            querystring: creatorFilesQuery,
            response: { 200: creatorFiles },
          },
        },
        async (request) => {
          const list = await listFiles(deps, userOf(request), request.params.handle, request.query);
          return { ...list, items: list.items.map(toFile) };
        },
      );
    },
};

/** tus 1.0.0 at `/uploads`. In a scope of its own: here a body is bytes on their way to storage, which nothing may parse. */
export const uploadRoutes = (deps: Deps) => async (signedIn: FastifyInstance) => {
  await signedIn.register(async (app) => {
    const tus = tusServer(deps);
    app.addHook("preClose", async () => tus.close());
    app.removeAllContentTypeParsers();
    app.addContentTypeParser("*", (_request, _body, done) => done(null));
    app.addHook("onRequest", async (_request, reply) => {
      reply.header("tus-resumable", "1.0.0");
    });
    app.route({
      method: ["OPTIONS", "POST"],
      url: "/uploads",
      schema: {
        tags,
        summary: "Start an upload (tus 1.0.0)",
        description:
          "Upload-Metadata: `filename`, `filetype`, `creatorId`. The last segment of `Location` is the file's id.",
      },
      // Stalls end a transfer, not its length: a file may take hours.
      config: { bodySeconds: null, countsItself: true },
      handler: async (request, reply) => {
        if (request.method === "POST") await limitRequest(deps, request, LIMITS.uploads);
        return passOn(tus, request, reply, null);
      },
    });
    app.route<{ Params: { id: string } }>({
      method: ["HEAD", "PATCH", "DELETE"],
      url: "/uploads/:id",
      schema: { tags, summary: "Continue, ask about or cancel an upload (tus 1.0.0)" },
      config: { bodySeconds: null, countsItself: true },
      handler: (request, reply) => passOn(tus, request, reply, request.params.id),
    });
  });
};

/** A connection on which nothing moves for so long is closed; the upload can be taken up again. */
const STALL_MS = 60_000;
const PASSED_ON = [
  "content-length",
  "content-type",
  "tus-resumable",
  "upload-concat",
  "upload-defer-length",
  "upload-length",
  "upload-metadata",
  "upload-offset",
];

async function passOn(tus: TusServer, request: FastifyRequest, reply: FastifyReply, fileId: string | null) {
  const headers = new Headers();
  for (const name of PASSED_ON) {
    const value = request.headers[name];
    if (typeof value === "string") headers.set(name, value);
  }
  const { method, raw } = request;
  const length = headers.get("content-length");
  const hasBody = length !== null ? length !== "0" : raw.headers["transfer-encoding"] !== undefined;
  raw.setTimeout(STALL_MS);
  // The address is only read for its last segment.
  const address = `http://localhost${UPLOADS_PATH}${fileId === null ? "" : `/${encodeURIComponent(fileId)}`}`;
  const answered = await tus.answer({
    message: new Request(address, { method, headers }),
    body: hasBody ? raw : null,
    user: userOf(request),
    fileId,
  });
  for (const [name, value] of answered.headers) if (!NOT_PASSED_BACK.has(name)) reply.header(name, value);
  return reply.code(answered.status).send();
}

/** Said by the reply itself, or meant for other origins, which have no business here. */
const NOT_PASSED_BACK = new Set(["content-length", "content-type", "access-control-expose-headers"]);

function toFile(row: FileRow): z.input<typeof file> {
  const ready = row.status === "ready";
  return {
    id: row.id,
    creatorId: row.creatorId,
    name: row.name,
    sizeBytes: row.sizeBytes,
    contentType: row.contentType,
    sha256: ready ? row.sha256 : null,
    status: row.status === "processing" ? "checking" : row.status,
    failure: row.status === "failed" ? (row.failure ?? "Its bytes were lost. Upload it again.") : null,
    createdAt: row.createdAt.toISOString(),
    readyAt: row.readyAt?.toISOString() ?? null,
  };
}
