import type { RateLimit } from "../../http/rate-limit.ts";

const MINUTE = 60;
const HOUR = 3600;

/** What one address block may ask of /api/auth: everything together, and the costly or guessable things apart. */
export function addressLimits(method: string, path: string): RateLimit[] {
  if (method === "GET") return [{ name: "auth-read", max: 600, seconds: MINUTE }];
  const guessing = GUESSABLE.has(path) ? [{ name: `auth${path}`, max: 100, seconds: 5 * MINUTE }] : [];
  return [{ name: "auth-write", max: 300, seconds: MINUTE }, ...guessing];
}

/** What may be asked about one account, wherever it is asked from; a sign-in that succeeds starts the count anew. */
export function accountLimits(path: string): RateLimit[] {
  if (path === "/sign-in/email") return [FAILED_SIGN_INS];
  if (MAILING.has(path)) return [{ name: `account${path}`, max: 5, seconds: HOUR }];
  return [];
}

/** From anywhere: so many that whoever wants to lock somebody out has to come from many networks. */
export const FAILED_SIGN_INS: RateLimit = { name: "account-sign-in", max: 100, seconds: 15 * MINUTE };
/** From one network. */
export const FAILED_SIGN_INS_NEARBY: RateLimit = {
  name: "account-sign-in-nearby",
  max: 15,
  seconds: 15 * MINUTE,
};

/** Codes after the password: for one account, whatever the address. The second keeps a patient guesser from the one in a million. */
export const SECOND_STEP_TRIES: RateLimit[] = [
  { name: "second-step", max: 10, seconds: 15 * MINUTE },
  { name: "second-step-day", max: 50, seconds: 24 * HOUR },
];
/** Codes and passkeys from one address block, whosever they are. */
export const SECOND_STEPS_NEARBY: RateLimit = { name: "second-step-nearby", max: 100, seconds: 5 * MINUTE };

const GUESSABLE = new Set([
  "/sign-in/email",
  "/sign-up/email",
  "/reset-password",
  "/change-password",
  "/request-password-reset",
]);
const MAILING = new Set(["/sign-up/email", "/request-password-reset", "/send-verification-email"]);

/** The library's paths that we offer. What a new version of it adds is closed until its limits have been thought of. */
export const OFFERED = new Set([
  ...["/sign-up/email", "/sign-in/email", "/sign-out", "/token", "/jwks", "/get-session", "/ok"],
  ...["/request-password-reset", "/reset-password", "/change-password", "/update-user"],
  ...["/send-verification-email", "/verify-email"],
]);
