import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { betterAuth } from "better-auth";
import { APIError } from "better-auth/api";
import { getMigrations } from "better-auth/db/migration";
import { jwt } from "better-auth/plugins";
import type pg from "pg";
import type { Config } from "../../config.ts";
import type { Database } from "../../db/client.ts";
import type { EventType } from "../../events/event-types.ts";
import { recordEvent } from "../../events/record-event.ts";
import type { Jobs } from "../../jobs/jobs.ts";
import type { Clock } from "../../lib/clock.ts";
import { readSigned } from "../../lib/cookies.ts";
import { describeDevice } from "../../lib/describe-device.ts";
import { newId } from "../../lib/ids.ts";
import type { AuthPort, NewAccount } from "../../ports/auth/port.ts";
import type { Secrets } from "../../secrets.ts";
import { queueMail } from "../mail/index.ts";
import { accessTokenReader } from "./access-token.ts";
import { type Person, passwordResetMail, signUpAttemptMail, verificationMail } from "./mails.ts";
import { passwordChanged } from "./password-changed.ts";
import {
  isSignInPending,
  opensSession,
  PASSWORD_GIVEN,
  secondFactorPlugins,
} from "./second-factor-plugins.ts";
import { sessionCookie } from "./session-cookie.ts";

type Parts = { config: Config; secrets: Secrets; pool: pg.Pool; db: Database; clock: Clock; jobs: Jobs };

const MINIMUM_PASSWORD = 10;
/** OWASP password storage cheat sheet: argon2id, m=19456 KiB, t=2, p=1. */
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** In which routes.ts tells the library the client's network. */
export const NETWORK_HEADER = "x-vaulture-client-address";

/** The stored password that a request's own was found to fit, until its session is made. */
const fitted = new AsyncLocalStorage<{ password?: string }>();

/** better-auth on our tables: e-mail and password, sessions, EdDSA access tokens. */
export function createAuth(parts: Parts): AuthPort {
  const { config, secrets, db } = parts;
  const hashPassword = (password: string) => hash(password, ARGON2ID);
  const options = libraryOptions(parts, hashPassword);
  const library = betterAuth(options);
  const secure = config.BASE_URL.startsWith("https://");
  const cookie = sessionCookie({
    secret: secrets.authSecret,
    secure,
    maxAgeSeconds: config.SESSION_DAYS * 86_400,
  });

  return {
    handle: (request) => fitted.run({}, () => library.handler(request)),
    cookie,
    sessionToken: cookie.read,
    pendingSignIn: readSigned(secrets.authSecret, `${secure ? "__Secure-" : ""}vaulture.two_factor`),
    readAccessToken: accessTokenReader(db, parts.clock, config.BASE_URL),
    isPassword: (userId, password) => isPassword(db, userId, password),
    createAccount: (account) => createAccount(parts, account, hashPassword),
    missingSchema: async () => {
      const { toBeCreated, toBeAdded } = await getMigrations(options);
      return [...toBeCreated, ...toBeAdded].map(
        ({ table, fields }) => `${table} (${Object.keys(fields).join(", ")})`,
      );
    },
  };
}

