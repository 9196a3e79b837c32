export { type Decision, type DenyReason, decide, type Grant } from "./decide.ts";
export { type FactRow, type FileFacts, factColumns, factJoins, findFacts, toFacts } from "./facts.ts";
export { findViewer, type SessionProof } from "./sessions.ts";
export { type User, VISITOR, type Viewer, type Visitor } from "./viewer.ts";
