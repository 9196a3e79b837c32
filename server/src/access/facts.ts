import type pg from "pg";
import { rowOfEach } from "../db/row-of-each.ts";
import { listedArm, memberArm, purchaseArm } from "./grants.ts";

/** Everything the decision looks at, read in one statement. */
export type FileFacts = {
  file: {
    id: string;
    creatorId: string;
    name: string;
    sizeBytes: number;
    contentType: string;
    /** Media type to show it as in a page; null when it is no image, audio or video that browsers show by themselves. */
    viewType: string | null;
    sha256: string | null;
    ready: boolean;
  };
  creatorSuspended: boolean;
  /** Some published product offers the file. */
  listed: boolean;
  memberRole: "owner" | "editor" | "analyst" | null;
  purchase: {
    id: string;
    productId: string;
    endedAt: Date | null;
    endedReason: string | null;
    /** An operator took the product down, and from its buyers too. */
    productClosed: boolean;
  } | null;
};

/** Columns and joins of the facts for the file `f` and the viewer `viewer` (an SQL expression); the hot path joins more to them. */
export const factColumns = (
  viewer: string,
) => `f.id as file_id, f.creator_id, f.name as file_name, f.size_bytes, f.content_type,
  f.sha256, f.view_type, f.status as file_status, c.suspended_at is not null as creator_suspended, ${listedArm} as listed,
  ${memberArm(viewer)} as member_role,
  bp.id as purchase_id, bp.product_id as purchase_product_id, bp.access_ended_at, bp.access_ended_reason, bp.product_closed`;
export const factJoins = (viewer: string) =>
  `join creators c on c.id = f.creator_id left join ${purchaseArm(viewer)} bp on true`;

export type FactRow = {
  file_id: string;
  creator_id: string;
  file_name: string;
  size_bytes: number;
  content_type: string;
  view_type: string | null;
  sha256: string | null;
  file_status: string;
  creator_suspended: boolean;
  listed: boolean;
  member_role: "owner" | "editor" | "analyst" | null;
  purchase_id: string | null;
  purchase_product_id: string | null;
  access_ended_at: Date | null;
  access_ended_reason: string | null;
  product_closed: boolean | null;
};

/** The facts of each of `fileIds` that exists, for one user; one query however many. */
export async function findFacts(
  pool: pg.Pool,
  userId: string,
  fileIds: string[],
): Promise<Map<string, FileFacts>> {
  const { rows } = await pool.query<FactRow>({
    name: "file-facts",
    text: `select ${factColumns("$1::uuid")} from files f ${factJoins("$1::uuid")} where f.id = any($2::uuid[])`,
    values: [userId, fileIds],
  });
  return new Map(rows.map((row) => [row.file_id, toFacts(row)]));
}

/** The facts of one file, or null when there is none. */
export async function findFileFacts(
  pool: pg.Pool,
  userId: string,
  fileId: string,
): Promise<FileFacts | null> {
  const { rows } = await pool.query<FactRow>({
    name: "one-files-facts",
    text: `select ${factColumns("$1::uuid")} from files f ${factJoins("$1::uuid")} where f.id = $2`,
    values: [userId, fileId],
  });
  return rows[0] ? toFacts(rows[0]) : null;
}

/** Finds the facts of one file for one user, or null when there is no such file; what is asked together is one query. */
export function factsFinder(pool: pg.Pool): (asked: Asked) => Promise<FileFacts | null> {
  const findRow = rowOfEach<Asked, FactRow>(pool, factsOfMany, (asked) => [
    asked.map(({ userId }) => userId),
    asked.map(({ fileId }) => fileId),
  ]);
  return async (asked) => {
    const row = await findRow(asked);
    return row ? toFacts(row) : null;
  };
}

type Asked = { userId: string; fileId: string };
const factsOfMany = {
  name: "facts-of-many",
  text: `select asked.n::int as n, found.*
    from unnest((select $1::uuid[]), (select $2::uuid[])) with ordinality asked (user_id, file_id, n)
    cross join lateral (
      select ${factColumns("asked.user_id")} from files f ${factJoins("asked.user_id")}
      where f.id = asked.file_id limit 1) found`,
};

export function toFacts(row: FactRow): FileFacts {
  return {
    file: {
      id: row.file_id,
      creatorId: row.creator_id,
      name: row.file_name,
      sizeBytes: row.size_bytes,
      contentType: row.content_type,
      viewType: row.view_type === "none" ? null : row.view_type,
      sha256: row.sha256,
      ready: row.file_status === "ready",
    },
    creatorSuspended: row.creator_suspended,
    listed: row.listed,
    memberRole: row.member_role,
    purchase: row.purchase_id
      ? {
          id: row.purchase_id,
          productId: row.purchase_product_id!,
          endedAt: row.access_ended_at,
          endedReason: row.access_ended_reason,
          productClosed: row.product_closed === true,
        }
      : null,
  };
}
