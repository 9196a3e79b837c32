export { createAuth } from "./auth.ts";
export { makeOperator } from "./make-operator.ts";
export { authRoutes, identityRoutes } from "./routes.ts";
export { setUserSuspended } from "./set-user-suspended.ts";
