import type { Subscription } from "@vaulture/sdk";

/** What a membership's state is called on a badge. */
export function stateWord({ status, open }: Pick<Subscription, "status" | "open">): {
  word: string;
  tone: "neutral" | "good" | "warning" | "danger";
} {
  switch (status) {
    case "active":
      return { word: "Member", tone: "good" };
    case "trialing":
      return { word: "Free trial", tone: "good" };
    case "past_due":
      return { word: open ? "Payment due" : "Paused, payment due", tone: "warning" };
    case "cancelled":
      return open ? { word: "Ends soon", tone: "warning" } : { word: "Ended", tone: "neutral" };
    case "incomplete":
      return { word: "Not paid yet", tone: "neutral" };
    default:
      return { word: "Ended", tone: "neutral" };
  }
}

const refusals: Record<string, string> = {
  sold_out: "Every place of that tier is taken. Choose another, or come back later.",
  already_owned: "You are a member here already, or you run this page.",
  price_changed:
    "The price of that tier has changed since you looked. Nothing was charged, and nothing has changed: look at what it costs now, then choose.",
  access_revoked: "The creator has taken your membership away. Ask them why.",
  card_refused: "Your card was refused, and nothing was charged. Choose another card, then try again.",
  wrong_state:
    "That cannot be done with this membership as it is now. Take its end back or pay what is open first. While a renewal is being paid, wait an hour.",
  not_found: "That is not offered any more.",
};

/** Why a form of memberships was refused, in a sentence; the rest is said as everywhere. */
export function membershipRefusal(code: string): string | undefined {
  return refusals[code];
}

/** When a period that begins now ends: a day that its last month does not have is that month's last day. */
export function periodAfter(from: Date, interval: "month" | "year"): Date {
  const end = new Date(from);
  const months = interval === "year" ? 12 : 1;
  end.setUTCMonth(end.getUTCMonth() + months, 1);
  const last = new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() + 1, 0)).getUTCDate();
  end.setUTCDate(Math.min(from.getUTCDate(), last));
  return end;
}

type Terms = { level: number; interval: "month" | "year"; amount: number };

/** What moving from one tier to another does: what opens more and costs no less comes now, the rest waits for the period's end. */
export function moveOf(from: Terms & { trialing: boolean }, to: Terms): "same" | "up" | "down" {
  if (from.level === to.level && from.interval === to.interval) return "same";
  if (from.trialing) return to.level > from.level ? "up" : "down";
  if (to.amount < from.amount || (from.interval === "year" && to.interval === "month")) return "down";
  return to.level > from.level || (to.level === from.level && from.interval === "month") ? "up" : "down";
}
