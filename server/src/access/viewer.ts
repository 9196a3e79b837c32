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

/**
 * Who asks the question, from where and when: a user (null: nobody who is signed in), the session whose device takes a place, and the country of the address of this
 * very request (null: unknown).
 */
export type Asker = {
  userId: string | null;
  sessionId: string | null;
  country: string | null;
  at: Date;
};

/** Stands for whoever is not signed in, where an id is needed. */
export const NOBODY = "00000000-0000-0000-0000-000000000000";

export const VISITOR: Visitor = { kind: "visitor" };
