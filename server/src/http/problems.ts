import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { AppError, type ErrorCode, type FieldError } from "../errors.ts";

const CONTENT_TYPE = "application/problem+json; charset=utf-8";

/** Answers every error as RFC 9457 problem+json. What was not expected is logged whole and shown as `internal`, without detail. */
export function registerProblems(app: FastifyInstance): void {
  app.setErrorHandler(answerProblem);
}

/** Also for what the framework refuses before any route is found, such as a broken escape in the path. */
export function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = toAppError(error);
  if (problem.code === "internal")
    request.log.error({ err: error, route: request.routeOptions.url }, "request failed");
  return sendProblem(request, reply, problem);
}

export function sendProblem(request: FastifyRequest, reply: FastifyReply, error: AppError): FastifyReply {
  return reply
    .code(error.status)
    .headers({ "cache-control": "no-store", ...error.headers })
    .type(CONTENT_TYPE)
    .serializer((payload: unknown) => JSON.stringify(payload))
    .send({
      type: `urn:vaulture:problem:${error.code}`,
      title: error.title,
      status: error.status,
      code: error.code,
      detail: error.detail,
      errors: error.errors,
      requestId: request.id,
    });
}

/** What is told of an error: a refusal of ours as it is, one of the framework in our words, and anything else as `internal`. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    // A path with something else where an id belongs leads to nothing.
    if (error.validationContext === "params") return new AppError("not_found");
    const errors = error.validation.map(
      (issue): FieldError => ({
        field: fieldOf(issue.instancePath),
        message: issue.message ?? "is not valid",
      }),
    );
    return new AppError(
      "invalid_input",
      errors.map(({ field, message }) => `${field}: ${message}`).join("; "),
      { errors },
    );
  }
  const { statusCode, code, message } = error as { statusCode?: number; code?: string; message?: string };
  if (code === "FST_ERR_CTP_BODY_TOO_LARGE") return new AppError("too_large");
  if (code === "FST_ERR_CTP_INVALID_MEDIA_TYPE") return new AppError("unsupported_media");
  if (statusCode && statusCode >= 400 && statusCode < 500) {
    return new AppError(CLIENT_ERRORS[statusCode] ?? "invalid_input", message);
  }
  return new AppError("internal");
}

const CLIENT_ERRORS: Record<number, ErrorCode> = {
  404: "not_found",
  405: "method_not_allowed",
  413: "too_large",
  429: "rate_limited",
};

function fieldOf(instancePath: string | undefined): string {
  return (instancePath ?? "").replace(/^\//, "").replaceAll("/", ".") || "body";
}
