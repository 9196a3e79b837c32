/** Every refusal the API can answer with: code -> status and title (RFC 9457). The code is the contract, the words are not. */
export const ERRORS = {
  invalid_input: [400, "The request is not valid"],
  amount_too_small: [400, "The amount is too small"],
  refund_exceeds_payment: [400, "The refund is larger than what is left of the payment"],
  wrong_code: [400, "That code is not right"],
  passkey_refused: [400, "That passkey was not accepted"],
  invalid_signature: [400, "The signature is not valid"],
  sign_in_required: [401, "Sign in to continue"],
  forbidden: [403, "This is not yours to do"],
  second_step_required: [403, "Confirm it with your second factor"],
  second_step_expired: [403, "That sign-in took too long"],
  two_factor_required: [403, "Set up two-factor sign-in first"],
  cross_site_request: [403, "The request came from another site"],
  purchase_required: [403, "Buy this to open it"],
  subscription_required: [403, "This is for members"],
  higher_tier_required: [403, "This is for members of a higher tier"],
  original_not_offered: [403, "This can be looked at, not downloaded"],
  access_ended: [403, "Your access has ended"],
  access_revoked: [403, "Your access was taken back"],
  creator_suspended: [403, "This creator is suspended"],
  product_removed: [403, "This product was taken down"],
  too_many_devices: [403, "This is open on as many devices as it may be"],
  download_limit_reached: [403, "This was downloaded as often as it may be"],
  account_suspended: [403, "This account is suspended"],
  comments_closed: [403, "Comments are closed here"],
  blocked: [403, "This creator has blocked you"],
  wrong_viewer: [403, "This link was made for somebody else"],
  invalid_link: [403, "This link is not valid"],
  email_not_verified: [403, "Confirm your e-mail address first"],
  not_found: [404, "There is nothing here"],
  method_not_allowed: [405, "This method is not offered here"],
  handle_taken: [409, "This handle is taken"],
  already_owned: [409, "You already own this"],
  already_refunded: [409, "This purchase is already refunded"],
  refund_changed: [409, "Money has gone back meanwhile"],
  sold_out: [409, "There is no place left"],
  card_refused: [409, "The card was refused"],
  price_changed: [409, "The price has changed"],
  payment_in_progress: [409, "A payment for this is on its way"],
  file_in_use: [409, "The file belongs to a product"],
  changed_elsewhere: [409, "Somebody else changed this meanwhile"],
  wrong_state: [409, "That cannot be done in the present state"],
  link_expired: [410, "This link has expired"],
  upload_expired: [410, "This upload was not finished in time"],
  upload_protocol: [412, "That version of the upload protocol is not spoken here"],
  too_large: [413, "That is too large"],
  quota_exceeded: [413, "The storage quota is used up"],
  unsupported_media: [415, "That kind of content is not accepted here"],
  not_viewable: [415, "This cannot be shown in a page"],
  file_infected: [422, "The virus scanner found something in this file"],
  range_not_satisfiable: [416, "The range lies outside the file"],
  upload_locked: [423, "Another request is writing to this upload"],
  rate_limited: [429, "Too many requests"],
  country_not_allowed: [451, "This is not offered in your country"],
  internal: [500, "Something went wrong on our side"],
  payment_provider_unavailable: [502, "The payment provider did not answer"],
  payment_unsure: [502, "The payment provider did not answer in time"],
  unavailable: [503, "Not ready"],
  storage_full: [507, "There is no room for this at the moment"],
} as const satisfies Record<string, readonly [number, string]>;

export type ErrorCode = keyof typeof ERRORS;
export type FieldError = { field: string; message: string };

/**
 * An expected refusal on its way to the client. `detail` is shown to people: it says what to do and carries no secret.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly detail: string | undefined;
  readonly errors: FieldError[] | undefined;
  readonly headers: Record<string, string>;

  constructor(
    code: ErrorCode,
    detail?: string,
    more: { errors?: FieldError[]; headers?: Record<string, string> } = {},
  ) {
    super(detail ?? ERRORS[code][1]);
    this.code = code;
    this.detail = detail;
    this.errors = more.errors;
    this.headers = more.headers ?? {};
  }

  get status(): number {
    return ERRORS[this.code][0];
  }

  get title(): string {
    return ERRORS[this.code][1];
  }
}

/** The refusal of one field of the input. */
export function invalidField(field: string, message: string): AppError {
  return new AppError("invalid_input", message, { errors: [{ field, message }] });
}
