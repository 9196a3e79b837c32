import type pg from "pg";
import { type User, VISITOR, type Viewer } from "./viewer.ts";

/** What a request brought as proof: the session's secret (cookie) or, from a verified access token, its id. */
export type SessionProof = { by: "token" | "id"; value: string };

const columns = `s.id, s.user_id, u.name, u.email, u.operator_since is not null as is_operator
  from sessions s join users u on u.id = s.user_id
  where s.expires_at > $2 and u.suspended_at is null`;
const statements = {
  token: { name: "session-by-token", text: `select ${columns} and s.token = $1` },
  id: { name: "session-by-id", text: `select ${columns} and s.id = $1` },
};

type Row = { id: string; user_id: string; name: string; email: string; is_operator: boolean };

/** The viewer behind a proof, asked of the database each time: a deleted session or a suspended person is a visitor at once. */
export async function findViewer(pool: pg.Pool, proof: SessionProof | null, now: Date): Promise<Viewer> {
  if (!proof) return VISITOR;
  const { rows } = await pool.query<Row>({ ...statements[proof.by], values: [proof.value, now] });
  return rows[0] ? toUser(rows[0]) : VISITOR;
}

function toUser(row: Row): User {
  return {
    kind: "user",
    userId: row.user_id,
    sessionId: row.id,
    name: row.name,
    email: row.email,
    isOperator: row.is_operator,
  };
}
