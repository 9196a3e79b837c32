import type { z } from "zod";
import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { invalidField } from "../../errors.ts";
import { BYTE_ORDER_MARK, type CsvFile } from "../../http/csv-file.ts";
import { csvRow } from "../../lib/csv.ts";
import { decodeCursor, encodeCursor } from "../../lib/cursor.ts";
import { containsPattern } from "../../lib/like-pattern.ts";
import { decimalText } from "../../lib/money.ts";
import { getCreatorForMember } from "../creators/index.ts";
import type { Member, MembersQuery, memberPage } from "./schemas.ts";

type Row = {
  id: string;
  user_id: string;
  name: string;
  email: string;
  status: Member["status"];
  tier_id: string;
  tier_name: string;
  price_amount: number;
  price_currency: string;
  interval: "month" | "year";
  started_at: Date | null;
  created_at: Date;
  paid_until: Date | null;
  ended_at: Date | null;
  paid: number;
};
type Filter = Pick<MembersQuery, "query" | "status" | "tier">;

/** A creator's members, past ones too, the latest first; for its own people. */
export async function listMembers(
  deps: Deps,
  user: User,
  input: MembersQuery & { handle: string },
): Promise<z.input<typeof memberPage>> {
  const creator = await getCreatorForMember(deps, user, input.handle, "analyst");
  const rows = await memberRows(deps, creator.id, input, { cursor: input.cursor, limit: input.limit + 1 });
  const last = rows.length > input.limit ? rows[input.limit - 1]! : null;
  return { items: rows.slice(0, input.limit).map(toMember), nextCursor: last && cursorAfter(last) };
}

const COLUMNS = [
  "Name",
  "E-mail",
  "State",
  "Tier",
  "Interval",
  "Price",
  "Currency",
  "Member since (UTC)",
  "Paid until (UTC)",
  "Ended (UTC)",
  "Paid in all",
];
const PAGE = 1000;

/** The same as CSV, a page in memory at a time. */
export async function exportMembers(
  deps: Deps,
  user: User,
  input: Filter & { handle: string },
): Promise<CsvFile> {
  const creator = await getCreatorForMember(deps, user, input.handle, "analyst");
  const today = deps.clock.now().toISOString().slice(0, 10);
  return { name: `members-${creator.handle}-${today}.csv`, lines: memberLines(deps, creator.id, input) };
}

async function* memberLines(deps: Deps, creatorId: string, filter: Filter): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvRow(COLUMNS);
  for (let cursor: string | undefined; ; ) {
    const rows = await memberRows(deps, creatorId, filter, { cursor, limit: PAGE });
    if (rows.length > 0) yield rows.map((row) => csvRow(csvOf(toMember(row)))).join("");
    if (rows.length < PAGE) return;
    cursor = cursorAfter(rows.at(-1)!);
  }
}

function csvOf(member: Member): string[] {
  const { price, paid } = member;
  return [
    member.name,
    member.email,
    member.status,
    member.tier.name,
    member.interval,
    decimalText(price),
    price.currency.toUpperCase(),
    member.since ?? "",
    member.paidUntil ?? "",
    member.endedAt ?? "",
    decimalText(paid),
  ];
}

async function memberRows(
  { pool }: Pick<Deps, "pool">,
  creatorId: string,
  filter: Filter,
  page: { cursor?: string | undefined; limit: number },
): Promise<Row[]> {
  const after = page.cursor === undefined ? null : decodeCursor(page.cursor, ["time", "uuid"]);
  if (page.cursor !== undefined && !after) throw invalidField("cursor", "is not one of ours");
  const { rows } = await pool.query<Row>(
    `select s.id, s.user_id, u.name, u.email, s.status, s.tier_id, t.name as tier_name, s.price_amount, s.price_currency, s.interval,
       s.started_at, s.created_at, s.paid_until, s.ended_at,
       (select coalesce(sum(p.net_amount + p.kept_fee_amount), 0)::int from purchases p where p.subscription_id = s.id) as paid
     from subscriptions s join users u on u.id = s.user_id join tiers t on t.id = s.tier_id
     where s.creator_id = $1 and s.started_at is not null
       and ($2::text is null or u.name ilike $2 or u.email ilike $2)
       and ($3::text is null or s.status = $3) and ($4::uuid is null or s.tier_id = $4)
       and ($5::timestamptz is null or (s.created_at, s.id) < ($5, $6::uuid))
     order by s.created_at desc, s.id desc limit $7`,
    [
      creatorId,
      filter.query ? containsPattern(filter.query) : null,
      filter.status ?? null,
      filter.tier ?? null,
      after?.[0] ?? null,
      after?.[1] ?? null,
      page.limit,
    ],
  );
  return rows;
}

function cursorAfter(row: Row): string {
  return encodeCursor([row.created_at.toISOString(), row.id]);
}

function toMember(row: Row): Member {
  return {
    id: row.id,
    userId: row.user_id,
    name: row.name,
    email: row.email,
    status: row.status,
    tier: { id: row.tier_id, name: row.tier_name },
    price: { amount: row.price_amount, currency: row.price_currency },
    interval: row.interval,
    since: row.started_at?.toISOString() ?? null,
    paidUntil: row.paid_until?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    paid: { amount: row.paid, currency: row.price_currency },
  };
}
