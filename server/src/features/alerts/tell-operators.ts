import type { Deps } from "../../deps.ts";
import { composeMail, queueMail } from "../mail/index.ts";
import type { Finding, Rule } from "./rules.ts";

/** Tells every operator by mail, and the configured webhook, of an alert that was just raised; sent when the transaction commits. */
export async function tellOperators(
  deps: Pick<Deps, "db" | "clock" | "jobs" | "config">,
  { id, rule, finding }: { id: string; rule: Rule; finding: Finding },
): Promise<void> {
  const operators = await deps.db
    .selectFrom("users")
    .select(["id", "email"])
    .where("operator_since", "is not", null)
    .where("suspended_at", "is", null)
    .execute();
  for (const operator of operators) {
    const mail = composeMail({
      kind: "alert",
      to: operator.email,
      subject: rule.says(finding.amount),
      paragraphs: [rule.says(finding.amount), "Nothing was changed. Look at what happened, then decide."],
      action: { label: "Look at it", url: `${deps.config.BASE_URL}/operations/alerts/${id}` },
      footer: "You get this mail because you run this installation.",
    });
    await queueMail(deps, { ...mail, dedupeKey: `alert:${id}:${operator.id}` });
  }
  if (deps.config.ALERT_WEBHOOK_URL) await deps.jobs.add(deps.db, "send-alert", { alertId: id });
}
