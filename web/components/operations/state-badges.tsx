import { Badge } from "@/components/ui/badge";

/** What is to be known of an account at a glance; nothing for an ordinary one. */
export function AccountState({
  suspendedAt,
  emailVerified = true,
  isOperator = false,
}: {
  suspendedAt: string | null;
  emailVerified?: boolean;
  isOperator?: boolean;
}) {
  return (
    <span className="flex flex-wrap gap-1.5">
      {suspendedAt ? <Badge tone="danger">Suspended</Badge> : null}
      {isOperator ? <Badge tone="good">Operator</Badge> : null}
      {emailVerified ? null : <Badge>Not confirmed</Badge>}
      {!suspendedAt && !isOperator && emailVerified ? <Badge>Active</Badge> : null}
    </span>
  );
}

export function AlertState({ alert }: { alert: { state: string; mutedUntil: string | null } }) {
  if (alert.mutedUntil) return <Badge>Muted</Badge>;
  return alert.state === "open" ? <Badge tone="danger">Open</Badge> : <Badge>Acknowledged</Badge>;
}

export function MailState({ state }: { state: "waiting" | "sent" | "failed" }) {
  if (state === "sent") return <Badge tone="good">Sent</Badge>;
  return state === "failed" ? <Badge tone="danger">Not taken</Badge> : <Badge>Waiting</Badge>;
}

export function JobState({ state }: { state: "failed" | "retrying" | "running" | "waiting" | "scheduled" }) {
  if (state === "failed") return <Badge tone="danger">Failed</Badge>;
  if (state === "retrying") return <Badge tone="warning">Tries again</Badge>;
  if (state === "running") return <Badge tone="good">Running</Badge>;
  return <Badge>{state === "waiting" ? "Waiting" : "Scheduled"}</Badge>;
}
