import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { addressOf, networkOf } from "../../http/address.ts";
import { placeOf } from "../../http/place.ts";
import { forgiveRate, limitRate } from "../../http/rate-limit.ts";
import { registerSameSite } from "../../http/same-site.ts";
import { addressBlock } from "../../lib/client-address.ts";
import { decoySessionToken, NETWORK_HEADER } from "./auth.ts";
import { readAuthBody } from "./auth-body.ts";
import { deviceCookie } from "./device-cookie.ts";
import { greetDevice } from "./greet-device.ts";
import { accountLimits, addressLimits, FAILED_SIGN_INS, FAILED_SIGN_INS_NEARBY, OFFERED } from "./limits.ts";
import type { Person } from "./mails.ts";
import { passwordChanged } from "./password-changed.ts";
import { recordRefusedSignIn } from "./record-refused-sign-in.ts";
import { signInFormRoute } from "./sign-in-form-route.ts";

import { hashToken, newToken } from "./token.ts";

/** better-auth under /api/auth/*, behind our own limits. */
export const authRoutes = (deps: Deps) => async (app: FastifyInstance) => {
  registerSameSite(app, deps.config.BASE_URL);
  app.removeAllContentTypeParsers();
  // JSON alone: the library would also read a form, in which our limits see no account.
  app.addContentTypeParser("application/json", { parseAs: "string" }, (_request, body, done) =>
    done(null, body),
  );

  await app.register(signInFormRoute);
  app.route({
    method: ["GET", "POST"],
    url: "/api/auth/*",
    schema: { hide: true },
    handler: async (request, reply) => {
      const path = offeredPath(request);
      const { body, email } = readAuthBody(path, request.body);
      await limitAuth(deps, request, path, email);
      const answer = await deps.auth.handle(toWebRequest(deps, request, path, body));
      if (path === "/sign-in/email" && email && answer.status === 401)
        await recordRefusedSignIn(deps, email, networkOf(request, deps.config.TRUSTED_PROXIES));
      if (path === "/sign-up/email" && answer.ok)
        return signInAfterSignUp(deps, request, reply, body, answer);
      if (path === "/sign-in/email" && answer.ok && email) {
        await forgiveSignIns(deps, request, email);
        answer.headers.append("set-cookie", await rememberDevice(deps, request, answer));
      }
      if (path === "/change-password" && answer.ok)
        await passwordChanged(deps, "user.password_changed", await personOf(answer), placeOf(deps, request));
      if (await isSignedOut(answer)) throw new AppError("sign_in_required");
      return sendWebResponse(reply, answer);
    },
  });
};

async function limitAuth(
  deps: Deps,
  request: FastifyRequest,
  path: string,
  email: string | null,
): Promise<void> {
  const block = addressBlock(addressOf(request, deps.config.TRUSTED_PROXIES));
  for (const limit of addressLimits(request.method, path)) await limitRate(deps, limit, block);
  if (email === null) return;
  // Counted by its hash: an address is not kept where nobody would look for it.
  const account = hashToken(email);
  if (path === "/sign-in/email") await limitRate(deps, FAILED_SIGN_INS_NEARBY, `${account} ${block}`);
  for (const limit of accountLimits(path)) await limitRate(deps, limit, account);
}

/** What the library says of a session that has ended, which it has many words for elsewhere. */
async function isSignedOut(answer: Response): Promise<boolean> {
  if (answer.status !== 401) return false;
  const { code } = (await answer.clone().json()) as { code?: string };
  return code === "UNAUTHORIZED";
}

async function forgiveSignIns(deps: Deps, request: FastifyRequest, email: string): Promise<void> {
  const block = addressBlock(addressOf(request, deps.config.TRUSTED_PROXIES));
  await forgiveRate(deps, FAILED_SIGN_INS, hashToken(email));
  await forgiveRate(deps, FAILED_SIGN_INS_NEARBY, `${hashToken(email)} ${block}`);
}

/**
 * The path below /api/auth if it is one we offer, written in the one way that our limits and the library both read alike; a path
 * with dot segments, escapes or doubled slashes would be another one for each.
 */
function offeredPath(request: FastifyRequest): string {
  const path = request.url.split("?")[0]!.slice("/api/auth".length);
  const offered = path.startsWith("/reset-password/")
    ? /^\/reset-password\/[\w-]+$/.test(path)
    : OFFERED.has(path);
  if (!offered) throw new AppError("not_found");
  return path;
}

/**
 * A new account is signed in at once. An address that has an account already gets the very same answer: the body the library
 * makes up for it, and a session cookie, which opens something only if the password was that account's own.
 */
async function signInAfterSignUp(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  signUp: string,
  signedUp: Response,
) {
  const { email, password } = JSON.parse(signUp) as { email: string; password: string };
  const body = JSON.stringify({ email, password });
  const signedIn = await deps.auth.handle(toWebRequest(deps, request, "/sign-in/email", body));
  const cookies = signedIn.ok
    ? signedIn.headers.getSetCookie()
    : [deps.auth.cookie.write(decoySessionToken())];
  cookies.push(await rememberDevice(deps, request, signedIn));
  return sendWebResponse(reply.header("set-cookie", cookies), signedUp);
}

/** The cookie by which the browser is known again; a sign-in that succeeded makes it one of the person's. */
async function rememberDevice(deps: Deps, request: FastifyRequest, signedIn: Response): Promise<string> {
  const cookie = deviceCookie(deps.config.BASE_URL.startsWith("https://"));
  const token = cookie.read(request.headers.cookie) ?? newToken();
  if (signedIn.ok) await greetDevice(deps, await personOf(signedIn), token, placeOf(deps, request));
  return cookie.write(token);
}

async function personOf(answer: Response): Promise<Person> {
  return ((await answer.clone().json()) as { user: Person }).user;
}

function toWebRequest(deps: Deps, request: FastifyRequest, path: string, body: string): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === "string" && !DROPPED_HEADERS.has(name)) headers.set(name, value);
  }
  // Whether the request comes from our own pages was decided by the same-site rule before anything else (http/same-site.ts); the
  // library's own check knows fewer names of ours, and refuses programs that name no origin at all.
  if (request.method === "POST") headers.set("content-type", "application/json");
  headers.set("origin", new URL(deps.config.BASE_URL).origin);
  // The network alone is kept; the library wants an address, so it gets the first of it.
  const [network = ""] = networkOf(request, deps.config.TRUSTED_PROXIES).split("/");
  headers.set(NETWORK_HEADER, network);
  const query = request.url.includes("?") ? request.url.slice(request.url.indexOf("?")) : "";
  return new Request(`${deps.config.BASE_URL}/api/auth${path}${query}`, {
    method: request.method,
    headers,
    body: request.method === "POST" ? body : undefined,
  });
}

/** Said by the connection, not by the message; what the client says of its own address; and where it says it comes from. */
const DROPPED_HEADERS = new Set([
  ...["host", "content-length", "connection", "transfer-encoding", NETWORK_HEADER],
  ...["origin", "referer", "sec-fetch-site", "sec-fetch-mode", "sec-fetch-dest", "sec-fetch-user"],
]);

async function sendWebResponse(reply: FastifyReply, answer: Response): Promise<FastifyReply> {
  reply.code(answer.status).header("cache-control", "no-store");
  for (const [name, value] of answer.headers) if (name !== "set-cookie") reply.header(name, value);
  for (const cookie of answer.headers.getSetCookie()) reply.header("set-cookie", cookie);
  return reply.send(await answer.text());
}
