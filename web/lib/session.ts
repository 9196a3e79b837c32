import { ApiError, type Membership, type Session } from "@vaulture/sdk";
import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { adultCookie } from "./adult-cookie";
import { localPath, signInPath } from "./local-path";
import { requestedPathHeader } from "./requested-path";
import { serverApi } from "./server-api";
import { themeCookie } from "./theme";

/** Who is signed in, or null; asked at most once a request and not at all without a cookie. */
export const findSession = cache(async (): Promise<Session | null> => {
  const names = (await cookies()).getAll().map((cookie) => cookie.name);
  if (!names.some((name) => name !== themeCookie && name !== adultCookie)) return null;
  try {
    return await (await serverApi()).get("/api/v1/me");
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
});

/** Whether this browser was signed in and the session has ended since, here or elsewhere. */
export async function hasEndedSession(): Promise<boolean> {
  const names = (await cookies()).getAll().map((cookie) => cookie.name);
  return names.some((name) => name.endsWith("vaulture.session_token")) && (await findSession()) === null;
}

/** Who is signed in; a visitor is sent to sign in and back to the very page they asked for, else to `path`. */
export async function requireSession(path: string): Promise<Session> {
  const session = await findSession();
  return session ?? redirect(signInPath(localPath((await headers()).get(requestedPathHeader), path)));
}

/**
 * The signed-in operator, sent to set up a second factor first where one is needed; anybody else sees a page that does not exist.
 */
export async function requireOperator(path: string): Promise<Session> {
  const session = await requireSession(path);
  if (session.user.needsTwoFactor) redirect("/account#two-factor");
  return session.user.isOperator ? session : notFound();
}

/** The visitor's own membership of that creator; anybody else sees a page that does not exist. */
export async function requireMembership(handle: string, path: string): Promise<Membership> {
  const session = await requireSession(path);
  return session.creators.find((creator) => creator.handle === handle) ?? notFound();
}
