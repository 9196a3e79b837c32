import type { RateLimit } from "../../http/rate-limit.ts";

const MINUTE = 60;
const HOUR = 3600;

/** What one address block may ask of /api/auth: everything together, and the costly or guessable things apart. */
export function addressLimits(method: string, path: string): RateLimit[] {
  if (method === "GET") return [{ name: "auth-read", max: 600, seconds: MINUTE }];
  const guessing = GUESSABLE.has(path) ? [{ name: `auth${path}`, max: 100, seconds: 5 * MINUTE }] : [];
  return [{ name: "auth-write", max: 300, seconds: MINUTE }, ...guessing];
}

/**
 * What may be asked about one account by browsers that it does not know: `from` is whose hits count together. The last one is of all
 * of them together; a browser that has signed in to the account before has tries of its own ({@link ownTries}) and is in nobody's way.
 */
export function strangersLimits(
  path: string,
): { limit: RateLimit; from: "block" | "wide block" | "anywhere" }[] {
  if (path === "/sign-in/email")
    return [
      { limit: { name: "account-sign-in-nearby", max: 15, seconds: 15 * MINUTE }, from: "block" },
      // One customer of the newer kind of network has many blocks.
      { limit: { name: "account-sign-in-wide", max: 30, seconds: 15 * MINUTE }, from: "wide block" },
      { limit: FAILED_SIGN_INS, from: "anywhere" },
    ];
  if (!MAILING.has(path)) return [];
  return [
    { limit: { name: `account-nearby${path}`, max: 5, seconds: HOUR }, from: "wide block" },
    { limit: { name: `account${path}`, max: 20, seconds: HOUR }, from: "anywhere" },
  ];
}

/** The same for one browser that the account knows. */
export function ownTries(path: string): RateLimit | null {
  if (path === "/sign-in/email") return { name: "account-sign-in-known", max: 15, seconds: 15 * MINUTE };
  return MAILING.has(path) ? { name: `account-known${path}`, max: 5, seconds: HOUR } : null;
}

const FAILED_SIGN_INS: RateLimit = { name: "account-sign-in", max: 100, seconds: 15 * MINUTE };

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
