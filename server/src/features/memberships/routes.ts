import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { sendCsv } from "../../http/csv-file.ts";
import { limitRate } from "../../http/rate-limit.ts";
import { id, problem } from "../../http/schemas.ts";
import { userOf } from "../../http/viewer.ts";
import { creatorParams, findCreatorByHandle } from "../creators/index.ts";
import { createTier } from "./create-tier.ts";
import { exportMembers, listMembers } from "./list-members.ts";
import { memberRoutes } from "./member-routes.ts";
import * as shapes from "./schemas.ts";
import { readTiers, toTier } from "./tiers.ts";
import { orderTiers, updateTier } from "./update-tier.ts";

const tags = ["memberships"];
const params = z.object({ id });

export const membershipsRoutes = {
  anyone:
    (deps: Deps): FastifyPluginAsyncZod =>
    async (app) => {
      app.get(
        "/creators/:handle/tiers",
        {
          schema: {
            tags,
            summary: "A creator's membership tiers, the lowest first",
            description: "The creator's members also see those that take no new members.",
            params: creatorParams,
            response: { 200: shapes.tierList, 404: problem },
          },
        },
        async (request) => {
          const creator = await findCreatorByHandle(deps, request.params.handle, request.viewer);
          const ofTheirs = creator?.role !== null;
          if (!creator || (creator.suspendedAt && !ofTheirs)) throw new AppError("not_found");
          const rows = await readTiers(deps, creator.id, { archived: ofTheirs });
          return { items: rows.map((row) => toTier(row, { forMembers: ofTheirs })) };
        },
      );
    },

  signedIn:
    (deps: Deps): FastifyPluginAsyncZod =>
    async (app) => {
      app.post(
        "/tiers",
        {
          schema: {
            tags,
            summary: "Add a tier above the others",
            body: shapes.newTier,
            response: { 201: shapes.madeTier, 403: problem, 404: problem, 409: problem },
          },
        },
        async (request, reply) => reply.code(201).send(await createTier(deps, userOf(request), request.body)),
      );
      app.patch(
        "/tiers/:id",
        {
          schema: {
            tags,
            summary: "Change a tier; new prices count for those who join later",
            params,
            body: shapes.tierChanges.extend({
              archived: z.boolean().optional().describe("Takes no new members; those it has keep it"),
            }),
            response: { 200: shapes.madeTier, 403: problem, 404: problem },
          },
        },
        async (request) => {
          await updateTier(deps, userOf(request), request.params.id, request.body);
          return { id: request.params.id };
        },
      );
      app.put(
        "/creators/:handle/tiers",
        {
          schema: {
            tags,
            summary: "Put the tiers in order, the lowest first",
            params: creatorParams,
            body: shapes.tierOrder,
            response: { 204: z.null(), 403: problem, 404: problem },
          },
        },
        async (request, reply) => {
          const creator = await findCreatorByHandle(deps, request.params.handle);
          if (!creator) throw new AppError("not_found");
          await orderTiers(deps, userOf(request), creator.id, request.body.tierIds);
          return reply.code(204).send(null);
        },
      );
      await app.register(memberRoutes(deps));
      app.get(
        "/creators/:handle/members",
        {
          schema: {
            tags,
            summary: "A creator's members",
            params: creatorParams,
            querystring: shapes.membersQuery,
            response: { 200: shapes.memberPage, 404: problem },
          },
        },
        async (request) =>
          listMembers(deps, userOf(request), { ...request.query, handle: request.params.handle }),
      );
      app.get(
        "/creators/:handle/members.csv",
        {
          schema: {
            tags,
            summary: "A creator's members as a spreadsheet",
            produces: ["text/csv"],
            params: creatorParams,
            querystring: shapes.membersQuery.omit({ cursor: true, limit: true }),
            response: { 200: z.string(), 404: problem, 429: problem },
          },
        },
        async (request, reply) => {
          const user = userOf(request);
          await limitRate(deps, { name: "exports", max: 20, seconds: 3600 }, user.userId);
          const { handle } = request.params;
          return sendCsv(reply, await exportMembers(deps, user, { ...request.query, handle }));
        },
      );
    },
};
