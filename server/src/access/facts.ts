import type pg from "pg";
import { rowOfEach } from "../db/row-of-each.ts";
import type { PostFacts } from "./decide-post.ts";
import { type AskerSql, listedArm, memberArm, postsArm, purchaseArm } from "./grants.ts";
import { type PostFactRow, toPostFacts } from "./post-facts.ts";
import type { Asker } from "./viewer.ts";

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
  /** Which pictures of the creator's posts are shown with a mark of whoever looks at them. */
  watermark: "off" | "paid" | "all";
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
    /** The product is not offered where the request comes from. */
    countryClosed: boolean;
    /** As many other devices hold places as may. */
    devicesFull: boolean;
    /** The file was downloaded as often as it may be. */
    downloadsUsedUp: boolean;
    /** Downloads or devices are counted: a request for bytes has to be noted before it is answered. */
    counted: boolean;
  } | null;
  /** The posts that hold it, and whether those who may see one may also keep its media. */
  posts: (PostFacts & { offersOriginals: boolean })[];
};

/** Columns and joins of the facts for the file `f` and who asks; the hot path joins more to them. */
export const factColumns = (
  asker: Pick<AskerSql, "viewer" | "at">,
) => `f.id as file_id, f.creator_id, f.name as file_name, f.size_bytes, f.content_type,
  f.sha256, f.view_type, f.status as file_status, c.suspended_at is not null as creator_suspended, c.watermark, ${listedArm} as listed,
  ${memberArm(asker.viewer)} as member_role,
  bp.id as purchase_id, bp.product_id as purchase_product_id, bp.access_ended_at, bp.access_ended_reason, bp.product_closed,
  bp.country_closed, bp.devices_full, bp.downloads_used_up, bp.counted, ${postsArm(asker)} as posts`;
export const factJoins = (asker: AskerSql) =>
  `join creators c on c.id = f.creator_id left join ${purchaseArm(asker)} bp on true`;

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
  watermark: "off" | "paid" | "all";
  listed: boolean;
  member_role: "owner" | "editor" | "analyst" | null;
  purchase_id: string | null;
  purchase_product_id: string | null;
  access_ended_at: Date | null;
  access_ended_reason: string | null;
  product_closed: boolean | null;
  country_closed: boolean | null;
  devices_full: boolean | null;
  downloads_used_up: boolean | null;
  counted: boolean | null;
  posts: (PostFactRow & { offers_originals: boolean })[] | null;
};

/** The first four values of a statement are who asks. */
const ASKER: AskerSql = {
  viewer: "$1::uuid",
  session: "$2::uuid",
  country: "$3::text",
  at: "$4::timestamptz",
};
const facts = `select ${factColumns(ASKER)} from files f ${factJoins(ASKER)}`;
const valuesOf = ({ userId, sessionId, country, at }: Asker) => [userId, sessionId, country, at];

/** The pool, or a transaction that wants to see its own rows. */
export type FactReader = {
  query<Row extends pg.QueryResultRow>(statement: {
    name: string;
    text: string;
    values: unknown[];
  }): Promise<{ rows: Row[] }>;
};

/** The facts of each of `fileIds` that exists, for one asker; one query however many. */
export async function findFacts(
  pool: pg.Pool,
  asker: Asker,
  fileIds: string[],
): Promise<Map<string, FileFacts>> {
  const { rows } = await pool.query<FactRow>({
    name: "file-facts",
    text: `${facts} where f.id = any($5::uuid[])`,
    values: [...valuesOf(asker), fileIds],
  });
  return new Map(rows.map((row) => [row.file_id, toFacts(row)]));
}

/** The facts of one file, or null when there is none. */
export async function findFileFacts(
  pool: FactReader,
  asker: Asker,
  fileId: string,
): Promise<FileFacts | null> {
  const { rows } = await pool.query<FactRow>({
    name: "one-files-facts",
    text: `${facts} where f.id = $5`,
    values: [...valuesOf(asker), fileId],
  });
  return rows[0] ? toFacts(rows[0]) : null;
}

/** Finds the facts of one file, or null when there is no such file; what is asked together is one query. */
export function factsFinder(pool: pg.Pool): (asker: Asker, fileId: string) => Promise<FileFacts | null> {
  const findRow = rowOfEach<Asker & { fileId: string }, FactRow>(pool, factsOfMany, (asked) => [
    asked.map(({ userId }) => userId),
    asked.map(({ sessionId }) => sessionId),
    asked.map(({ country }) => country),
    asked.map(({ fileId }) => fileId),
    asked.at(-1)!.at,
  ]);
  return async (asker, fileId) => {
    const row = await findRow({ ...asker, fileId });
    return row ? toFacts(row) : null;
  };
}

const EACH: AskerSql = {
  viewer: "asked.user_id",
  session: "asked.session_id",
  country: "asked.country",
  at: "$5",
};
const factsOfMany = {
  name: "facts-of-many",
  text: `select asked.n::int as n, found.*
    from unnest((select $1::uuid[]), (select $2::uuid[]), (select $3::text[]), (select $4::uuid[]))
      with ordinality asked (user_id, session_id, country, file_id, n)
    cross join lateral (
      select ${factColumns(EACH)} from files f ${factJoins(EACH)}
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
    watermark: row.watermark,
    listed: row.listed,
    memberRole: row.member_role,
    purchase: row.purchase_id
      ? {
          id: row.purchase_id,
          productId: row.purchase_product_id!,
          endedAt: row.access_ended_at,
          endedReason: row.access_ended_reason,
          productClosed: row.product_closed === true,
          countryClosed: row.country_closed === true,
          devicesFull: row.devices_full === true,
          downloadsUsedUp: row.downloads_used_up === true,
          counted: row.counted === true,
        }
      : null,
    posts: (row.posts ?? []).map((post) => ({
      ...toPostFacts(post),
      offersOriginals: post.offers_originals,
    })),
  };
}
