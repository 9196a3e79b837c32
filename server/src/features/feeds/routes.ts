import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { addressOf } from "../../http/address.ts";
import { linkFor } from "../../http/own-origin.ts";
import { limitRate } from "../../http/rate-limit.ts";
import { problem, time } from "../../http/schemas.ts";
import { userOf } from "../../http/viewer.ts";
import { creatorParams, findCreatorByHandle } from "../creators/index.ts";
import { readPostTexts } from "../posts/index.ts";
import { findFeedLink, openFeedLink, removeFeedLink, renewFeedLink } from "./feed-link.ts";
import { writePostsFeed } from "./write-posts-feed.ts";

const tags = ["feeds"];
const FEED_SIZE = 30;
const READS = { name: "feeds", max: 300, seconds: 60 };
/** Of one member's feed; readers look a few times an hour, on a few devices. */
const FETCHES = { name: "feed-fetches", max: 240, seconds: 3600 };
const RENEWALS = { name: "feed-links", max: 20, seconds: 3600 };
const ATOM = "application/atom+xml; charset=utf-8";

/** What feed readers fetch: they sign in nowhere, so the address says all there is. */
export const feedRoutes = {
  readers:
    (deps: Deps): FastifyPluginAsyncZod =>
    async (app) => {
      const { BASE_URL: baseUrl, TRUSTED_PROXIES } = deps.config;
      const hidden = { schema: { hide: true } };
      app.addHook("onRequest", (request) => limitRate(deps, READS, addressOf(request, TRUSTED_PROXIES)));

      app.get<{ Params: { handle: string } }>("/@:handle/posts.xml", hidden, async (request, reply) => {
        const creator = await findCreatorByHandle(deps, request.params.handle);
        if (!creator || creator.suspendedAt) throw new AppError("not_found");
        const asked = { creatorId: creator.id, openOnly: true, limit: FEED_SIZE };
        const posts = await readPostTexts(deps, null, asked);
        reply.type(ATOM).header("cache-control", "public, max-age=600");
        return writePostsFeed({ baseUrl, creator, posts, private: false });
      });

      app.get<{ Params: { token: string } }>("/feeds/:token", hidden, async (request, reply) => {
        reply.headers({
          "cache-control": "private, no-store",
          "x-robots-tag": "noindex",
          "referrer-policy": "no-referrer",
        });
        const open = await openFeedLink(deps, request.params.token);
        const creator = open && (await findCreatorByHandle(deps, open.handle));
        if (!open || !creator) throw new AppError("not_found");
        await limitRate(deps, FETCHES, `${open.userId}:${open.creatorId}`);
        const asked = { creatorId: open.creatorId, limit: FEED_SIZE };
        const posts = await readPostTexts(deps, open.userId, asked);
        reply.type(ATOM);
        return writePostsFeed({ baseUrl, creator, posts, private: true });
      });
    },

  signedIn:
    (deps: Deps): FastifyPluginAsyncZod =>
    async (app) => {
      const madeLink = z.object({ url: z.string(), createdAt: time }).meta({ id: "FeedLink" });
      app.get(
        "/creators/:handle/feed-link",
        {
          schema: {
            tags,
            summary: "Whether I have a private feed of this creator",
            params: creatorParams,
            response: { 200: z.object({ createdAt: time.nullable() }), 404: problem },
          },
        },
        async (request) => findFeedLink(deps, userOf(request), request.params.handle),
      );
      app.post(
        "/creators/:handle/feed-link",
        {
          schema: {
            tags,
            summary: "Make the address of my private feed anew",
            description:
              "For members. It is told once, and the address before it opens nothing any more. It opens as long as the membership does.",
            params: creatorParams,
            response: { 201: madeLink, 403: problem, 404: problem, 429: problem },
          },
        },
        async (request, reply) => {
          const user = userOf(request);
          await limitRate(deps, RENEWALS, user.userId);
          const { url, createdAt } = await renewFeedLink(deps, user, request.params.handle);
          return reply.code(201).send({ url: linkFor(request, deps.config.BASE_URL, url), createdAt });
        },
      );
      app.delete(
        "/creators/:handle/feed-link",
        {
          schema: {
            tags,
            summary: "End my private feed",
            params: creatorParams,
            response: { 204: z.null(), 404: problem },
          },
        },
        async (request, reply) => {
          await removeFeedLink(deps, userOf(request), request.params.handle);
          return reply.code(204).send(null);
        },
      );
    },
};
