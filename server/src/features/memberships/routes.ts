import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { sendCsv } from "../../http/csv-file.ts";
import { limitRate } from "../../http/rate-limit.ts";
import { empty, id, problem } from "../../http/schemas.ts";
import { userOf } from "../../http/viewer.ts";
import { creatorParams, findCreatorByHandle } from "../creators/index.ts";
import { cancelMembership, changeTier, openProviderPage, resumeMembership } from "./change-membership.ts";
import { createTier } from "./create-tier.ts";
import { exportMembers, listMembers } from "./list-members.ts";
import { getSubscription, listSubscriptions } from "./list-subscriptions.ts";
import * as shapes from "./schemas.ts";
import { startMembership } from "./start-membership.ts";
import { readTiers, toTier } from "./tiers.ts";
import { orderTiers, updateTier } from "./update-tier.ts";

const tags = ["memberships"];
const params = z.object({ id });
const answers = { 200: shapes.subscription, 403: problem, 404: problem, 409: problem };

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
      app.post(
        "/creators/:handle/subscribe",
        {
          schema: {
            tags,
            summary: "Begin a membership and get its payment page",
            params: creatorParams,
            body: shapes.newMembership,
            response: { 201: shapes.startedMembership, 404: problem, 409: problem },
          },
        },
        async (request, reply) => {
          const user = userOf(request);
          await limitRate(deps, { name: "checkout", max: 60, seconds: 60 }, user.userId);
          const { handle } = request.params;
          return reply.code(201).send(await startMembership(deps, user, { ...request.body, handle }));
        },
      );
      app.get(
        "/subscriptions",
        { schema: { tags, summary: "My memberships", response: { 200: shapes.subscriptionList } } },
        async (request) => listSubscriptions(deps, userOf(request)),
      );
      app.get(
        "/subscriptions/:id",
        {
          schema: {
            tags,
            summary: "One of my memberships",
            params,
            querystring: z.object({
              confirm: z.enum(["0", "1"]).default("0").describe("1: ask the payment provider now"),
            }),
            response: { 200: shapes.subscription, 404: problem },
          },
        },
        async (request) => {
          const input = { id: request.params.id, confirm: request.query.confirm === "1" };
          return getSubscription(deps, userOf(request), input);
        },
      );
      for (const [action, act, summary] of [
        ["cancel", cancelMembership, "End a membership with what was paid"],
        ["resume", resumeMembership, "Take a cancellation back"],
      ] as const) {
        app.post(
          `/subscriptions/:id/${action}`,
          { schema: { tags, summary, params, body: empty.nullish(), response: answers } },
          async (request) => {
            const user = userOf(request);
            await act(deps, user, request.params.id);
            return getSubscription(deps, user, { id: request.params.id, confirm: false });
          },
        );
      }
      app.post(
        "/subscriptions/:id/change",
        {
          schema: {
            tags,
            summary: "Move to another tier or interval",
            description: "Up at once, with the difference charged; down when the period ends.",
            params,
            body: shapes.membershipChange,
            response: answers,
          },
        },
        async (request) => {
          const user = userOf(request);
          const { id: subscriptionId } = request.params;
          await changeTier(deps, user, { ...request.body, id: subscriptionId });
          return getSubscription(deps, user, { id: subscriptionId, confirm: false });
        },
      );
      app.post(
        "/subscriptions/provider-page",
        {
          schema: {
            tags,
            summary: "The payment provider's page for my card and invoices",
            body: empty.nullish(),
            response: { 200: shapes.providerPage, 404: problem },
          },
        },
        async (request) => openProviderPage(deps, userOf(request)),
      );
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
