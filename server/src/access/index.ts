export { type Decision, type DenyReason, decide } from "./decide.ts";
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
export type { SessionProof } from "./sessions.ts";
export type { User } from "./viewer.ts";
