export { createAuth } from "./auth.ts";
export { forgetUnreadableKeys } from "./forget-unreadable-keys.ts";
export { makeOperator } from "./make-operator.ts";
export { authRoutes, identityRoutes } from "./routes.ts";
export { sendVerification } from "./send-verification.ts";
export { setUserSuspended } from "./set-user-suspended.ts";
export { signOutEverywhere } from "./sign-out-everywhere.ts";
export { sweepSessions } from "./sweep-sessions.ts";
