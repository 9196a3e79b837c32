import { sql } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../deps.ts";
import { afterCursor, exactTime, pageOf, whereAll } from "./paging.ts";
import type { ReportsQuery, report, reportsPage } from "./reports-schemas.ts";

type Report = z.input<typeof report>;
type Row = {
  id: string;
  exact: string;
  kind: Report["kind"];
  subject_id: string;
  post_id: string | null;
  said: string;
  author_id: string | null;
  author: string | null;
  post_status: string | null;
  hidden_at: Date | null;
  deleted_at: Date | null;
  comment_id: string | null;
  creator_id: string;
  handle: string;
  reporter_id: string;
  reporter: string;
  reason: Report["reason"];
  details: string;
  alike: number;
  created_at: Date;
  closed_at: Date | null;
  closed_by: string | null;
  closing_note: string | null;
};

/** What people want looked at, the latest first. For operators. */
export async function listReports(
  { db }: Pick<Deps, "db">,
  input: ReportsQuery,
): Promise<z.input<typeof reportsPage>> {
  const conditions = [
    input.state === "open" ? sql`r.closed_at is null` : sql`r.closed_at is not null`,
    ...afterCursor(input.cursor, { time: "r.created_at", id: "r.id" }),
  ];
  const { rows } = await sql<Row>`
    select r.id, r.kind, r.subject_id, r.said, r.creator_id, r.reporter_id, r.reason, r.details, r.created_at, r.closed_at,
      r.closing_note, ${exactTime("r.created_at")} as exact, c.handle, u.name as reporter, b.name as closed_by, p.id as post_id,
      p.status as post_status, m.id as comment_id, m.hidden_at, m.deleted_at, m.author_id, a.name as author,
      (select count(*)::int from reports o
        where o.subject_id = r.subject_id and o.closed_at is null and o.id <> r.id) as alike
    from reports r join creators c on c.id = r.creator_id join users u on u.id = r.reporter_id
    left join users b on b.id = r.closed_by
    left join comments m on r.kind = 'comment' and m.id = r.subject_id
    left join users a on a.id = m.author_id
    left join posts p on p.id = case when r.kind = 'post' then r.subject_id else m.post_id end
    ${whereAll(conditions)}
    order by r.created_at desc, r.id desc limit ${input.limit + 1}`.execute(db);
  const { rows: counted } = await sql<{ open: number }>`
    select count(*)::int as open from reports where closed_at is null`.execute(db);
  return { ...pageOf(rows, input.limit, toReport), open: counted[0]!.open };
}

function toReport(row: Row): Report {
  return {
    id: row.id,
    kind: row.kind,
    subject: {
      id: row.subject_id,
      postId: row.post_id,
      said: row.said,
      author: row.author_id ? { id: row.author_id, name: row.author! } : null,
      state: stateOf(row),
    },
    creator: { id: row.creator_id, handle: row.handle },
    reporter: { id: row.reporter_id, name: row.reporter },
    reason: row.reason,
    details: row.details,
    alike: row.alike,
    createdAt: row.created_at.toISOString(),
    closed: row.closed_at && {
      at: row.closed_at.toISOString(),
      by: row.closed_by,
      note: row.closing_note!,
    },
  };
}

function stateOf(row: Row): Report["subject"]["state"] {
  if (!row.post_id || (row.kind === "comment" && (!row.comment_id || row.deleted_at))) return "gone";
  if (row.kind === "comment") return row.hidden_at ? "hidden" : "there";
  if (row.post_status === "removed") return "removed";
  return row.post_status === "published" ? "there" : "out_of_sight";
}
