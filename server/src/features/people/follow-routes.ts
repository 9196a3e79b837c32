import type { FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { Deps } from "../../deps.ts";
import type { AppError } from "../../errors.ts";
import { acceptForms, isForm } from "../../http/form-posts.ts";
import { limitRate } from "../../http/rate-limit.ts";
import { problem } from "../../http/schemas.ts";
import { userOf } from "../../http/viewer.ts";
import { creatorParams } from "../creators/index.ts";
import { followCreator, unfollowCreator } from "./follow-creator.ts";
import { listFollowing, suggestCreators } from "./list-following.ts";
import * as shapes from "./schemas.ts";

const tags = ["people"];
/** Each change is kept in the trail for ever. */
const FOLLOWS = { name: "follows", max: 200, seconds: 3600 };

/** Following: as JSON for programs, or as the plain form of a page, which is answered with 303. */
export const followRoutes =
  (deps: Deps): FastifyPluginAsyncZod =>
  async (app) => {
    await acceptForms(app);
    const answers = { 200: shapes.followed, 403: problem, 404: problem, 409: problem };
    app.put(
      "/creators/:handle/follow",
      { schema: { tags, summary: "Follow a creator", params: creatorParams, response: answers } },
      async (request) => {
        await limitRate(deps, FOLLOWS, userOf(request).userId);
        await followCreator(deps, userOf(request), request.params.handle);
        return { follows: true };
      },
    );
    app.delete(
      "/creators/:handle/follow",
      { schema: { tags, summary: "Follow a creator no more", params: creatorParams, response: answers } },
      async (request) => {
        await limitRate(deps, FOLLOWS, userOf(request).userId);
        await unfollowCreator(deps, userOf(request), request.params.handle);
        return { follows: false };
      },
    );
    app.post(
      "/creators/:handle/follow",
      {
        schema: {
          tags,
          summary: "Follow a creator, or no more, by the form of a page",
          params: creatorParams,
          querystring: shapes.back,
          body: shapes.followForm,
          response: answers,
        },
        config: { refusedForm: backAfter },
      },
      async (request, reply) => {
        const user = userOf(request);
        const { follow } = request.body;
        await limitRate(deps, FOLLOWS, user.userId);
        const change = follow === "yes" ? followCreator : unfollowCreator;
        await change(deps, user, request.params.handle);
        return isForm(request) ? reply.redirect(request.query.next, 303) : { follows: follow === "yes" };
      },
    );
    app.get(
      "/following",
      {
        schema: {
          tags,
          summary: "Creators I follow, those followed last first",
          querystring: shapes.followingQuery,
          response: { 200: shapes.followingPage },
        },
      },
      async (request) => listFollowing(deps, userOf(request), request.query),
    );
    app.get(
      "/following/suggestions",
      { schema: { tags, summary: "Creators I might follow", response: { 200: shapes.suggestions } } },
      async (request) => suggestCreators(deps, userOf(request)),
    );
  };

/** Where a form leads that was refused: back, with the reason. */
export function backAfter(request: FastifyRequest, { code }: AppError): string {
  // Not validated yet where the refusal came before the handler.
  const page = shapes.back.safeParse(request.query).data?.next ?? "/";
  if (code === "sign_in_required") return `/sign-in?next=${encodeURIComponent(page)}`;
  return `${page}${page.includes("?") ? "&" : "?"}problem=${code}`;
}
