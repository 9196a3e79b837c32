import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { parseImageKey } from "./image-key.ts";

/**
 * `GET /images/*`: re-encoded pictures for everybody. A key is random and its bytes never change, so caches may keep them; whoever
 * opens one as a page gets a picture without any rights of our origin.
 */
export const imageRoutes =
  (deps: Deps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get<{ Params: { "*": string } }>("/images/*", { schema: { hide: true } }, async (request, reply) => {
      const image = parseImageKey(request.params["*"]);
      const found = image && (await deps.storage.readPublic(image.key));
      if (!found) throw new AppError("not_found");
      reply.headers({
        "cache-control": "public, max-age=31536000, immutable",
        "content-security-policy": "default-src 'none'; sandbox",
        "x-content-type-options": "nosniff",
        etag: image.etag,
      });
      if (mentions(request.headers["if-none-match"], image.etag)) return reply.code(304).send();
      return reply.type(image.contentType).send(found.bytes);
    });
  };

/** RFC 9110 §13.1.2; caches may have made the tag weak, which counts here. */
function mentions(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(",").some((tag) => tag.trim() === "*" || tag.trim().replace(/^W\//, "") === etag);
}
