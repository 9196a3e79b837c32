import type { FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import type { AppError } from "../../errors.ts";
import { acceptForms, isForm } from "../../http/form-posts.ts";
import { LIMITS } from "../../http/limits.ts";
import { linkFor } from "../../http/own-origin.ts";
import { limitRate, limitRequest } from "../../http/rate-limit.ts";
import { empty, id, problem } from "../../http/schemas.ts";
import { userOf } from "../../http/viewer.ts";
import { creatorParams } from "../creators/index.ts";
import { cancelMembership, changeTier, openProviderPage, resumeMembership } from "./change-membership.ts";
import { getSubscription, listSubscriptions } from "./list-subscriptions.ts";
import * as shapes from "./schemas.ts";
import { startMembership } from "./start-membership.ts";

const tags = ["memberships"];
const params = z.object({ id });
const answers = { 200: shapes.subscription, 403: problem, 404: problem, 409: problem, 429: problem };
const OWN_PAGE = "/memberships";
/** Of one membership, each of which is mailed or charged for. */
const TURNS = { name: "membership-turns", max: 10, seconds: 3600 };

/** What members do with their memberships: as JSON for programs, or as the plain forms of pages, which are answered with 303. */
export const memberRoutes =
  (deps: Deps): FastifyPluginAsyncZod =>
  async (app) => {
    await acceptForms(app);
    app.post(
      "/creators/:handle/subscribe",
      {
        schema: {
          tags,
          summary: "Begin a membership and get its payment page",
          params: creatorParams,
          body: shapes.newMembership,
          response: { 201: shapes.startedMembership, 403: problem, 404: problem, 409: problem },
        },
        config: { refusedForm: tiersPageAfter },
      },
      async (request, reply) => {
        const user = userOf(request);
        await limitRequest(deps, request, LIMITS.checkout);
        const { handle } = request.params;
        const started = await startMembership(deps, user, { ...request.body, handle });
        const checkoutUrl = linkFor(request, deps.config.BASE_URL, started.checkoutUrl);
        if (isForm(request)) return reply.redirect(checkoutUrl, 303);
        return reply.code(201).send({ ...started, checkoutUrl });
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
        {
          schema: { tags, summary, params, body: empty.nullish(), response: answers },
          config: { refusedForm: ownPageAfter },
        },
        async (request, reply) => {
          const user = userOf(request);
          await limitRequest(deps, request, LIMITS.memberships);
          await limitRate(deps, TURNS, `${user.userId}:${request.params.id}`);
          await act(deps, user, request.params.id);
          if (isForm(request)) return reply.redirect(OWN_PAGE, 303);
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
          description:
            "Up at once, which begins a period and is charged less what is unused of the running one; down when the period ends.",
          params,
          querystring: shapes.changeQuery,
          body: shapes.membershipChange,
          response: answers,
        },
        // A form's fields are flat, and text.
        preValidation: async (request) => {
          if (!isForm(request)) return;
          const { amount, currency, ...rest } = (request.body ?? {}) as Record<string, unknown>;
          request.body = { ...rest, price: { amount: Number(amount), currency } } as typeof request.body;
        },
        config: { refusedForm: changePageAfter },
      },
      async (request, reply) => {
        const user = userOf(request);
        const { id: subscriptionId } = request.params;
        await limitRequest(deps, request, LIMITS.memberships);
        await limitRate(deps, TURNS, `${user.userId}:${subscriptionId}`);
        await changeTier(deps, user, { ...request.body, id: subscriptionId });
        if (isForm(request)) return reply.redirect(OWN_PAGE, 303);
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
          response: { 200: shapes.providerPage, 404: problem, 429: problem },
        },
        config: { refusedForm: ownPageAfter },
      },
      async (request, reply) => {
        await limitRequest(deps, request, LIMITS.memberships);
        const page = await openProviderPage(deps, userOf(request));
        const url = linkFor(request, deps.config.BASE_URL, page.url);
        return isForm(request) ? reply.redirect(url, 303) : { url };
      },
    );
  };

/** Where a form of a creator's tiers leads that was refused. */
function tiersPageAfter(request: FastifyRequest, { code }: AppError): string {
  // Not validated yet where the refusal came before the handler.
  const { handle } = request.params as { handle?: unknown };
  const page =
    typeof handle === "string" && /^\w{1,60}$/.test(handle) ? `/@${handle}/membership` : "/memberships";
  if (code === "sign_in_required") return `/sign-in?next=${encodeURIComponent(page)}`;
  return `${page}?problem=${code}`;
}

/** Where a change that was refused leads: to the tiers where they have another price, else to what can be done about it. */
function changePageAfter(request: FastifyRequest, refusal: AppError): string {
  const { handle } = request.query as { handle?: unknown };
  if (refusal.code !== "price_changed" || typeof handle !== "string" || !/^\w{1,60}$/.test(handle))
    return ownPageAfter(request, refusal);
  return `/@${handle}/membership?problem=price_changed`;
}

/** Where a form of the member's own page leads that was refused. */
function ownPageAfter(_request: FastifyRequest, { code }: AppError): string {
  return code === "sign_in_required" ? "/sign-in?next=%2Fmemberships" : `/memberships?problem=${code}`;
}
