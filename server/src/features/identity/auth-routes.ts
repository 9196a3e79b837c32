import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { addressOf, callerOf, networkOf } from "../../http/address.ts";
import { placeOf } from "../../http/place.ts";
import { forgiveRate, limitRate } from "../../http/rate-limit.ts";
import { registerSameSite } from "../../http/same-site.ts";
import { passCookies, sendWebResponse } from "../../http/web-response.ts";
import { askLibrary, personOf, signedInBy } from "./ask-library.ts";
import { decoySessionToken } from "./auth.ts";
import { readAuthBody } from "./auth-body.ts";
import { type Asking, forgiveSignIns, limitAuth } from "./limit-auth.ts";
import { OFFERED } from "./limits.ts";
import { passkeyRoutes } from "./passkey-routes.ts";
import { passwordChanged } from "./password-changed.ts";
import { recordRefusedSignIn } from "./record-refused-sign-in.ts";
import { rememberDevice } from "./remember-device.ts";
import { WRONG_PASSWORDS } from "./require-password.ts";
import { secondStepRoutes } from "./second-step-routes.ts";
import { signInFormRoute } from "./sign-in-form-route.ts";
import { cookieUserOf, twoFactorRoutes } from "./two-factor-routes.ts";

/** better-auth under /api/auth/*, behind our own limits. */
export const authRoutes = (deps: Deps) => async (app: FastifyInstance) => {
  registerSameSite(app, deps.config.BASE_URL);
  app.removeAllContentTypeParsers();
  // JSON alone: the library would also read a form, in which our limits see no account.
  app.addContentTypeParser("application/json", { parseAs: "string" }, (_request, body, done) =>
    done(null, body),
  );

  await app.register(signInFormRoute);
  await app.register(secondStepRoutes(deps));
  await app.register(twoFactorRoutes(deps));
  await app.register(passkeyRoutes(deps));
  const cookieUser = cookieUserOf(deps);
  app.route({
    method: ["GET", "POST"],
    url: "/api/auth/*",
    schema: { hide: true },
    handler: async (request, reply) => {
      const path = offeredPath(request);
      const { body, email } = readAuthBody(path, request.body);
      await limitAuth(deps, askingOf(deps, request), path, email);
      // Whoever found an open browser guesses here no more often than elsewhere.
      const changing = path === "/change-password" ? await cookieUser(request) : null;
      if (changing) await limitRate(deps, WRONG_PASSWORDS, changing.userId);
      const answer = await askLibrary(deps, callerOf(request, deps.config.TRUSTED_PROXIES), {
        method: request.method === "GET" ? "GET" : "POST",
        path: path + queryOf(request),
        body,
      });
      if (path === "/sign-in/email" && (await isKeptOut(answer))) throw new AppError("account_suspended");
      if (path === "/sign-in/email" && email && answer.status === 401)
        await recordRefusedSignIn(deps, email, networkOf(request, deps.config.TRUSTED_PROXIES));
      if (path === "/sign-up/email" && answer.ok)
        return signInAfterSignUp(deps, request, reply, body, answer);
      if (path === "/sign-in/email" && answer.ok && email) {
        await forgiveSignIns(deps, askingOf(deps, request), email);
        if (await needsSecondStep(answer)) {
          passCookies(reply, answer);
          throw new AppError("second_step_required");
        }
        await recordTrusted(deps, answer);
        answer.headers.append(
          "set-cookie",
          await rememberDevice(
            deps,
            request.headers.cookie,
            placeOf(deps, request),
            await signedInBy(deps, answer),
          ),
        );
      }
      if (changing && answer.ok) {
        await forgiveRate(deps, WRONG_PASSWORDS, changing.userId);
        await passwordChanged(deps, "user.password_changed", await personOf(answer), placeOf(deps, request));
      }
      if (changing && (await isWrongPassword(answer)))
        await recordRefusedSignIn(deps, changing.email, networkOf(request, deps.config.TRUSTED_PROXIES));
      if (await isSignedOut(answer)) throw new AppError("sign_in_required");
      return sendWebResponse(reply, answer);
    },
  });
};

function askingOf(deps: Deps, request: FastifyRequest): Asking {
  const address = addressOf(request, deps.config.TRUSTED_PROXIES);
  return { method: request.method, address, cookies: request.headers.cookie };
}

/** Whether the password was right and the library waits for a code; no session exists then. */
async function needsSecondStep(answer: Response): Promise<boolean> {
  const { twoFactorRedirect } = (await answer.clone().json()) as { twoFactorRedirect?: boolean };
  return twoFactorRedirect === true;
}

/** A second step that was spared: the browser is one that its person trusts. Other starts of sessions are noted in auth.ts. */
async function recordTrusted(deps: Deps, answer: Response): Promise<void> {
  const { user } = (await answer.clone().json()) as { user: { id: string; twoFactorEnabled?: boolean } };
  if (!user.twoFactorEnabled) return;
  await recordEvent(deps.db, deps.clock, {
    type: "session.started",
    actorId: user.id,
    subject: { type: "user", id: user.id },
    data: { trustedBrowser: true },
  });
}

/** What the library says of a session that has ended, which it has many words for elsewhere. */
async function isSignedOut(answer: Response): Promise<boolean> {
  if (answer.status !== 401) return false;
  const { code } = (await answer.clone().json()) as { code?: string };
  return code === "UNAUTHORIZED";
}

/**
 * Whether the password was right but no session may begin, which only a suspension does (auth.ts). Whoever does not know the
 * password is told the same as of any other account.
 */
async function isKeptOut(answer: Response): Promise<boolean> {
  if (answer.status !== 401) return false;
  const { code } = (await answer.clone().json()) as { code?: string };
  return code === "FAILED_TO_CREATE_SESSION";
}

async function isWrongPassword(answer: Response): Promise<boolean> {
  if (answer.status !== 400) return false;
  const { code } = (await answer.clone().json()) as { code?: string };
  return code === "INVALID_PASSWORD";
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
  const signedIn = await askLibrary(deps, callerOf(request, deps.config.TRUSTED_PROXIES), {
    path: "/sign-in/email",
    body: { email, password },
  });
  const opened = signedIn.ok && !(await needsSecondStep(signedIn));
  const cookies = opened ? signedIn.headers.getSetCookie() : [deps.auth.cookie.write(decoySessionToken())];
  cookies.push(
    await rememberDevice(
      deps,
      request.headers.cookie,
      placeOf(deps, request),
      opened ? await signedInBy(deps, signedIn) : null,
    ),
  );
  return sendWebResponse(reply.header("set-cookie", cookies), signedUp);
}

function queryOf(request: FastifyRequest): string {
  const mark = request.url.indexOf("?");
  return mark < 0 ? "" : request.url.slice(mark);
}
