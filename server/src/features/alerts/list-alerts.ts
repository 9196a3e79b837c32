import type { z } from "zod";
import type { Deps } from "../../deps.ts";
import { invalidField } from "../../errors.ts";
import { decodeCursor, encodeCursor } from "../../lib/cursor.ts";
import { RULES } from "./rules.ts";
import type { alert, alertsQuery } from "./schemas.ts";

export type AlertRow = {
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

/** Alerts `a` with their people and mutes; `$1` is now. */
export const ALERTS = `a.id, a.rule, a.about, a.state, a.amount, a.detail, a.first_at, a.last_at, a.acknowledged_at, a.user_id,
  u.name as user_name, u.email as user_email, u.suspended_at is not null as user_suspended, m.until as muted_until
  from alerts a left join users u on u.id = a.user_id
  left join alert_mutes m on m.rule = a.rule and m.about = a.about and m.until > $1`;

/** Alerts, the one heard of last first. */
export async function listAlerts(deps: Pick<Deps, "pool" | "clock">, input: z.output<typeof alertsQuery>) {
  const after = input.cursor === undefined ? null : decodeCursor(input.cursor, ["time", "uuid"]);
  if (input.cursor !== undefined && !after) throw invalidField("cursor", "is not one of ours");
  const { rows } = await deps.pool.query<AlertRow>(
    `select ${ALERTS}
     where ${WHICH[input.state ?? "all"]} and ($2::timestamptz is null or (a.last_at, a.id) < ($2, $3::uuid))
     order by a.last_at desc, a.id desc limit $4`,
    [deps.clock.now(), after?.[0] ?? null, after?.[1] ?? null, input.limit + 1],
  );
  const shown = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? shown.at(-1)! : null;
  return {
    items: shown.map(toAlert),
    nextCursor: last && encodeCursor([last.last_at.toISOString(), last.id]),
    open: await countOpen(deps),
  };
}

/** Of what is muted the newest alone: the mute is about all of them. */
const WHICH = {
  all: "true",
  open: "a.state = 'open'",
  acknowledged: "a.state = 'acknowledged' and m.until is null",
  muted: `m.until is not null and not exists (
    select 1 from alerts n where n.rule = a.rule and n.about = a.about and (n.last_at, n.id) > (a.last_at, a.id))`,
};

async function countOpen({ pool }: Pick<Deps, "pool">): Promise<number> {
  const { rows } = await pool.query<{ open: number }>(
    "select count(*)::int as open from alerts where state = 'open'",
  );
  return rows[0]!.open;
}

export function toAlert(row: AlertRow): z.input<typeof alert> {
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
