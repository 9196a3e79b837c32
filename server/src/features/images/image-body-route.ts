import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { RateLimit } from "../../http/rate-limit.ts";

/** How many pictures one user may send; each costs about a second of work. */
export const IMAGE_UPLOADS: RateLimit = { name: "image-upload", max: 120, seconds: 3600 };

/** The body of a route in a scope of {@link acceptImageBody}: the unread stream of the picture's bytes. */
export const imageBody = z
  .custom<AsyncIterable<Uint8Array>>((body) => body !== null && typeof body === "object", "send a picture")
  .meta({ type: "string", format: "binary" });

/**
 * Makes the routes of this scope take `image/*` bodies, and nothing else (415). The bytes are left in the stream, so that nobody
 * without the right to send a picture makes us hold one; whoever reads it bounds it (see withImageBody).
 */
export function acceptImageBody(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(/^image\//i, (_request, payload, done) => done(null, payload));
}
