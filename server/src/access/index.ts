export { countingPurchaseFirst } from "./counting-purchase.ts";
export { DENY_REASONS, type Decision, type DenyReason, decide, type Grant, type Question } from "./decide.ts";
export {
  decidePost,
  POST_DENY_REASONS,
  type PostDecision,
  type PostDenyReason,
} from "./decide-post.ts";
export {
  type FactRow,
  type FileFacts,
  factColumns,
  factJoins,
  factsFinder,
  findFacts,
  findFileFacts,
  toFacts,
} from "./facts.ts";
export type { AskerSql } from "./grants.ts";
export { isMarked, isThroughPost } from "./is-marked.ts";
export { isOpenMembership, openMembership } from "./open-membership.ts";
export { findPostFacts, type PostFactRow, readPosts } from "./post-facts.ts";
export { readerWithin } from "./reader-within.ts";
export type { SessionProof } from "./sessions.ts";
export { type Asker, NOBODY, type User } from "./viewer.ts";
