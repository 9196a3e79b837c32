import type { FastifyInstance, FastifyRequest } from "fastify";
import { type SessionProof, type ViewerFinder, viewerFinder } from "../access/sessions.ts";
import { type User, VISITOR, type Viewer } from "../access/viewer.ts";
import type { Deps } from "../deps.ts";
import { AppError } from "../errors.ts";

declare module "fastify" {
  interface FastifyRequest {
    viewer: Viewer;
  }
}

/** Puts the viewer on each request: from `Authorization: Bearer` when there is one, else from the session cookie. */
export function registerViewer(app: FastifyInstance, deps: Deps): void {
  const findViewer = findViewerIn(deps);
  app.decorateRequest("viewer", null as never);
  app.addHook("onRequest", async (request) => {
    request.viewer = VISITOR;
    request.viewer = await findViewer(await readProof(request, deps));
  });
}

/** The viewer behind a proof. Where operators need a second factor, one without it is a user like any other, everywhere. */
export function findViewerIn(deps: Pick<Deps, "gatePool" | "clock" | "config">): ViewerFinder {
  const find = viewerFinder(deps.gatePool, deps.clock);
  return async (proof) => {
    const viewer = await find(proof);
    if (viewer.kind !== "user" || !viewer.isOperator || viewer.hasSecondFactor) return viewer;
    if (!deps.config.OPERATORS_NEED_TWO_FACTOR) return viewer;
    return { ...viewer, isOperator: false, operatorWaits: true };
  };
}

/** The proof a request brings, its cryptography checked, its session not yet looked up. A bad token is no proof. */
export async function readProof(request: FastifyRequest, deps: Deps): Promise<SessionProof | null> {
  const { authorization, cookie } = request.headers;
  if (authorization !== undefined) {
    const [scheme, token] = authorization.split(" ");
    return scheme?.toLowerCase() === "bearer" && token ? proofOfToken(token, deps) : null;
  }
  const token = deps.auth.sessionToken(cookie);
  return token ? { by: "token", value: token } : null;
}

export async function proofOfToken(token: string, deps: Deps): Promise<SessionProof | null> {
  const claims = await deps.auth.readAccessToken(token);
  return claims ? { by: "id", value: claims.sessionId } : null;
}

/** The signed-in user of a request; refuses visitors with 401. */
export function userOf(request: FastifyRequest): User {
  if (request.viewer.kind !== "user") throw new AppError("sign_in_required");
  return request.viewer;
}

/** Guards of the audiences in app.ts. */
export async function requireUser(request: FastifyRequest): Promise<void> {
  userOf(request);
}

export async function requireOperator(request: FastifyRequest): Promise<void> {
  const user = userOf(request);
  if (user.operatorWaits)
    throw new AppError("two_factor_required", "Set up two-factor sign-in under Account, then come back.");
  if (!user.isOperator) throw new AppError("forbidden");
}
