import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { acceptForms, isForm } from "../../http/form-posts.ts";
import { limitRate } from "../../http/rate-limit.ts";
import { id, problem } from "../../http/schemas.ts";
import { userOf } from "../../http/viewer.ts";
import { backAfter } from "./follow-routes.ts";
import { likePost, unlikePost } from "./like-post.ts";
import * as shapes from "./schemas.ts";

const tags = ["people"];
const params = z.object({ id });
const answers = { 200: shapes.likes, 403: problem, 404: problem };
const LIKES = { name: "likes", max: 600, seconds: 3600 };

/** Liking: as JSON for programs, or as the plain form of a page, which is answered with 303. */
export const likeRoutes =
  (deps: Deps): FastifyPluginAsyncZod =>
  async (app) => {
    await acceptForms(app);
    for (const [method, change, summary] of [
      ["PUT", likePost, "Like a post"],
      ["DELETE", unlikePost, "Take a like back"],
    ] as const) {
      app.route({
        method,
        url: "/posts/:id/like",
        schema: { tags, summary, params, response: answers },
        handler: async (request) => {
          await limitRate(deps, LIKES, userOf(request).userId);
          return change(deps, userOf(request), request.params.id);
        },
      });
    }
    app.post(
      "/posts/:id/like",
      {
        schema: {
          tags,
          summary: "Like a post, or no more, by the form of a page",
          params,
          querystring: shapes.back,
          body: shapes.likeForm,
          response: answers,
        },
        config: { refusedForm: backAfter },
      },
      async (request, reply) => {
        const user = userOf(request);
        await limitRate(deps, LIKES, user.userId);
        const change = request.body.like === "yes" ? likePost : unlikePost;
        const state = await change(deps, user, request.params.id);
        return isForm(request) ? reply.redirect(request.query.next, 303) : state;
      },
    );
  };
