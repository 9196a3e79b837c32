import formbody from "@fastify/formbody";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { AppError } from "../errors.ts";
import { answerProblem } from "./problems.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Where a page's form that was refused leads: a path of ours that says why and what to do next. */
    refusedForm?: (request: FastifyRequest, refusal: AppError) => string;
  }
}

/**
 * Lets the routes of this scope also take the plain form of a page, so that a click works before the page's scripts are there and
 * without any. Whoever sent a form sees pages: the route answers it with 303, and so is its refusal. What another site made a
 * browser send leads nowhere.
 */
export async function acceptForms(app: FastifyInstance): Promise<void> {
  await app.register(formbody, { bodyLimit: 16 * 1024 });
  app.setErrorHandler((error, request, reply) => {
    const leadsTo = request.routeOptions.config.refusedForm;
    const isRefusal = error instanceof AppError && error.code !== "cross_site_request";
    if (!leadsTo || !isRefusal || !isForm(request)) return answerProblem(error, request, reply);
    return reply.header("cache-control", "no-store").redirect(leadsTo(request, error), 303);
  });
}

export function isForm(request: FastifyRequest): boolean {
  return /^application\/x-www-form-urlencoded\b/i.test(request.headers["content-type"] ?? "");
}
