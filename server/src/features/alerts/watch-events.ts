import { sql } from "kysely";
import type { Deps } from "../../deps.ts";
import { recordEvent } from "../../events/record-event.ts";
import { addSeconds } from "../../lib/clock.ts";
import { newId } from "../../lib/ids.ts";
import { type Finding, RULES, type Rule } from "./rules.ts";
import { tellOperators } from "./tell-operators.ts";

/**
 * Job: asks each rule of the newest events, and raises what it finds. While an alert is open the same is counted there; for a
 * while after somebody has acknowledged it, and as long as it is muted, it is not raised again.
 */
export async function watchEvents(deps: Deps): Promise<void> {
  for (const rule of RULES) {
    const since = addSeconds(deps.clock.now(), -rule.windowSeconds);
    const { rows } = await deps.pool.query<Finding>(rule.finds, [since, rule.threshold]);
    for (const finding of rows) await raise(deps, rule, finding);
  }
}

async function raise(deps: Deps, rule: Rule, finding: Finding): Promise<void> {
  const now = deps.clock.now();
  await deps.db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ id: string; fresh: boolean }>`
      insert into alerts as a (id, rule, about, user_id, state, amount, detail, first_at, last_at)
      select ${newId()}::uuid, ${rule.name}, ${finding.about}, ${finding.user_id}::uuid, 'open', ${finding.amount}::int,
        ${JSON.stringify(finding.detail)}::jsonb, ${now}::timestamptz, ${now}::timestamptz
      where not exists (select 1 from alert_mutes m
          where m.rule = ${rule.name} and m.about = ${finding.about} and m.until > ${now})
        and not exists (select 1 from alerts c
          where c.rule = ${rule.name} and c.about = ${finding.about} and c.state = 'acknowledged'
            and c.acknowledged_at > ${addSeconds(now, -rule.coolDownSeconds)})
      on conflict (rule, about) where state = 'open' do update
        set amount = greatest(a.amount, excluded.amount), detail = excluded.detail, last_at = excluded.last_at
      returning id, (xmax = 0) as fresh`.execute(trx);
    const raised = rows[0];
    if (!raised?.fresh) return;
    await recordEvent(trx, deps.clock, {
      type: "alert.raised",
      subject: { type: "alert", id: raised.id },
      data: { rule: rule.name, about: finding.about, amount: finding.amount },
    });
    await tellOperators({ ...deps, db: trx }, { id: raised.id, rule, finding });
  });
}
