import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { z } from "zod";
import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { AppError, invalidField } from "../../errors.ts";
import { decodeCursor, encodeCursor } from "../../lib/cursor.ts";
import { isId } from "../../lib/ids.ts";
import { containsPattern } from "../../lib/like-pattern.ts";
import type { MailsQuery, mailDetail, mailRow } from "./schemas.ts";
import { holdsSecret, isSandboxMail } from "./secret-kinds.ts";

type Row = {
  id: string;
  exact: string;
  to_address: string;
  subject: string;
  kind: string;
  error: string | null;
  created_at: Date;
  sent_at: Date | null;
};

const STATES: Record<NonNullable<MailsQuery["state"]>, RawBuilder<unknown>> = {
  waiting: sql`sent_at is null and error is null`,
  sent: sql`sent_at is not null`,
  failed: sql`sent_at is null and error is not null`,
};

/** The mail log, the newest first, with the kinds there are. For operators. */
export async function listMails(deps: Pick<Deps, "db">, input: MailsQuery) {
  const { query } = input;
  const like = query ? containsPattern(query) : null;
  const page = await pageOfMails(deps, input, [
    ...(query && isId(query) ? [sql`id = ${query}::uuid`] : []),
    ...(query && !isId(query) ? [sql`(to_address ilike ${like} or subject ilike ${like})`] : []),
    ...(input.kind ? [sql`kind = ${input.kind}`] : []),
    ...(input.state ? [STATES[input.state]] : []),
  ]);
  const kinds = await deps.db.selectFrom("mails").select("kind").distinct().orderBy("kind").execute();
  return { ...page, kinds: kinds.map(({ kind }) => kind) };
}

/**
 * On a test installation: the mails to one's own address, to an operator all of them. Elsewhere there is nothing here, for
 * anybody.
 */
export async function listOwnMails(
  deps: Pick<Deps, "db" | "config">,
  user: User,
  input: { cursor?: string; limit: number },
) {
  if (!isSandboxMail(deps.config)) throw new AppError("not_found");
  return pageOfMails(deps, input, user.isOperator ? [] : [own(user)]);
}

/** One mail with its text. For operators. A link that opens somebody's account is not shown to them. */
export async function getMail(
  deps: Pick<Deps, "db" | "config">,
  id: string,
): Promise<z.input<typeof mailDetail>> {
  const mail = await deps.db.selectFrom("mails").selectAll().where("id", "=", id).executeTakeFirst();
  if (!mail) throw new AppError("not_found");
  const hidden = holdsSecret(deps.config, mail.kind);
  return {
    ...toMail(mail),
    text: hidden ? null : mail.text_body,
    hasHtml: !hidden && mail.html_body !== "",
  };
}

/** The same on a test installation, for whom the mail was sent to. */
export async function getOwnMail(deps: Pick<Deps, "db" | "config">, user: User, id: string) {
  await requireOwnMail(deps, user, id);
  return getMail(deps, id);
}

/** A mail's HTML, for a frame in which no script runs. */
export async function getMailHtml(deps: Pick<Deps, "db" | "config">, id: string): Promise<string> {
  const mail = await deps.db
    .selectFrom("mails")
    .select(["html_body", "kind"])
    .where("id", "=", id)
    .executeTakeFirst();
  if (!mail || mail.html_body === "" || holdsSecret(deps.config, mail.kind)) throw new AppError("not_found");
  // Its links open beside the page that shows it, never inside the frame.
  return mail.html_body.replace(/<head[^>]*>/i, (head) => `${head}<base target="_blank">`);
}

export async function requireOwnMail(
  deps: Pick<Deps, "db" | "config">,
  user: User,
  id: string,
): Promise<void> {
  const mail = isSandboxMail(deps.config)
    ? await deps.db
        .selectFrom("mails")
        .select("id")
        .where("id", "=", id)
        .where(user.isOperator ? sql<SqlBool>`true` : own(user))
        .executeTakeFirst()
    : undefined;
  if (!mail) throw new AppError("not_found");
}

/** By the account it is about, not by an address that nobody has proved: that may have been somebody else's before. */
function own(user: User): RawBuilder<SqlBool> {
  return sql<SqlBool>`(user_id = ${user.userId} or (user_id is null and to_address = ${user.email}))`;
}

async function pageOfMails(
  deps: Pick<Deps, "db">,
  input: { cursor?: string; limit: number },
  conditions: RawBuilder<unknown>[],
) {
  const start = input.cursor === undefined ? null : decodeCursor(input.cursor, ["time", "uuid"]);
  if (input.cursor !== undefined && !start) throw invalidField("cursor", "is not one of ours");
  const all = [
    sql`true`,
    ...conditions,
    ...(start ? [sql`(created_at, id) < (${start[0]}::timestamptz, ${start[1]}::uuid)`] : []),
  ];
  const { rows } = await sql<Row>`
    select id, to_address, subject, kind, error, created_at, sent_at,
      to_char(created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as exact
    from mails where ${sql.join(all, sql` and `)}
    order by created_at desc, id desc limit ${input.limit + 1}`.execute(deps.db);
  const shown = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? shown.at(-1) : undefined;
  return { items: shown.map(toMail), nextCursor: last ? encodeCursor([last.exact, last.id]) : null };
}

function toMail(row: Omit<Row, "exact">): z.input<typeof mailRow> {
  return {
    id: row.id,
    to: row.to_address,
    subject: row.subject,
    kind: row.kind,
    state: row.sent_at ? "sent" : row.error ? "failed" : "waiting",
    error: row.error,
    createdAt: row.created_at.toISOString(),
    sentAt: row.sent_at?.toISOString() ?? null,
  };
}
