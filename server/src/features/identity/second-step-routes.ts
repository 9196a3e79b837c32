import formbody from "@fastify/formbody";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { addressOf, callerOf, networkOf } from "../../http/address.ts";
import { placeOf } from "../../http/place.ts";
import { forgiveRate, limitRate } from "../../http/rate-limit.ts";
import { passCookies } from "../../http/web-response.ts";
import { addressBlock } from "../../lib/client-address.ts";
import { askLibrary, personOf, signedInBy } from "./ask-library.ts";
import { readFields } from "./auth-body.ts";
import { claimCode } from "./claim-code.ts";
import { findPendingSignIn } from "./find-pending-sign-in.ts";
import { SECOND_STEP_TRIES, SECOND_STEPS_NEARBY } from "./limits.ts";
import type { Person } from "./mails.ts";
import { recordRefusedSignIn } from "./record-refused-sign-in.ts";
import { rememberDevice } from "./remember-device.ts";
import { withoutCookie } from "./session-cookie.ts";
import { localPath } from "./sign-in-form-route.ts";

const secondStep = z.object({ code: z.string().min(1).max(60), trustDevice: z.boolean().default(false) });

/**
 * `POST /api/auth/sign-in/second-step`: a code of the app or a backup code after the password, for the sign-in that this browser's
 * cookie names; and the same as a plain form. Only then does a session exist.
 */
export const secondStepRoutes = (deps: Deps) => async (app: FastifyInstance) => {
  app.post("/api/auth/sign-in/second-step", { schema: { hide: true } }, async (request, reply) => {
    const user = await takeSecondStep(deps, request, reply, readFields(request.body, secondStep));
    return reply.send({ user });
  });

  await app.register(async (forms) => {
    await forms.register(formbody, { bodyLimit: 16 * 1024 });
    forms.post("/api/auth/sign-in/second-step/form", { schema: { hide: true } }, async (request, reply) => {
      const { code, trust, next } = (request.body ?? {}) as Record<string, unknown>;
      const path = localPath(next);
      try {
        const given = secondStep.safeParse({ code, trustDevice: trust === "on" });
        if (!given.success) throw new AppError("wrong_code");
        await takeSecondStep(deps, request, reply, given.data);
        return reply.redirect(path, 303);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        const back = new URLSearchParams({ next: path, problem: error.code });
        const page = error.code === "second_step_expired" ? "/sign-in" : "/sign-in/second-step";
        return reply.header("cache-control", "no-store").redirect(`${page}?${back}`, 303);
      }
    });
  });
};

async function takeSecondStep(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  input: z.output<typeof secondStep>,
): Promise<Person> {
  await limitRate(deps, SECOND_STEPS_NEARBY, addressBlock(addressOf(request, deps.config.TRUSTED_PROXIES)));
  const pending = await findPendingSignIn(deps, request.headers.cookie);
  if (!pending) throw new AppError("second_step_expired");
  for (const limit of SECOND_STEP_TRIES) await limitRate(deps, limit, pending.id);

  const { path, code } = readCode(input.code);
  const refused = async () => {
    await recordRefusedSignIn(deps, pending.email, networkOf(request, deps.config.TRUSTED_PROXIES), 2);
    return new AppError("wrong_code");
  };
  if (path === APP_CODE && !(await claimCode(deps, pending.id, code))) throw await refused();
  const answer = await askLibrary(deps, callerOf(request, deps.config.TRUSTED_PROXIES), {
    path,
    body: { code, trustDevice: input.trustDevice },
    // With a session the library would check the code for that session's person.
    cookie: withoutCookie(request.headers.cookie, deps.auth.cookie.name),
  });
  if (answer.status >= 500) throw new AppError("internal");
  if (!answer.ok) {
    const { code: reason } = (await answer.json()) as { code?: string };
    if (WRONG.has(reason ?? "")) throw await refused();
    passCookies(reply, answer);
    throw new AppError("second_step_expired");
  }
  for (const limit of SECOND_STEP_TRIES) await forgiveRate(deps, limit, pending.id);
  const person = await personOf(answer);
  passCookies(reply, answer).header(
    "set-cookie",
    await rememberDevice(
      deps,
      request.headers.cookie,
      placeOf(deps, request),
      await signedInBy(deps, answer),
    ),
  );
  return person;
}

/** Six digits are the app's; anything else is taken for a backup code. People type both with blanks and in capitals. */
function readCode(typed: string): { path: string; code: string } {
  const code = typed.toLowerCase().replaceAll(/[\s-]/g, "");
  if (/^\d{6}$/.test(code)) return { path: APP_CODE, code };
  return { path: "/two-factor/verify-backup-code", code: `${code.slice(0, 5)}-${code.slice(5)}` };
}

const APP_CODE = "/two-factor/verify-totp";
const WRONG = new Set(["INVALID_CODE", "INVALID_BACKUP_CODE"]);
