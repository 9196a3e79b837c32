import type { Deps } from "../../deps.ts";
import { RULES } from "./rules.ts";

const PATIENCE_MS = 10_000;

/**
 * Job: POSTs an alert as JSON {id, rule, text, about, amount, detail, firstAt, url} to `ALERT_WEBHOOK_URL`. `text` alone is what
 * most chat tools show. Tried again until it is answered with a 2xx.
 */
export async function sendAlert(deps: Deps, { alertId }: { alertId: string }): Promise<void> {
  const url = deps.config.ALERT_WEBHOOK_URL;
  const alert = await deps.db.selectFrom("alerts").selectAll().where("id", "=", alertId).executeTakeFirst();
  const rule = RULES.find(({ name }) => name === alert?.rule);
  if (!url || !alert || !rule) return;
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      id: alert.id,
      rule: alert.rule,
      text: rule.says(alert.amount),
      about: alert.about,
      amount: alert.amount,
      detail: alert.detail,
      firstAt: alert.first_at.toISOString(),
      url: `${deps.config.BASE_URL}/operations/alerts/${alert.id}`,
    }),
    redirect: "error",
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (!answer.ok) throw new Error(`the alert webhook answered ${answer.status}`);
}
