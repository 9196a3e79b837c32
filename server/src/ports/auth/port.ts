/** What an access token vouches for once its signature and age were checked. */
export type AccessToken = { sessionId: string; userId: string; expiresAt: Date };

export type SessionCookie = {
  name: string;
  /** The session secret in a Cookie header, if its signature holds; synchronous, for the hot path. */
  read(cookieHeader: string | undefined): string | null;
  /** A Set-Cookie value that carries `token`. */
  write(token: string): string;
};

export type NewAccount = {
  name: string;
  email: string;
  password: string;
  verified: boolean;
  /** Default: now. Earlier for somebody who was here before this installation was. */
  createdAt?: Date;
};

/** Accounts, sessions and tokens, whichever library keeps them. */
export type AuthPort = {
  /** Serves /api/auth/*. */
  handle(request: Request): Promise<Response>;
  cookie: SessionCookie;
  /** The session secret in a Cookie header, if its signature holds. Says nothing about whether the session still lives. */
  sessionToken(cookieHeader: string | undefined): string | null;
  /** Which sign-in waits for its second step, as a Cookie header says; null unless its signature holds. */
  pendingSignIn(cookieHeader: string | undefined): string | null;
  /** Checks an access token's signature, issuer, audience, scope and age. Verified tokens are remembered until they expire. */
  readAccessToken(token: string): Promise<AccessToken | null>;
  /** Whether this is the account's password. Does not count the tries. */
  isPassword(userId: string, password: string): Promise<boolean>;
  /** Makes an account without a session; null when the address is taken. */
  createAccount(account: NewAccount): Promise<{ userId: string } | null>;
  /** Tables or columns that the library would add to ours; empty when the migrations are complete. */
  missingSchema(): Promise<string[]>;
};
