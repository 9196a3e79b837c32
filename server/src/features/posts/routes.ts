import type { FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { countryOf, networkOf } from "../../http/address.ts";
import { LIMITS } from "../../http/limits.ts";
import { linkFor } from "../../http/own-origin.ts";
import { limitRate, limitReading, limitRequest } from "../../http/rate-limit.ts";
import { id, problem } from "../../http/schemas.ts";
import { userOf } from "../../http/viewer.ts";
import { creatorParams } from "../creators/index.ts";
import { createPost } from "./create-post.ts";
import { deletePost } from "./delete-post.ts";
import { getPost, getPostCard, getPostMedia } from "./get-post.ts";
import { getStudioPost } from "./get-studio-post.ts";
import { listCreatorPosts, listFeed, listStudioPosts } from "./list-posts.ts";
import * as shapes from "./schemas.ts";
import { unlockPost } from "./unlock-post.ts";
import { updatePost } from "./update-post.ts";

const tags = ["posts"];
const params = z.object({ id });

/** Who reads, and from which network; not more often than they may. */
const reading = async (deps: Deps, request: FastifyRequest) => {
  await limitReading(deps, request, LIMITS.reading);
  const { viewer } = request;
  const address = networkOf(request, deps.config.TRUSTED_PROXIES);
  const userAgent = request.headers["user-agent"] ?? null;
  return {
    user: viewer.kind === "user" ? viewer : null,
    address,
    userAgent,
    country: countryOf(deps, request),
    linkTo: (url: string) => linkFor(request, deps.config.BASE_URL, url),
  };
};
const signedInReader = async (deps: Deps, request: FastifyRequest) => ({
  ...(await reading(deps, request)),
  user: userOf(request),
});

export const postsRoutes = {
  anyone:
    (deps: Deps): FastifyPluginAsyncZod =>
    async (app) => {
      app.get(
        "/posts/:id",
        {
          schema: {
            tags,
            summary: "A post, whole or locked",
            description:
              "401 without signing in, unless the post is open to everybody. A locked post has no body and no media: it says why, and what would open it.",
            params,
            response: { 200: shapes.post, 401: problem, 404: problem },
          },
        },
        async (request) => getPost(deps, await reading(deps, request), request.params.id),
      );
      app.get(
        "/posts/:id/card",
        {
          schema: {
            tags,
            summary: "What everybody may see of a post",
            description: "The same answer as the post itself, locked also for those who are not signed in.",
            params,
            response: { 200: shapes.post, 404: problem },
          },
        },
        async (request) => getPostCard(deps, await reading(deps, request), request.params.id),
      );
      app.get(
        "/posts/:id/media",
        {
          schema: {
            tags,
            summary: "The media of a post, with fresh links for this viewer",
            params,
            response: { 200: shapes.postMedia, 401: problem, 403: problem, 404: problem },
          },
        },
        async (request) => getPostMedia(deps, await reading(deps, request), request.params.id),
      );
      app.get(
        "/creators/:handle/posts",
        {
          schema: {
            tags,
            summary: "A creator's posts, the newest first",
            params: creatorParams,
            querystring: shapes.creatorPostsQuery,
            response: { 200: shapes.postPage, 404: problem },
          },
        },
        async (request) =>
          listCreatorPosts(deps, await reading(deps, request), { ...request.query, ...request.params }),
      );
    },

  signedIn:
    (deps: Deps): FastifyPluginAsyncZod =>
    async (app) => {
      app.get(
        "/feed",
        {
          schema: {
            tags,
            summary: "Posts of the creators I follow or am a member of, the newest first",
            querystring: shapes.feedQuery,
            response: { 200: shapes.postPage },
          },
        },
        async (request) => listFeed(deps, await signedInReader(deps, request), request.query),
      );
      app.post(
        "/posts",
        {
          schema: {
            tags,
            summary: "Write a post",
            body: shapes.newPost,
            response: { 201: shapes.madePost, 403: problem, 404: problem },
          },
        },
        async (request, reply) => {
          const user = userOf(request);
          await limitRate(deps, { name: "posts", max: 60, seconds: 3600 }, user.userId);
          return reply.code(201).send(await createPost(deps, user, request.body));
        },
      );
      app.patch(
        "/posts/:id",
        {
          schema: {
            tags,
            summary: "Change a post",
            params,
            body: shapes.postChanges,
            response: { 200: shapes.madePost, 403: problem, 404: problem, 409: problem },
          },
        },
        async (request) => updatePost(deps, userOf(request), request.params.id, request.body),
      );
      app.delete(
        "/posts/:id",
        {
          schema: {
            tags,
            summary: "Delete a post",
            params,
            response: { 204: z.null(), 403: problem, 404: problem, 409: problem },
          },
        },
        async (request, reply) => {
          await deletePost(deps, userOf(request), request.params.id);
          return reply.code(204).send(null);
        },
      );
      app.get(
        "/creators/:handle/studio-posts",
        {
          schema: {
            tags,
            summary: "My creator's posts of every state",
            params: creatorParams,
            querystring: shapes.studioPostsQuery,
            response: { 200: shapes.postPage, 403: problem, 404: problem },
          },
        },
        async (request) =>
          listStudioPosts(deps, await signedInReader(deps, request), { ...request.query, ...request.params }),
      );
      app.get(
        "/posts/:id/editing",
        {
          schema: {
            tags,
            summary: "A post as its editor sees it",
            params,
            response: { 200: shapes.studioPost, 403: problem, 404: problem },
          },
        },
        async (request) => getStudioPost(deps, await signedInReader(deps, request), request.params.id),
      );
      app.post(
        "/unlock",
        {
          schema: {
            tags,
            summary: "Buy a pay-per-view post",
            description:
              "200 when the saved card paid it at once, 201 with the address of the payment page otherwise.",
            body: shapes.unlock,
            response: {
              200: shapes.unlocked,
              201: shapes.unlocked,
              403: problem,
              404: problem,
              409: problem,
            },
          },
        },
        async (request, reply) => {
          const user = userOf(request);
          await limitRequest(deps, request, LIMITS.checkout);
          const order = await unlockPost(deps, user, request.body.postId, request.body.price);
          return reply.code(order.status === "completed" ? 200 : 201).send(order);
        },
      );
    },
};
