export interface FieldError {
  field: string;
  message: string;
}

/**
 * A refusal by the API (RFC 9457), or `status: 0, code: "unreachable"` when no answer came.
 * `title` is fit to show; `errors` names the fields of a form.
 */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string | undefined;
  readonly errors: FieldError[];
  readonly requestId: string | undefined;
  /** Seconds to wait, from Retry-After. */
  readonly retryAfter: number | undefined;

  constructor(status: number, body: Record<string, unknown>, retryAfter?: string | null) {
    const title = text(body.title) ?? text(body.message) ?? "The request failed";
    super(title);
    this.name = "ApiError";
    this.status = status;
    this.title = title;
    this.code = text(body.code) ?? (status === 429 ? "rate_limited" : `http_${status}`);
    this.detail = text(body.detail);
    this.errors = Array.isArray(body.errors) ? body.errors.filter(isFieldError) : [];
    this.requestId = text(body.requestId);
    this.retryAfter = retryAfter && /^\d+$/.test(retryAfter) ? Number(retryAfter) : undefined;
  }
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function isFieldError(value: unknown): value is FieldError {
  return typeof value === "object" && value !== null && "field" in value && "message" in value;
}
