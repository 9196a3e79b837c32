import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { z } from "zod";
import type { Viewer } from "../../access/viewer.ts";
import type { Deps } from "../../deps.ts";
import { limitRate } from "../../http/rate-limit.ts";
import { userOf } from "../../http/viewer.ts";
import { acceptImageBody, IMAGE_UPLOADS, imageBody } from "../images/index.ts";
import { createCreator } from "./create-creator.ts";
import { findFollowing } from "./find-following.ts";
import { getCreator } from "./get-creator.ts";
import type { FoundCreator } from "./queries.ts";
import { replacePicture } from "./replace-picture.ts";
import { creator, creatorChanges, creatorParams, newCreator } from "./schemas.ts";
import { updateCreator } from "./update-creator.ts";

const tags = ["creators"];
const CREATIONS = { name: "create-creator", max: 20, seconds: 86_400 };

export const creatorsRoutes = {
  anyone:
    (deps: Deps): FastifyPluginAsyncZod =>
    async (app) => {
      app.get(
        "/creators/:handle",
        {
          schema: { tags, summary: "A creator's profile", params: creatorParams, response: { 200: creator } },
        },
        async (request) =>
          toCreator(deps, request.viewer, await getCreator(deps, request.viewer, request.params.handle)),
      );
    },

  signedIn:
    (deps: Deps): FastifyPluginAsyncZod =>
    async (app) => {
      app.post(
        "/creators",
        { schema: { tags, summary: "Become a creator", body: newCreator, response: { 201: creator } } },
        async (request, reply) => {
          const user = userOf(request);
          await limitRate(deps, CREATIONS, user.userId);
          const made = await createCreator(deps, user, request.body);
          return reply.code(201).send(await toCreator(deps, user, made));
        },
      );
      app.patch(
        "/creators/:handle",
        {
          schema: {
            tags,
            summary: "Change a profile",
            params: creatorParams,
            body: creatorChanges,
            response: { 200: creator },
          },
        },
        async (request) =>
          toCreator(
            deps,
            request.viewer,
            await updateCreator(deps, userOf(request), request.params.handle, request.body),
          ),
      );
      for (const kind of ["avatar", "banner"] as const) {
        app.delete(
          `/creators/:handle/${kind}`,
          {
            schema: {
              tags,
              summary: `Remove the ${kind}`,
              params: creatorParams,
              response: { 200: creator },
            },
          },
          async (request) =>
            toCreator(
              deps,
              request.viewer,
              await replacePicture(deps, userOf(request), request.params.handle, { kind, body: null }),
            ),
        );
      }
      await app.register(pictureRoutes(deps));
    },
};

/** The pictures whose bytes are sent: in a scope of their own, as the body is read only once the use case wants it. */
const pictureRoutes =
  (deps: Deps): FastifyPluginAsyncZod =>
  async (app) => {
    acceptImageBody(app);
    for (const kind of ["avatar", "banner"] as const) {
      app.put(
        `/creators/:handle/${kind}`,
        {
          schema: {
            tags,
            summary: `Set the ${kind}: the picture's bytes as the body, up to 10 MB`,
            consumes: ["image/*"],
            params: creatorParams,
            body: imageBody,
            response: { 200: creator },
          },
          config: { bodySeconds: 60 },
        },
        async (request) => {
          const user = userOf(request);
          await limitRate(deps, IMAGE_UPLOADS, user.userId);
          return toCreator(
            deps,
            user,
            await replacePicture(deps, user, request.params.handle, { kind, body: request.body }),
          );
        },
      );
    }
  };

async function toCreator(deps: Deps, viewer: Viewer, found: FoundCreator): Promise<z.input<typeof creator>> {
  const { followers, follows } = await findFollowing(deps, viewer, found.id);
  return {
    ...found,
    createdAt: found.createdAt.toISOString(),
    followers,
    viewer: { follows, isMember: found.role !== null },
  };
}
