import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { id, problem, typed } from "../../http/schemas.ts";
import { userOf } from "../../http/viewer.ts";
import { setCreatorSuspended } from "../creators/index.ts";
import {
  resetSecondFactors,
  sendVerification,
  setUserSuspended,
  signOutEverywhere,
} from "../identity/index.ts";
import { getCreator, listCreators } from "./list-creators.ts";
import { getUser, listUsers } from "./list-users.ts";
import * as shapes from "./people-schemas.ts";

const tags = ["operations"];
const params = z.object({ id });
const KINDS = [
  { noun: "users", change: setUserSuspended },
  { noun: "creators", change: setCreatorSuspended },
] as const;
const optionalReason = z.strictObject({ reason: typed(500).optional() }).nullish();
const done = z.object({ suspended: z.boolean() });

export const peopleRoutes =
  (deps: Deps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      "/operations/users",
      {
        schema: {
          tags,
          summary: "All users",
          querystring: shapes.usersQuery,
          response: { 200: shapes.usersPage },
        },
      },
      async (request) => listUsers(deps, request.query),
    );
    app.get(
      "/operations/users/:id",
      { schema: { tags, summary: "A user", params, response: { 200: shapes.userDetail, 404: problem } } },
      async (request) => getUser(deps, request.params.id),
    );
    app.post(
      "/operations/users/:id/sign-out",
      {
        schema: {
          tags,
          summary: "Sign somebody out everywhere",
          params,
          body: shapes.reason,
          response: { 200: z.object({ sessions: z.int() }), 404: problem },
        },
      },
      async (request) => ({
        sessions: await signOutEverywhere(deps, userOf(request), { ...request.params, ...request.body }),
      }),
    );
    app.post(
      "/operations/users/:id/verification",
      {
        schema: {
          tags,
          summary: "Send somebody the confirmation mail again",
          params,
          body: shapes.reason,
          response: { 200: z.object({ sent: z.literal(true) }), 404: problem, 409: problem },
        },
      },
      async (request) => {
        await sendVerification(deps, userOf(request), { ...request.params, ...request.body });
        return { sent: true as const };
      },
    );
    app.post(
      "/operations/users/:id/reset-two-factor",
      {
        schema: {
          tags,
          summary: "Take the second factor off the account of somebody who has lost it",
          params,
          body: shapes.reason,
          response: { 200: z.object({ reset: z.literal(true) }), 404: problem, 409: problem },
        },
      },
      async (request) => {
        await resetSecondFactors(deps, userOf(request).userId, { ...request.params, ...request.body });
        return { reset: true as const };
      },
    );
    app.get(
      "/operations/creators",
      {
        schema: {
          tags,
          summary: "All creators",
          querystring: shapes.creatorsQuery,
          response: { 200: shapes.creatorsPage },
        },
      },
      async (request) => listCreators(deps, request.query),
    );
    app.get(
      "/operations/creators/:id",
      {
        schema: { tags, summary: "A creator", params, response: { 200: shapes.creatorDetail, 404: problem } },
      },
      async (request) => getCreator(deps, request.params.id),
    );
    for (const { noun, change } of KINDS) {
      const shared = { tags, params, response: { 200: done, 404: problem, 409: problem } };
      app.post(
        `/operations/${noun}/:id/suspend`,
        { schema: { ...shared, summary: `Suspend one of the ${noun}`, body: shapes.reason } },
        async (request) => {
          const input = { id: request.params.id, suspended: true, reason: request.body.reason };
          await change(deps, userOf(request), input);
          return { suspended: true };
        },
      );
      app.post(
        `/operations/${noun}/:id/restore`,
        { schema: { ...shared, summary: `Let one of the ${noun} back in`, body: optionalReason } },
        async (request) => {
          const input = { id: request.params.id, suspended: false, reason: request.body?.reason || null };
          await change(deps, userOf(request), input);
          return { suspended: false };
        },
      );
    }
  };
