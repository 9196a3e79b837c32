import type { FastifyReply, FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { LIMITS } from "../../http/limits.ts";
import { limitRequest } from "../../http/rate-limit.ts";
import { problem } from "../../http/schemas.ts";
import { cookieValue } from "../../lib/cookies.ts";
import { createDeliveryCode, newBrowserSecret, useDeliveryCode } from "./delivery-codes.ts";
import { cookieRules, deliveryCookie } from "./delivery-cookie.ts";

/** Where to go in the end: a link to an original, and nowhere else. */
const to = z.string().regex(/^\/api\/v1\/(downloads|views)\/[A-Za-z0-9_-]{1,200}$/);
const browser = z.string().regex(/^[0-9a-f]{64}$/);
const code = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
/** Marks a link that was come back to, so that nobody goes in a circle. */
const ENTERED = "entered";
const ENTER_SECONDS = 60;

/**
 * How a browser's session reaches `DELIVERY_ORIGIN`, whose links it follows without any proof that counts there: a link sends it to
 * the application, which knows it and makes a code; with that it comes back, is given a cookie, and goes on to the link. Three
 * redirects, once for a session. The code counts once, and only in the browser that began.
 */
export const entranceRoutes = {
  /** At the application: needs the session. */
  anyone:
    (deps: Deps): FastifyPluginAsyncZod =>
    async (app) => {
      app.get(
        "/delivery/code",
        {
          schema: {
            tags: ["delivery"],
            summary: "Let this browser in at the delivery origin",
            description: "For browsers that follow a link there. Answers 404 where there is no such origin.",
            querystring: z.object({ to, browser }),
            response: { 303: z.null(), 404: problem },
          },
        },
        async (request, reply) => {
          const { BASE_URL, DELIVERY_ORIGIN } = deps.config;
          if (!DELIVERY_ORIGIN) throw new AppError("not_found");
          if (request.viewer.kind !== "user")
            return redirect(reply, `${BASE_URL}/denied?code=sign_in_required`);
          await limitRequest(deps, request, LIMITS.tickets);
          const { to, browser } = request.query;
          const query = new URLSearchParams({
            code: await createDeliveryCode(deps, request.viewer, browser),
            browser,
            to,
          });
          return redirect(reply, `${DELIVERY_ORIGIN}/api/v1/delivery/enter?${query}`);
        },
      );
    },

  /** At the delivery origin: the code is the proof. */
  delivery:
    (deps: Deps): FastifyPluginAsyncZod =>
    async (app) => {
      const cookie = deliveryCookie(deps);
      app.get(
        "/api/v1/delivery/enter",
        {
          schema: {
            tags: ["delivery"],
            summary: "Come in at the delivery origin with a code",
            description: "The code counts once. Whether or not it does, the link decides who gets what.",
            querystring: z.object({ to, browser, code }),
            response: { 303: z.null(), 404: problem },
          },
          config: { delivery: true },
        },
        async (request, reply) => {
          if (!deps.config.DELIVERY_ORIGIN) throw new AppError("not_found");
          const { to, browser, code } = request.query;
          const secret = cookieValue(request.headers.cookie, secretName(deps, browser));
          const sessionId = await useDeliveryCode(deps, code, secret);
          if (sessionId) reply.header("set-cookie", cookie.write(sessionId));
          reply.header("set-cookie", `${secretName(deps, browser)}=; Max-Age=0; ${cookieRules(deps.config)}`);
          return redirect(reply, `${to}?${ENTERED}`);
        },
      );
    },
};

/**
 * Sends a browser that came to a link without the proof of its viewer to the application, to come back with it. False where nothing
 * is to be gained: there is no delivery origin, it is no browser, or it was sent before.
 */
export function sendToEntrance(deps: Deps, request: FastifyRequest, reply: FastifyReply): boolean {
  const { BASE_URL, DELIVERY_ORIGIN } = deps.config;
  const { headers, method, url } = request;
  const [path = "", query] = url.split("?");
  if (!DELIVERY_ORIGIN || method !== "GET" || query !== undefined || headers.authorization !== undefined)
    return false;
  if (!followsRedirects(headers) || !to.safeParse(path).success) return false;
  const { secret, hash } = newBrowserSecret();
  reply.header(
    "set-cookie",
    `${secretName(deps, hash)}=${secret}; Max-Age=${ENTER_SECONDS}; ${cookieRules(deps.config)}`,
  );
  redirect(reply, `${BASE_URL}/api/v1/delivery/code?${new URLSearchParams({ to: path, browser: hash })}`);
  return true;
}

/** One name for each way in: a page asks for many pictures at once, and each finds its own. */
function secretName({ config }: Pick<Deps, "config">, browser: string): string {
  return `${config.BASE_URL.startsWith("https:") ? "__Host-" : ""}vaulture.entering.${browser.slice(0, 16)}`;
}

/** A browser that opens a link, or an element that shows it; a script's own request would fail on the way. */
function followsRedirects(headers: FastifyRequest["headers"]): boolean {
  const { "sec-fetch-mode": mode, accept = "" } = headers;
  return (
    mode === "navigate" || mode === "no-cors" || (mode === undefined && /text\/html|image\//.test(accept))
  );
}

function redirect(reply: FastifyReply, url: string): FastifyReply {
  return reply.headers({ "cache-control": "no-store", "referrer-policy": "no-referrer" }).redirect(url, 303);
}
