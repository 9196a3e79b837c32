import type { z } from "zod";
import type { Deps } from "../../deps.ts";
import { AppError, invalidField } from "../../errors.ts";
import { decodeCursor, encodeCursor } from "../../lib/cursor.ts";
import { RULES } from "./rules.ts";
import type { alert, alertsQuery } from "./schemas.ts";

type Row = {
  id: string;
  rule: string;
  about: string;
  state: "open" | "acknowledged";
  amount: number;
  detail: Record<string, unknown>;
  first_at: Date;
  last_at: Date;
  acknowledged_at: Date | null;
  user_id: string | null;
  user_name: string;
  user_email: string;
  user_suspended: boolean;
  muted_until: Date | null;
};

const COLUMNS = `a.id, a.rule, a.about, a.state, a.amount, a.detail, a.first_at, a.last_at, a.acknowledged_at, a.user_id,
  u.name as user_name, u.email as user_email, u.suspended_at is not null as user_suspended, m.until as muted_until
  from alerts a left join users u on u.id = a.user_id
  left join alert_mutes m on m.rule = a.rule and m.about = a.about and m.until > $1`;

/** Alerts, the one heard of last first. */
export async function listAlerts(deps: Pick<Deps, "pool" | "clock">, input: z.output<typeof alertsQuery>) {
  const after = input.cursor === undefined ? null : decodeCursor(input.cursor, ["time", "uuid"]);
  if (input.cursor !== undefined && !after) throw invalidField("cursor", "is not one of ours");
  const { rows } = await deps.pool.query<Row>(
    `select ${COLUMNS}
     where ($2::text is null or a.state = $2) and ($3::timestamptz is null or (a.last_at, a.id) < ($3, $4::uuid))
     order by a.last_at desc, a.id desc limit $5`,
    [deps.clock.now(), input.state ?? null, after?.[0] ?? null, after?.[1] ?? null, input.limit + 1],
  );
  const shown = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? shown.at(-1)! : null;
  return {
    items: shown.map(toAlert),
    nextCursor: last && encodeCursor([last.last_at.toISOString(), last.id]),
  };
}

export async function getAlert(deps: Pick<Deps, "pool" | "clock">, id: string) {
  const { rows } = await deps.pool.query<Row>(`select ${COLUMNS} where a.id = $2`, [deps.clock.now(), id]);
  if (!rows[0]) throw new AppError("not_found");
  return toAlert(rows[0]);
}

function toAlert(row: Row): z.input<typeof alert> {
  const rule = RULES.find(({ name }) => name === row.rule);
  return {
    id: row.id,
    rule: row.rule,
    says: rule?.says(row.amount) ?? row.rule,
    state: row.state,
    about: row.about,
    user: row.user_id && {
      id: row.user_id,
      name: row.user_name,
      email: row.user_email,
      suspended: row.user_suspended,
    },
    amount: row.amount,
    detail: row.detail,
    firstAt: row.first_at.toISOString(),
    lastAt: row.last_at.toISOString(),
    acknowledgedAt: row.acknowledged_at?.toISOString() ?? null,
    mutedUntil: row.muted_until?.toISOString() ?? null,
  } as z.input<typeof alert>;
}
