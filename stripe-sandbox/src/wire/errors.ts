/** An error in Stripe's shape. Thrown, it undoes the request; returned from an endpoint, what was done stays. */
export class StripeError extends Error {
  readonly status: number;
  readonly details: ErrorDetails;

  constructor(status: number, details: ErrorDetails) {
    super(details.message);
    this.status = status;
    this.details = details;
  }
}

/** The fields of Stripe's error object (https://docs.stripe.com/api/errors). */
export type ErrorDetails = {
  type: "api_error" | "card_error" | "idempotency_error" | "invalid_request_error";
  message: string;
  code?: string;
  param?: string;
  decline_code?: string;
  charge?: string;
  payment_intent?: object;
  payment_method?: object;
};

/** The JSON body of an error answer. */
export function errorBody({ details }: StripeError): object {
  const doc_url = details.code && `https://docs.stripe.com/error-codes/${details.code.replaceAll("_", "-")}`;
  return { error: { ...details, ...(doc_url ? { doc_url } : {}) } };
}

/** 400: the request cannot be carried out as it stands. */
export function invalidRequest(message: string, more: { code?: string; param?: string } = {}): StripeError {
  return new StripeError(400, { type: "invalid_request_error", message, ...more });
}

/** 400: a field that has to be there is not. */
export function missingParameter(param: string): StripeError {
  return invalidRequest(`Missing required param: ${param}.`, { code: "parameter_missing", param });
}

/** 404: no object of that name and id; `param` is the request field that carried the id. */
export function resourceMissing(kind: string, id: string, param = "id"): StripeError {
  const message = `No such ${kind.replace("checkout.session", "checkout session")}: '${id}'`;
  return new StripeError(404, { type: "invalid_request_error", code: "resource_missing", message, param });
}

/** 402: the card was refused. */
export function cardError(details: Omit<ErrorDetails, "type">): StripeError {
  return new StripeError(402, { type: "card_error", ...details });
}
