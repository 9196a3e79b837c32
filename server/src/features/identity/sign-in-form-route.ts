import formbody from "@fastify/formbody";
import type { FastifyInstance } from "fastify";

/**
 * `POST /api/auth/sign-in/form`: the plain form of the sign-in page, for whoever sends it before its scripts are there or without
 * any. It is the JSON request in another dress, with all its limits, and leads on to `next`, or back with the reason.
 */
export async function signInFormRoute(app: FastifyInstance): Promise<void> {
  await app.register(formbody, { bodyLimit: 16 * 1024 });
  app.post("/api/auth/sign-in/form", { schema: { hide: true } }, async (request, reply) => {
    const { email, password, next } = (request.body ?? {}) as Record<string, unknown>;
    const { "content-length": _, "transfer-encoding": __, ...headers } = request.headers;
    const answer = await app.inject({
      method: "POST",
      url: "/api/auth/sign-in/email",
      headers: { ...headers, "content-type": "application/json" },
      remoteAddress: request.socket.remoteAddress,
      payload: { email, password },
    });
    const path = localPath(next);
    reply.header("cache-control", "no-store");
    const cookies = answer.headers["set-cookie"];
    if (cookies) reply.header("set-cookie", cookies);
    if (answer.statusCode === 200 && cookies) return reply.redirect(path, 303);
    const { code = "" } = answer.json<{ code?: string }>();
    if (code === "second_step_required")
      return reply.redirect(`/sign-in/second-step?${new URLSearchParams({ next: path })}`, 303);
    if (code === "account_suspended") return reply.redirect("/suspended", 303);
    const back = new URLSearchParams({ next: path, problem: code.toLowerCase() });
    return reply.redirect(`/sign-in?${back}`, 303);
  });
}

/** A path of ours; anything that could lead elsewhere is the start page. */
export function localPath(next: unknown): string {
  if (typeof next !== "string" || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(next)) return "/";
  return next;
}
