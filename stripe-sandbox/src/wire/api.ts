import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import Stripe from "stripe";
import { reader, type Sandbox } from "../sandbox.ts";
import { newId } from "../store/ids.ts";
import { authenticate } from "./authenticate.ts";
import type { Endpoint } from "./endpoint.ts";
import { errorBody, invalidRequest, resourceMissing, StripeError } from "./errors.ts";
import { expand } from "./expand.ts";
import { type Form, parseForm } from "./form.ts";
import { answerOnce } from "./idempotency.ts";
import { stripeJson } from "./json.ts";
import { list, text } from "./parameters.ts";

/** Serves the endpoints in an encapsulated scope: its parser, hooks and error answers touch no other route. */
export function registerApi(app: FastifyInstance, sandbox: Sandbox, endpoints: Endpoint[]): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "string", bodyLimit: 1024 * 1024 }, (_, body, done) =>
      done(null, body),
    );
    scope.addHook("onRequest", async (request, reply) => {
      const headers = {
        "request-id": newId("req", 14),
        "stripe-version": Stripe.API_VERSION,
        "cache-control": "no-store",
      };
      reply.headers(headers).type("application/json; charset=utf-8");
      authenticate(request.headers.authorization, sandbox.secretKey);
    });
    scope.setErrorHandler<FastifyError>((error, request, reply) => {
      const known = error instanceof StripeError ? error : translate(error);
      if (known.status >= 500)
        sandbox.log.error({ err: error, url: request.url }, "the Stripe sandbox failed");
      if (known.status === 401) reply.header("www-authenticate", 'Bearer realm="Stripe"');
      return reply.code(known.status).send(stripeJson(errorBody(known)));
    });
    for (const endpoint of endpoints) {
      const { method, path } = endpoint;
      scope.route({
        method,
        url: path,
        handler: (request, reply) => handle(sandbox, endpoint, request, reply),
      });
    }
    scope.all("/v1/*", async ({ method, url }) => {
      const message = `Unrecognized request URL (${method}: ${url.split("?")[0]}).`;
      throw new StripeError(404, { type: "invalid_request_error", message });
    });
  });
}

async function handle(sandbox: Sandbox, endpoint: Endpoint, request: FastifyRequest, reply: FastifyReply) {
  const { expanding, form } = readRequest(request);
  const { id = "" } = request.params as { id?: string };
  if (id.includes("\0")) throw resourceMissing("object", id);
  if (endpoint.method === "GET") {
    const from = reader(sandbox);
    const answer = await endpoint.prepare(form, id)(from);
    return reply.send(stripeJson(await expand(from, answer, expanding)));
  }

  const work = endpoint.prepare(form, id);
  const idempotencyKey = endpoint.method === "POST" ? keyOf(request) : null;
  const requestId = String(reply.getHeader("request-id"));
  const asked = {
    path: request.url.split("?")[0]!,
    form: { ...form, expand: expanding.join() },
    requestId,
    idempotencyKey,
  };
  const answer = await answerOnce(sandbox, asked, async (call) => {
    const outcome = await work(call);
    return outcome instanceof StripeError ? outcome : expand(call, outcome, expanding);
  });
  if (idempotencyKey) reply.header("idempotency-key", idempotencyKey);
  if (answer.originalRequest) {
    reply.headers({ "idempotent-replayed": "true", "original-request": answer.originalRequest });
  }
  return reply.code(answer.status).send(answer.body);
}

/** Parameters come from the address and the body alike; `expand` is everyone's and is taken out. */
function readRequest(request: FastifyRequest): { form: Form; expanding: string[] } {
  const query = request.url.split("?").slice(1).join("?");
  const body = typeof request.body === "string" ? request.body : "";
  const { expand: paths, ...form } = formOf([query, body].filter(Boolean).join("&"));
  return { form, expanding: paths === undefined ? [] : list(text()).read(paths, "expand") };
}

function formOf(encoded: string): Form {
  try {
    return parseForm(encoded);
  } catch (error) {
    throw invalidRequest(`Invalid request: ${(error as Error).message}`);
  }
}

function keyOf(request: FastifyRequest): string | null {
  const header = request.headers["idempotency-key"];
  return typeof header === "string" && header !== "" ? header : null;
}

function translate(error: FastifyError): StripeError {
  if (error.statusCode && error.statusCode < 500) {
    return new StripeError(error.statusCode, { type: "invalid_request_error", message: error.message });
  }
  return new StripeError(500, { type: "api_error", message: "The sandbox failed to handle this request." });
}