function libraryOptions(parts: Parts, hashPassword: (password: string) => Promise<string>) {
  const { config, secrets, pool, db, clock } = parts;
  const timestamps = { createdAt: "created_at", updatedAt: "updated_at" };
  const event = (type: EventType, userId: string) =>
    recordEvent(db, clock, { type, actorId: userId, subject: { type: "user", id: userId } });

  return {
    appName: "Vaulture",
    baseURL: config.BASE_URL,
    basePath: "/api/auth",
    secret: secrets.authSecret,
    database: pool,
    telemetry: { enabled: false },
    logger: { disabled: true },
    // Our own limits stand in routes.ts: shared by all nodes, and aware of trusted proxies.
    rateLimit: { enabled: false },
    trustedOrigins: [config.BASE_URL],
    advanced: {
      cookiePrefix: "vaulture",
      useSecureCookies: config.BASE_URL.startsWith("https://"),
      database: { generateId: () => newId() },
      ipAddress: { ipAddressHeaders: [NETWORK_HEADER] },
    },
    user: { modelName: "users", fields: { emailVerified: "email_verified", ...timestamps } },
    session: {
      modelName: "sessions",
      fields: {
        ...timestamps,
        userId: "user_id",
        expiresAt: "expires_at",
        ipAddress: "ip_address",
        userAgent: "user_agent",
      },
      expiresIn: config.SESSION_DAYS * 86_400,
      // Our routes never prolong a session; the library would, so that a stolen one could be kept for ever.
      disableSessionRefresh: true,
      // What the library wants a fresh session for, we ask the password for.
      freshAge: 0,
    },
    account: {
      modelName: "accounts",
      fields: {
        ...timestamps,
        userId: "user_id",
        accountId: "account_id",
        providerId: "provider_id",
        accessToken: "access_token",
        refreshToken: "refresh_token",
        idToken: "id_token",
        accessTokenExpiresAt: "access_token_expires_at",
        refreshTokenExpiresAt: "refresh_token_expires_at",
      },
    },
    verification: { modelName: "verifications", fields: { ...timestamps, expiresAt: "expires_at" } },
    emailAndPassword: {
      enabled: true,
      // routes.ts signs in after signing up, so that a known and an unknown address get the same answer.
      autoSignIn: false,
      minPasswordLength: MINIMUM_PASSWORD,
      maxPasswordLength: 200,
      revokeSessionsOnPasswordReset: true,
      password: {
        hash: hashPassword,
        verify: async ({ hash: stored, password }: { hash: string; password: string }) => {
          const fits = await verify(stored, password);
          const request = fitted.getStore();
          if (fits && request) request.password = stored;
          return fits;
        },
      },
      sendResetPassword: async ({ user, token }: { user: Person; token: string }) =>
        queueMail(parts, passwordResetMail(config.BASE_URL, user, token)),
      onExistingUserSignUp: async ({ user }: { user: Person }) =>
        queueMail(parts, signUpAttemptMail(config.BASE_URL, user)),
      onPasswordReset: async ({ user }: { user: Person }, request?: Request) =>
        passwordChanged(parts, "user.password_reset", user, {
          device: describeDevice(request?.headers.get("user-agent") ?? ""),
          network: request?.headers.get(NETWORK_HEADER) ?? "",
          at: clock.now(),
        }),
    },
    emailVerification: {
      sendOnSignUp: true,
      expiresIn: 86_400,
      sendVerificationEmail: async ({ user, token }: { user: Person; token: string }) =>
        queueMail(parts, verificationMail(config.BASE_URL, user, token)),
    },
    databaseHooks: {
      user: { create: { after: async (user: { id: string }) => event("user.signed_up", user.id) } },
      session: {
        create: {
          before: async (session: { userId: string }, request: { path: string } | null) =>
            mayBegin(db, session.userId, request?.path),
          after: async (session: { id: string; userId: string }, request: { path: string } | null) => {
            // Asked again: a new password, or a suspension, may have ended all sessions since this one's was looked at.
            if (!(await mayBegin(db, session.userId, request?.path))) {
              await db.deleteFrom("sessions").where("id", "=", session.id).execute();
              throw new APIError("UNAUTHORIZED", { code: "INVALID_EMAIL_OR_PASSWORD" });
            }
            if (await isSignInPending(db, session.userId, request?.path)) return;
            await event("session.started", session.userId);
          },
        },
      },
    },
    plugins: [
      ...secondFactorPlugins(config),
      jwt({
        disableSettingJwtHeader: true,
        schema: {
          jwks: {
            modelName: "signing_keys",
            fields: {
              publicKey: "public_key",
              privateKey: "private_key",
              createdAt: "created_at",
              expiresAt: "expires_at",
            },
          },
        },
        jwt: {
          issuer: config.BASE_URL,
          audience: config.BASE_URL,
          expirationTime: `${config.ACCESS_TOKEN_EXPIRE_MINUTES}m`,
          definePayload: async ({ user, session }: { user: { id: string }; session: { id: string } }) => ({
            sub: user.id,
            sid: session.id,
            is_creator: await isCreator(db, user.id),
            scope: "access_token",
            iat: Math.floor(clock.now().getTime() / 1000),
          }),
        },
      }),
    ],
  };
}

async function createAccount(
  parts: Parts,
  account: NewAccount,
  hashPassword: (password: string) => Promise<string>,
) {
  const userId = newId();
  const now = account.createdAt ?? parts.clock.now();
  const password = await hashPassword(account.password);
  return parts.db.transaction().execute(async (trx) => {
    const inserted = await trx
      .insertInto("users")
      .values({
        id: userId,
        name: account.name,
        email: account.email.toLowerCase(),
        email_verified: account.verified,
        created_at: now,
        updated_at: now,
      })
      .onConflict((conflict) => conflict.column("email").doNothing())
      .executeTakeFirst();
    if (!inserted.numInsertedOrUpdatedRows) return null;
    await trx
      .insertInto("accounts")
      .values({
        id: newId(),
        user_id: userId,
        account_id: userId,
        provider_id: "credential",
        password,
        updated_at: now,
      })
      .execute();
    await recordEvent(
      trx,
      { now: () => now },
      {
        type: "user.signed_up",
        actorId: userId,
        subject: { type: "user", id: userId },
      },
    );
    return { userId };
  });
}

/** Whether a session may be made for this person by the library's endpoint at `path`. */
async function mayBegin(db: Database, userId: string, path: string | undefined): Promise<boolean> {
  if ((await isSuspended(db, userId)) || !(await opensSession(db, userId, path))) return false;
  const password = fitted.getStore()?.password;
  if (path !== PASSWORD_GIVEN || password === undefined) return true;
  return (await findPassword(db, userId)) === password;
}

async function findPassword(db: Database, userId: string): Promise<string | null> {
  const account = await db
    .selectFrom("accounts")
    .select("password")
    .where("user_id", "=", userId)
    .where("provider_id", "=", "credential")
    .executeTakeFirst();
  return account?.password ?? null;
}

async function isPassword(db: Database, userId: string, password: string): Promise<boolean> {
  const stored = await findPassword(db, userId);
  return stored !== null && verify(stored, password);
}

async function isSuspended(db: Database, userId: string): Promise<boolean> {
  const user = await db
    .selectFrom("users")
    .select("suspended_at")
    .where("id", "=", userId)
    .executeTakeFirst();
  return user?.suspended_at != null;
}

async function isCreator(db: Database, userId: string): Promise<boolean> {
  const member = await db
    .selectFrom("creator_members")
    .select("user_id")
    .where("user_id", "=", userId)
    .executeTakeFirst();
  return member !== undefined;
}

/** A session secret that belongs to no session; looks like any other. */
export function decoySessionToken(): string {
  return randomBytes(24).toString("base64url").slice(0, 32);
}
