import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import * as next from "next";
import { type Config, preparePagesEnvironment, type SiteSettings } from "../config.ts";
import { AppError } from "../errors.ts";
import type { TrustedProxies } from "../lib/client-address.ts";
import { addressOf } from "./address.ts";
import { type BuiltAssets, readBuiltAssets, sendBuiltAsset } from "./built-assets.ts";
import { originFor } from "./own-origin.ts";
import { type PageAnswer, whilePageAnswers } from "./page-answer.ts";
import { pagePolicy } from "./page-policy.ts";
import { pageRetryAfter, pageStatus } from "./page-status.ts";
import { isPrivatePage } from "./private-pages.ts";
import { sendProblem } from "./problems.ts";

declare module "fastify" {
  interface FastifyInstance {
    /** Answers with the page at a path of ours; null where there are no pages. */
    showPage:
      | ((request: FastifyRequest, reply: FastifyReply, path: string, answer: PageAnswer) => Promise<void>)
      | null;
  }
}

export type Pages = {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** The policy of an answer that is a page. */
  policy(): string;
  assets: BuiltAssets;
  close(): Promise<void>;
};

/** Loads the Next.js pages in `dir` into this process. They must be built, unless `dev`. */
export async function openPages(options: {
  dir: string;
  dev: boolean;
  internalUrl: string;
  baseUrl: string;
  site: SiteSettings;
  /** Another origin that payment pages are on, if any. */
  paymentPages: string | null;
  /** The origin that originals have for themselves, if any. */
  originals: string | null;
}): Promise<Pages> {
  preparePagesEnvironment(options);
  // The package is CommonJS: its one function is the default export at run time, whatever its types say.
  const createPages = next.default as unknown as typeof next.default.default;
  const pages = createPages({ dir: options.dir, dev: options.dev, quiet: true });
  await pages.prepare();
  return {
    handle: pages.getRequestHandler(),
    policy: () => pagePolicy(options.dev, options),
    // While pages are edited, what they need is made on demand.
    assets: options.dev ? new Map() : await readBuiltAssets(join(options.dir, ".next", "static")),
    close: () => pages.close(),
  };
}

/**
 * Lets the pages answer every path that no route of ours does: the API keeps its own speed, and both share one origin. Without
 * pages, or under the API's paths, what is not there is a problem.
 */
export function registerPages(
  app: FastifyInstance,
  { BASE_URL: baseUrl, TRUSTED_PROXIES }: Pick<Config, "BASE_URL" | "TRUSTED_PROXIES">,
  pages: Pages | null,
): void {
  const show: FastifyInstance["showPage"] =
    pages && ((...asked) => showPage(pages, TRUSTED_PROXIES, ...asked));
  app.setNotFoundHandler(async (request, reply) => {
    if (!show || !pages || API_PATHS.test(request.url))
      return sendProblem(request, reply, new AppError("not_found"));
    const asset = sendBuiltAsset(pages.assets, request, reply);
    if (asset) return asset;
    // Sessions hold for one name: whoever types 127.0.0.1 where we are called localhost is brought to the name we link to.
    if (originFor(request, baseUrl) !== new URL(baseUrl).origin && request.method === "GET") {
      return reply.redirect(baseUrl + request.url, 307);
    }
    await show(request, reply, request.url, { status: pageStatus(request.url), words: null });
  });
  app.decorate("showPage", show);
  if (pages) app.addHook("onClose", () => pages.close());
}

async function showPage(
  pages: Pages,
  trustedProxies: TrustedProxies,
  request: FastifyRequest,
  reply: FastifyReply,
  path: string,
  answer: PageAnswer,
): Promise<void> {
  // Pages say for themselves who may frame them; everything else we say of each answer holds for them too.
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (name !== "x-frame-options" && value !== undefined) reply.raw.setHeader(name, value);
  }
  const policy = pages.policy();
  request.raw.headers["content-security-policy"] = policy;
  request.raw.headers["x-requested-path"] = requestedPath(path);
  reply.raw.setHeader("content-security-policy", policy);
  if (isPrivatePage(path)) reply.raw.setHeader("x-robots-tag", "noindex");
  const retryAfter = pageRetryAfter(path);
  if (retryAfter) reply.raw.setHeader("retry-after", retryAfter);
  reply.hijack();
  const reader = { address: addressOf(request, trustedProxies), userAgent: request.headers["user-agent"] };
  const asked = { ...answer, reader };
  answerWithStatus(reply.raw, asked);
  await whilePageAnswers(asked, () => pages.handle(request.raw, reply.raw));
}

/** Next has no way to choose the status of a page: where there is one by the time it answers, it takes the place of 200. */
function answerWithStatus(response: ServerResponse, answer: { status: number | null }): void {
  const writeHead = response.writeHead.bind(response) as (code: number, ...rest: unknown[]) => ServerResponse;
  response.writeHead = (code: number, ...rest: unknown[]) =>
    writeHead(code === 200 ? (answer.status ?? code) : code, ...rest);
}

/** Path and query that a person would name: without what Next adds when it fetches only the data of a page. */
function requestedPath(url: string): string {
  const { pathname, search } = new URL(url.replace(/(?<=[?&])_rsc=[^&]*&?/, ""), "http://page.invalid");
  return pathname + search.replace(/&$/, "");
}

const API_PATHS = /^\/(api|v1|brand|images|docs|health)(\/|\?|$)/;
