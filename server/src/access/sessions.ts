import type pg from "pg";
import { rowOfEach } from "../db/row-of-each.ts";
import type { Clock } from "../lib/clock.ts";
import { type User, VISITOR, type Viewer } from "./viewer.ts";

/** What a request brought as proof: the session's secret (cookie) or, from a verified access token, its id. */
export type SessionProof = { by: "token" | "id"; value: string };

export type ViewerFinder = (proof: SessionProof | null) => Promise<Viewer>;

/**
 * Finds the viewer behind a proof, asked of the database each time: a deleted session or a suspended person is a visitor at once.
 * Proofs that are in flight together are one query.
 */
export function viewerFinder(pool: pg.Pool, clock: Clock): ViewerFinder {
  const finder = (by: SessionProof["by"]) =>
    rowOfEach<string, Row>(pool, statements[by], (proofs) => [proofs, clock.now()]);
  const finders = { token: finder("token"), id: finder("id") };
  return async (proof) => {
    const row = proof && (await finders[proof.by](proof.value));
    return row ? toUser(row) : VISITOR;
  };
}

const text = (column: "token" | "id", type: "text" | "uuid") => `
  select asked.n::int as n, found.* from unnest((select $1::${type}[])) with ordinality asked (proof, n)
  cross join lateral (
    select s.id, s.user_id, u.name, u.email, u.operator_since is not null as is_operator,
      u.two_factor_enabled as has_second_factor
    from sessions s join users u on u.id = s.user_id
    where s.${column} = asked.proof and s.expires_at > $2 and u.suspended_at is null
    limit 1) found`;
const statements = {
  token: { name: "sessions-by-token", text: text("token", "text") },
  id: { name: "sessions-by-id", text: text("id", "uuid") },
};

type Row = {
  id: string;
  user_id: string;
  name: string;
  email: string;
  is_operator: boolean;
  has_second_factor: boolean;
};

function toUser(row: Row): User {
  return {
    kind: "user",
    userId: row.user_id,
    sessionId: row.id,
    name: row.name,
    email: row.email,
    isOperator: row.is_operator,
    hasSecondFactor: row.has_second_factor,
    operatorWaits: false,
  };
}
