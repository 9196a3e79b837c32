import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { acceptForms, isForm } from "../../http/form-posts.ts";
import { problem } from "../../http/schemas.ts";
import { isLocalPath } from "../../lib/safe-url.ts";

/** Says that whoever uses this browser has confirmed to be an adult; pages read it. */
const ADULT_COOKIE = "vaulture.adult";
const HALF_A_YEAR = 180 * 86_400;

const back = z.object({
  next: z
    .string()
    .max(500)
    .refine(isLocalPath, "is not a path of this site")
    .default("/")
    .describe("Where the form of a page leads"),
});

/** Remembers in the browser that its user is an adult: as JSON for programs, or as the plain form of a page, answered with 303. */
export const adultRoute =
  ({ config }: Pick<Deps, "config">): FastifyPluginAsyncZod =>
  async (app) => {
    await acceptForms(app);
    const secure = config.BASE_URL.startsWith("https:") ? "; Secure" : "";
    app.post(
      "/adult-content",
      {
        schema: {
          tags: ["site"],
          summary: "Confirm to be an adult, for this browser",
          querystring: back,
          body: z.strictObject({}).nullish(),
          response: { 204: z.null(), 400: problem },
        },
      },
      async (request, reply) => {
        reply.header(
          "set-cookie",
          `${ADULT_COOKIE}=yes; Path=/; Max-Age=${HALF_A_YEAR}; HttpOnly; SameSite=Lax${secure}`,
        );
        if (isForm(request)) return reply.redirect(request.query.next, 303);
        return reply.code(204).send(null);
      },
    );
  };
