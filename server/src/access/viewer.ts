/** Who is asking. Made once for each request, from a session cookie or an access token; never from anything else the client says. */
export type Visitor = { kind: "visitor" };
export type User = {
  kind: "user";
  userId: string;
  sessionId: string;
  name: string;
  email: string;
  isOperator: boolean;
  /** Signs in with more than the password. */
  hasSecondFactor: boolean;
  /** An operator who has to set up a second factor before they may act as one; `isOperator` is false meanwhile. */
  operatorWaits: boolean;
};
export type Viewer = Visitor | User;

export const VISITOR: Visitor = { kind: "visitor" };
