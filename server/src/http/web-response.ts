import type { FastifyReply } from "fastify";

/** Passes on an answer in the web's own form as it is. */
export async function sendWebResponse(reply: FastifyReply, answer: Response): Promise<FastifyReply> {
  for (const [name, value] of answer.headers) if (name !== "set-cookie") reply.header(name, value);
  return passCookies(reply, answer)
    .code(answer.status)
    .send(await answer.text());
}

/** Passes on what it has the browser keep, and nothing else of it. */
export function passCookies(reply: FastifyReply, answer: Response): FastifyReply {
  reply.header("cache-control", "no-store");
  for (const cookie of answer.headers.getSetCookie()) reply.header("set-cookie", cookie);
  return reply;
}
