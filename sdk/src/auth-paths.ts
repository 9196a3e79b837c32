type Shape = { query?: object; body?: unknown };

/** One operation, in the shape that the generated paths have. */
interface Operation<Answer, Input extends Shape = Shape> {
  parameters: { query?: Input["query"]; path?: never };
  requestBody?: { content: { "application/json": Input["body"] } };
  responses: { 200: { content: { "application/json": Answer } } };
}

type Done = Record<string, unknown>;

/** The sign-in routes, which are not part of the generated document. */
export interface AuthPaths {
  "/api/auth/sign-up/email": {
    post: Operation<Done, { body: { name: string; email: string; password: string; callbackURL?: string } }>;
  };
  "/api/auth/sign-in/email": { post: Operation<Done, { body: { email: string; password: string } }> };
  /** A code of the app or a backup code, after a password that was answered with `second_step_required`. */
  "/api/auth/sign-in/second-step": {
    post: Operation<Done, { body: { code: string; trustDevice?: boolean } }>;
  };
  "/api/auth/two-factor/enable": {
    post: Operation<
      { uri: string; key: string; qr: { size: number; path: string }; backupCodes: string[] },
      { body: { password: string } }
    >;
  };
  "/api/auth/two-factor/confirm": { post: Operation<Done, { body: { code: string } }> };
  "/api/auth/two-factor/backup-codes": {
    post: Operation<{ backupCodes: string[] }, { body: { password: string } }>;
  };
  "/api/auth/passkey/registration-options": { post: Operation<Done, { body: { password: string } }> };
  "/api/auth/passkey/registration": { post: Operation<Done, { body: { response: object; name: string } }> };
  "/api/auth/passkey/sign-in-options": { post: Operation<Done, { body: object }> };
  "/api/auth/passkey/sign-in": { post: Operation<Done, { body: { response: object } }> };
  "/api/auth/sign-out": { post: Operation<Done> };
  "/api/auth/request-password-reset": {
    post: Operation<Done, { body: { email: string; redirectTo: string } }>;
  };
  "/api/auth/reset-password": { post: Operation<Done, { body: { newPassword: string; token: string } }> };
  "/api/auth/change-password": {
    post: Operation<Done, { body: { currentPassword: string; newPassword: string } }>;
  };
  "/api/auth/update-user": { post: Operation<Done, { body: { name: string } }> };
  "/api/auth/send-verification-email": {
    post: Operation<Done, { body: { email: string; callbackURL?: string } }>;
  };
  "/api/auth/verify-email": { get: Operation<Done, { query: { token: string } }> };
  "/api/auth/get-session": { get: Operation<object | null> };
}
