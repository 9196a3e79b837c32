export { type Decision, type DenyReason, decide } from "./decide.ts";
export {
  type FactReader,
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
export type { SessionProof } from "./sessions.ts";
export type { Asker, User } from "./viewer.ts";
