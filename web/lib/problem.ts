import { ApiError } from "@vaulture/sdk";

/** What a form shows after a failure: one sentence above, and one beside each field it names. */
export interface Problem {
  message: string;
  fields: Record<string, string>;
}

/** Any failure in words that say what to do next. */
export function toProblem(error: unknown): Problem {
  if (!(error instanceof ApiError)) return { message: "Something went wrong. Try again.", fields: {} };
  const fields: Record<string, string> = {};
  const own = fieldOf[error.code.toLowerCase()];
  if (own) fields[own] = sentence(error);
  for (const { field, message } of error.errors) {
    const path = field.replace(/^\//, "").replaceAll("/", ".");
    // A form has one control for a whole, such as the price, where the API names its part.
    fields[path] ??= message;
    fields[path.split(".")[0] ?? path] ??= message;
  }
  return { message: sentence(error), fields };
}

/** Whether the password was right, and a code has to follow. */
export function isSecondStep(error: unknown): boolean {
  return error instanceof ApiError && error.code === "second_step_required";
}

/** Refusals of the sign-in library that are about one field, which it does not name. */
const fieldOf: Record<string, string> = {
  invalid_password: "currentPassword",
  invalid_email: "email",
  wrong_code: "code",
};

const sentences: Record<string, string> = {
  unreachable: "The server did not answer. Check your connection and try again.",
  sign_in_required: "You are signed out. Sign in again, then repeat this.",
  price_changed: "The price has changed since this page was opened. Nothing was charged; look at it again.",
  payment_in_progress: "An earlier payment for this is still on its way. Wait a moment, then try again.",
  payment_provider_unavailable:
    "The payment provider did not answer. No money has moved. Try again in a moment.",
  payment_unsure:
    "The payment provider did not answer in time. It may have been done: look again in a minute, before you repeat it.",
  rate_limited: "Too many tries. Wait a minute and try again.",
  invalid_email_or_password: "E-mail or password is not right.",
  invalid_password: "The current password is not right.",
  user_already_exists: "This address already has an account. Sign in instead.",
  user_already_exists_use_another_email: "This address already has an account. Sign in instead.",
  invalid_email: "That is not an e-mail address.",
  password_too_short: "Use at least 10 characters.",
  password_too_long: "Use a shorter password.",
  invalid_token: "This link is no longer good. Ask for a new one.",
  token_expired: "This link is no longer good. Ask for a new one.",
  refund_changed: "Money has gone back meanwhile. Look at what is left, then decide again.",
  wrong_code: "That code is not right, or it was used already. Wait for the next one.",
  second_step_expired: "That took too long, or was tried too often. Sign in again.",
  passkey_refused: "That passkey was not accepted. Try again, or sign in another way.",
  two_factor_required: "Set up two-factor sign-in on your account page first.",
  account_suspended: "This account is suspended. Write to us if you think that is a mistake.",
  blocked: "This creator has blocked you. What you have paid for stays open to you.",
  comments_closed: "The creator has closed the comments.",
  email_not_verified: "Confirm your e-mail address first: we sent you a link.",
};

/** The same for a refusal of which only the code is known. */
export function sentenceOf(code: string): string {
  // Not among the sentences: whoever refuses a picture or a file says how much it may be.
  if (code === "too_large") return "That is too long. Shorten it, then send it again.";
  return sentence(new ApiError(0, { code, title: "That did not work. Try again in a moment." }));
}

function sentence(error: ApiError): string {
  if (error.status === 429) {
    const wait = error.retryAfter;
    return `Too many tries. Wait ${wait && wait > 90 ? `${Math.ceil(wait / 60)} minutes` : "a minute"} and try again.`;
  }
  const known = sentences[error.code.toLowerCase()];
  if (known) return known;
  if (error.status >= 500) return "Something went wrong on our side. Try again in a moment.";
  return error.detail ?? error.title;
}
