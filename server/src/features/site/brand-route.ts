import type { FastifyInstance } from "fastify";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";

/** `GET /brand/…`: the stylesheet and the logo of a white-label installation, under addresses that change with their bytes. */
export const brandRoute = (deps: Pick<Deps, "brand">) => async (app: FastifyInstance) => {
  app.get<{ Params: { file: string } }>(
    "/brand/:file",
    { schema: { hide: true } },
    async (request, reply) => {
      const path = `/brand/${request.params.file}`;
      const found = [deps.brand.css, deps.brand.logo].find((file) => file?.path === path);
      if (!found) throw new AppError("not_found");
      return reply
        .type(found.type)
        .headers({
          "cache-control": "public, max-age=31536000, immutable",
          // A drawing may hold scripts; opened by itself it runs none of them.
          "content-security-policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
          "cross-origin-resource-policy": "same-origin",
        })
        .send(found.bytes);
    },
  );
};
