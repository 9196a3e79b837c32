import type { FastifyInstance, FastifyRequest } from "fastify";
import { encode } from "uqr";
import { z } from "zod";
import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { callerOf } from "../../http/address.ts";
import { placeOf } from "../../http/place.ts";
import { forgiveRate, limitRate } from "../../http/rate-limit.ts";
import { findViewerIn } from "../../http/viewer.ts";
import { passCookies } from "../../http/web-response.ts";
import { askLibrary } from "./ask-library.ts";
import { readFields } from "./auth-body.ts";
import { claimCode } from "./claim-code.ts";
import { SECOND_STEP_TRIES } from "./limits.ts";
import { requirePassword } from "./require-password.ts";
import { requireProof } from "./require-proof.ts";
import { backupCodesReplaced, switchedOn } from "./second-factor-changed.ts";

const withPassword = z.object({ password: z.string().min(1).max(200) });
const withCode = z.object({ code: z.string().min(1).max(60) });

/** Setting an app up and confirming it by a first code, and new backup codes. Switching off is in routes.ts. */
export const twoFactorRoutes = (deps: Deps) => async (app: FastifyInstance) => {
  const cookieUser = cookieUserOf(deps);
  app.post("/api/auth/two-factor/enable", { schema: { hide: true } }, async (request, reply) => {
    const user = await cookieUser(request);
    const { password } = readFields(request.body, withPassword);
    if (user.hasSecondFactor) throw new AppError("wrong_state", "Two-factor sign-in is on already.");
    await requirePassword(deps, user, password);
    await requireProof(deps, user);
    const answer = await askLibrary(deps, callerOf(request, deps.config.TRUSTED_PROXIES), {
      path: "/two-factor/enable",
      body: { password },
    });
    const { totpURI, backupCodes } = enabled.parse(await expectOk(answer));
    return reply.header("cache-control", "no-store").send({
      uri: totpURI,
      key: new URL(totpURI).searchParams.get("secret"),
      qr: drawCode(totpURI),
      backupCodes,
    });
  });

  app.post("/api/auth/two-factor/confirm", { schema: { hide: true } }, async (request, reply) => {
    const user = await cookieUser(request);
    if (user.hasSecondFactor) throw new AppError("wrong_state", "Two-factor sign-in is on already.");
    await requireProof(deps, user);
    for (const limit of SECOND_STEP_TRIES) await limitRate(deps, limit, user.userId);
    const code = readFields(request.body, withCode).code.replaceAll(/\s/g, "");
    if (!(await claimCode(deps, user.userId, code))) throw new AppError("wrong_code");
    const answer = await askLibrary(deps, callerOf(request, deps.config.TRUSTED_PROXIES), {
      path: "/two-factor/verify-totp",
      body: { code },
    });
    if (answer.status === 401) throw new AppError("wrong_code");
    await expectOk(answer);
    for (const limit of SECOND_STEP_TRIES) await forgiveRate(deps, limit, user.userId);
    await switchedOn(deps, user, sessionOf(deps, answer), placeOf(deps, request));
    return passCookies(reply, answer).send({ enabled: true });
  });

  app.post("/api/auth/two-factor/backup-codes", { schema: { hide: true } }, async (request, reply) => {
    const user = await cookieUser(request);
    const { password } = readFields(request.body, withPassword);
    if (!user.hasSecondFactor) throw new AppError("wrong_state", "Two-factor sign-in is off.");
    await requirePassword(deps, user, password);
    const asked = { path: "/two-factor/generate-backup-codes", body: { password } };
    const { backupCodes } = replaced.parse(
      await expectOk(await askLibrary(deps, callerOf(request, deps.config.TRUSTED_PROXIES), asked)),
    );
    await backupCodesReplaced(deps, user, placeOf(deps, request));
    return reply.header("cache-control", "no-store").send({ backupCodes });
  });
};

/**
 * Finds the person of the session cookie; refuses visitors. The library knows cookies alone: a token of somebody else must not answer
 * for what it then does to the cookie's person.
 */
export function cookieUserOf(deps: Deps): (request: FastifyRequest) => Promise<User> {
  const findViewer = findViewerIn(deps);
  return async (request) => {
    const token = deps.auth.sessionToken(request.headers.cookie);
    const viewer = await findViewer(token ? { by: "token", value: token } : null);
    if (viewer.kind !== "user") throw new AppError("sign_in_required");
    return viewer;
  };
}

/** The body of an answer that is expected to be good: what could be refused was refused before the library was asked. */
export async function expectOk(answer: Response): Promise<unknown> {
  if (answer.ok) return answer.json();
  throw new AppError(
    answer.status === 401 ? "sign_in_required" : answer.status < 500 ? "wrong_state" : "internal",
  );
}

const enabled = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) });
const replaced = z.object({ backupCodes: z.array(z.string()) });

/** The secret of the session that an answer opens. */
function sessionOf(deps: Deps, answer: Response): string | null {
  const cookies = answer.headers.getSetCookie().map((line) => line.split(";")[0]);
  return deps.auth.sessionToken(cookies.join("; "));
}

/** A QR code as one SVG path of unit squares; the page adds the quiet zone. */
function drawCode(text: string): { size: number; path: string } {
  const { size, data } = encode(text, { ecc: "M", border: 0 });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
  return { size, path };
}
