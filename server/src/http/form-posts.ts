import formbody from "@fastify/formbody";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { AppError } from "../errors.ts";
import { answerProblem, toAppError } from "./problems.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Where a page's form that was refused leads: a path of ours that says why and what to do next. */
    refusedForm?: (request: FastifyRequest, refusal: AppError) => string;
    /** The field of long text which that page has to bring back. */
    wordsOfForm?: string;
  }
}

/** Room for the longest text that a field takes, in any script: in a form 2000 characters of Japanese are 18,000 bytes. */
const FORM_BYTES = 32 * 1024;

/**
 * Lets the routes of this scope also take the plain form of a page, so that a click works before the page's scripts are there and
 * without any. Whoever sent a form sees pages: the route answers it with 303, and so is its refusal, unless there is typed text to
 * bring back: then the page itself is the answer, as text belongs in no address. What another site made a browser send leads nowhere.
 */
export async function acceptForms(app: FastifyInstance): Promise<void> {
  await app.register(formbody, { bodyLimit: FORM_BYTES });
  app.setErrorHandler((error, request, reply) => {
    const { refusedForm: leadsTo, wordsOfForm } = request.routeOptions.config;
    // Of a form that was not valid, only one of free text is somebody's and no program's; what it names is not to be followed.
    const refusal = wordsOfForm ? toAppError(error) : error;
    const isRefusal =
      refusal instanceof AppError && refusal.code !== "cross_site_request" && refusal.code !== "internal";
    if (!leadsTo || !isRefusal || !isForm(request)) return answerProblem(error, request, reply);
    const page = leadsTo(request, refusal);
    reply.header("cache-control", "no-store");
    const words = wordsOf(request);
    if (words && app.showPage) return showPageWith(words, { page, refusal }, request, reply);
    return reply.redirect(page, 303);
  });
}

export function isForm(request: FastifyRequest): boolean {
  return /^application\/x-www-form-urlencoded\b/i.test(request.headers["content-type"] ?? "");
}

function wordsOf({ routeOptions, body }: FastifyRequest): string | null {
  const field = routeOptions.config.wordsOfForm;
  const words = field ? (body as Record<string, unknown> | null)?.[field] : null;
  return typeof words === "string" && words.trim() !== "" ? words : null;
}

function showPageWith(
  words: string,
  { page, refusal }: { page: string; refusal: AppError },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> | undefined {
  // To Next it is a request for the page; the body was read already.
  const { raw } = request;
  raw.method = "GET";
  raw.url = page;
  for (const name of ["content-type", "content-length", "transfer-encoding"]) delete raw.headers[name];
  reply.headers(refusal.headers ?? {});
  return request.server.showPage?.(request, reply, page, { status: refusal.status, words });
}
