export { cancelMembership } from "./change-membership.ts";
export { createTier } from "./create-tier.ts";
export { endMemberships } from "./end-memberships.ts";
export { tellEndings } from "./notices.ts";
export { reconcileMemberships } from "./reconcile-memberships.ts";
export { membershipsRoutes } from "./routes.ts";
export { settleMembership } from "./settle-membership.ts";
export { startMembership } from "./start-membership.ts";
