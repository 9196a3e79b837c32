import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { placeOf } from "../../http/place.ts";
import { empty, id, problem } from "../../http/schemas.ts";
import { userOf } from "../../http/viewer.ts";
import { askEmailChange } from "./ask-email-change.ts";
import { cancelEmailChange } from "./cancel-email-change.ts";
import { removeDevice, renameDevice } from "./change-device.ts";
import { removePasskey, renamePasskey } from "./change-passkey.ts";
import { confirmEmailChange } from "./confirm-email-change.ts";
import { describeMe } from "./describe-me.ts";
import { describeSecurity } from "./describe-security.ts";
import { endSessions } from "./end-sessions.ts";
import { listDevices } from "./list-devices.ts";
import { listSessions } from "./list-sessions.ts";
import { passkeyName } from "./passkey-routes.ts";
import {
  deviceChange,
  deviceList,
  emailChange,
  emailChangeAsked,
  me,
  security,
  sessionList,
  withPassword,
} from "./schemas.ts";
import { switchOffTwoFactor } from "./switch-off-two-factor.ts";

const tags = ["identity"];

export const identityRoutes = {
  anyone:
    (deps: Deps): FastifyPluginAsyncZod =>
    async (app) => {
      app.post(
        "/email-changes/confirm",
        {
          schema: {
            tags,
            summary: "Confirm a new address with the token of the mail that went there",
            body: z.strictObject({ token: z.string().min(1).max(100) }),
            response: { 200: z.object({ email: z.string() }), 410: problem },
          },
        },
        async (request) => confirmEmailChange(deps, request.body.token),
      );
    },

  signedIn:
    (deps: Deps): FastifyPluginAsyncZod =>
    async (app) => {
      app.get(
        "/me",
        { schema: { tags, summary: "Who I am and whom I act for", response: { 200: me } } },
        async (request) => describeMe(deps, userOf(request)),
      );

      app.get(
        "/me/security",
        {
          schema: { tags, summary: "What opens my account beside the password", response: { 200: security } },
        },
        async (request) => describeSecurity(deps, userOf(request)),
      );

      app.post(
        "/me/two-factor/disable",
        {
          schema: {
            tags,
            summary: "Let the password alone open my account again",
            body: withPassword,
            response: { 204: z.null(), 400: problem, 409: problem },
          },
        },
        async (request, reply) => {
          const input = { ...request.body, place: placeOf(deps, request) };
          await switchOffTwoFactor(deps, userOf(request), input);
          return reply.code(204).send(null);
        },
      );

      app.patch(
        "/me/passkeys/:id",
        {
          schema: {
            tags,
            summary: "Give a passkey another name",
            params: z.object({ id }),
            body: z.strictObject({ name: passkeyName }),
            response: { 204: z.null(), 404: problem },
          },
        },
        async (request, reply) => {
          await renamePasskey(deps, userOf(request), { ...request.params, ...request.body });
          return reply.code(204).send(null);
        },
      );

      app.post(
        "/me/passkeys/:id/remove",
        {
          schema: {
            tags,
            summary: "Remove a passkey",
            params: z.object({ id }),
            body: withPassword,
            response: { 204: z.null(), 400: problem, 404: problem },
          },
        },
        async (request, reply) => {
          const input = { ...request.params, ...request.body, place: placeOf(deps, request) };
          await removePasskey(deps, userOf(request), input);
          return reply.code(204).send(null);
        },
      );

      app.get(
        "/me/sessions",
        { schema: { tags, summary: "Where I am signed in", response: { 200: sessionList } } },
        async (request) => listSessions(deps, userOf(request)),
      );

      app.delete(
        "/me/sessions/:id",
        {
          schema: {
            tags,
            summary: "Sign out in one place",
            params: z.object({ id }),
            response: { 204: z.null(), 404: problem },
          },
        },
        async (request, reply) => {
          await endSessions(deps, userOf(request), { id: request.params.id });
          return reply.code(204).send(null);
        },
      );

      app.post(
        "/me/sessions/end-others",
        {
          schema: {
            tags,
            summary: "Sign out everywhere but here",
            body: empty.nullish(),
            response: { 200: z.object({ ended: z.int() }) },
          },
        },
        async (request) => ({ ended: await endSessions(deps, userOf(request), "others") }),
      );

      app.get(
        "/me/devices",
        { schema: { tags, summary: "My devices and what limits them", response: { 200: deviceList } } },
        async (request) => listDevices(deps, userOf(request)),
      );

      const ofDevice = { params: z.object({ id }), response: { 204: z.null(), 404: problem } };
      app.patch(
        "/me/devices/:id",
        { schema: { tags, summary: "Name a device", body: deviceChange, ...ofDevice } },
        async (request, reply) => {
          await renameDevice(deps, userOf(request), {
            id: request.params.id,
            name: request.body.name || null,
          });
          return reply.code(204).send(null);
        },
      );

      app.delete(
        "/me/devices/:id",
        { schema: { tags, summary: "Remove a device: sign it out and free its place", ...ofDevice } },
        async (request, reply) => {
          await removeDevice(deps, userOf(request), request.params.id);
          return reply.code(204).send(null);
        },
      );

      app.post(
        "/me/email-change",
        {
          schema: {
            tags,
            summary: "Ask to move my account to another address",
            description: "The answer is the same whether the address has an account already or not.",
            body: emailChangeAsked,
            response: { 202: emailChange, 400: problem },
          },
        },
        async (request, reply) => {
          const asked = { ...request.body, place: placeOf(deps, request) };
          const { newEmail, expiresAt } = await askEmailChange(deps, userOf(request), asked);
          return reply.code(202).send({ newEmail, expiresAt: expiresAt.toISOString() });
        },
      );

      app.delete(
        "/me/email-change",
        { schema: { tags, summary: "Keep my address as it is", response: { 204: z.null() } } },
        async (request, reply) => {
          await cancelEmailChange(deps, userOf(request));
          return reply.code(204).send(null);
        },
      );
    },
};
