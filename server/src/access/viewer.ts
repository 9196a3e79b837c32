/** Who is asking. Made once for each request, from a session cookie or an access token; never from anything else the client says. */
export type Visitor = { kind: "visitor" };
export type User = {
  kind: "user";
  userId: string;
  sessionId: string;
  name: string;
  email: string;
  isOperator: boolean;
};
export type Viewer = Visitor | User;

export const VISITOR: Visitor = { kind: "visitor" };
