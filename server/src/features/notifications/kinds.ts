/** What people are told of. */
export const KINDS = [
  "new_post",
  "reply",
  "comment",
  "new_member",
  "sale",
  "renewal",
  "payment_failed",
  "membership_ending",
] as const;
export type Kind = (typeof KINDS)[number];

/** What has a mail of its own. A renewal's mail is its receipt, which is always sent. */
const MAILED: ReadonlySet<Kind> = new Set(KINDS.filter((kind) => kind !== "renewal"));

/** About what others do, not about one's own money: mailed only to addresses that somebody proved to be theirs. */
const OTHERS: ReadonlySet<Kind> = new Set<Kind>(["new_post", "reply", "comment", "sale"]);

export function needsProvedAddress(kind: Kind): boolean {
  return OTHERS.has(kind);
}

export function isMailed(kind: Kind): boolean {
  return MAILED.has(kind);
}

export function isKind(text: string): text is Kind {
  return (KINDS as readonly string[]).includes(text);
}
