import { randomInt } from "node:crypto";
import { passkey } from "@better-auth/passkey";
import { APIError } from "better-auth/api";
import { twoFactor } from "better-auth/plugins";
import type { Config } from "../../config.ts";
import type { Database } from "../../db/client.ts";

/** A sign-in waits so long for its second step. */
const SECOND_STEP_SECONDS = 600;
const TRUSTED_DAYS = 30;
const BACKUP_CODES = 10;

/** better-auth's two-factor and passkey plugins on our tables: codes of an app, backup codes, trusted browsers, WebAuthn. */
export function secondFactorPlugins(config: Config) {
  const { origin, hostname } = new URL(config.BASE_URL);
  return [
    twoFactor({
      issuer: config.SITE_NAME,
      twoFactorCookieMaxAge: SECOND_STEP_SECONDS,
      trustDeviceMaxAge: TRUSTED_DAYS * 86_400,
      // Ours (limits.ts) count for all nodes, say how long to wait, and know of more than one day.
      accountLockout: { enabled: false },
      backupCodeOptions: { storeBackupCodes: "encrypted", customBackupCodesGenerate: newBackupCodes },
      schema: {
        user: { fields: { twoFactorEnabled: "two_factor_enabled" } },
        twoFactor: {
          modelName: "two_factors",
          fields: {
            userId: "user_id",
            backupCodes: "backup_codes",
            failedVerificationCount: "failed_verification_count",
            lockedUntil: "locked_until",
          },
        },
      },
    }),
    passkey({
      rpID: hostname,
      rpName: config.SITE_NAME,
      origin,
      // Kept by the authenticator with the account's name, so that no address need be typed; and never by touch alone.
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
      registration: {
        afterVerification: async ({ verification }) =>
          requireVerified(verification.registrationInfo?.userVerified),
      },
      authentication: {
        afterVerification: async ({ verification }) =>
          requireVerified(verification.authenticationInfo.userVerified),
      },
      schema: {
        passkey: {
          modelName: "passkeys",
          fields: {
            userId: "user_id",
            publicKey: "public_key",
            credentialID: "credential_id",
            deviceType: "device_type",
            backedUp: "backed_up",
            createdAt: "created_at",
          },
        },
      },
    }),
  ];
}

/**
 * Whether a session may be made for this person by the library's endpoint at `path`. With a second factor, the list below and
 * nothing else: whatever the library learns to sign people in by stays closed to them until it was thought of here.
 */
export async function opensSession(db: Database, userId: string, path: string | undefined): Promise<boolean> {
  return !(await hasSecondFactor(db, userId)) || SECOND_STEP_DONE.has(path ?? "") || path === PASSWORD_GIVEN;
}

/** Whether the session just made is one that the plugin takes away again, unless the browser turns out to be trusted. */
export async function isSignInPending(
  db: Database,
  userId: string,
  path: string | undefined,
): Promise<boolean> {
  return path === PASSWORD_GIVEN && (await hasSecondFactor(db, userId));
}

const SECOND_STEP_DONE = new Set([
  "/two-factor/verify-totp",
  "/two-factor/verify-backup-code",
  "/passkey/verify-authentication",
  // In place of the session that asks for it.
  "/change-password",
]);
/** Where the library takes a password for a session. */
export const PASSWORD_GIVEN = "/sign-in/email";

async function hasSecondFactor(db: Database, userId: string): Promise<boolean> {
  const user = await db
    .selectFrom("users")
    .select("two_factor_enabled")
    .where("id", "=", userId)
    .executeTakeFirst();
  return user?.two_factor_enabled === true;
}

/** WebAuthn, section 7.2, step 17: the library asks for it and then does not look. */
function requireVerified(verified: boolean | undefined): undefined {
  if (verified !== true) throw new APIError("UNAUTHORIZED", { code: "USER_NOT_VERIFIED" });
}

/** 50 bits each, in letters and digits that cannot be taken for each other. */
function newBackupCodes(): string[] {
  const half = () => Array.from({ length: 5 }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
  return Array.from({ length: BACKUP_CODES }, () => `${half()}-${half()}`);
}

const ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";
