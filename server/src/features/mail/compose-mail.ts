import type { OutgoingMail } from "../../ports/mail/port.ts";
import { htmlMail } from "./html-mail.ts";

export type ComposedMail = Omit<OutgoingMail, "html" | "unsubscribeUrl"> & {
  /** The HTML form under the name of the site, which only the outbox knows. */
  html: (siteName: string) => string;
  kind: string;
  userId: string | null;
  namesUserId: string | null;
  unsubscribeUrl: string | null;
};

export type MailContent = {
  kind: string;
  to: string;
  /** Whose account it is about; with the account go its mails. */
  userId?: string;
  /** Somebody else whom it names; with their account it goes too. */
  namesUserId?: string | undefined;
  subject: string;
  /** The line that mail programs show beside the subject; the first paragraph unless given. */
  preview?: string;
  /** Plain paragraphs, shown in order. */
  paragraphs: string[];
  /** What was bought, with what each cost, and the sums below. */
  items?: { title: string; note: string; amount: string }[];
  totals?: [label: string, amount: string][];
  /** Label and value, one a line. */
  facts?: [label: string, value: string][];
  action?: { label: string; url: string };
  /** Paragraphs below the button, such as what to do if it was somebody else. */
  after?: string[];
  /** A last, smaller line: why this mail came. */
  footer: string;
  /** Ends mails of this kind to this person; for what is not always sent. */
  unsubscribeUrl?: string;
};

/**
 * One mail in both forms from plain content. Everything is escaped, so a title with markup stays text; nothing is loaded from
 * anywhere and nothing tells when it is opened.
 */
export function composeMail(content: MailContent): ComposedMail {
  const subject = oneLine(content.subject);
  return {
    kind: content.kind,
    to: content.to,
    userId: content.userId ?? null,
    namesUserId: content.namesUserId ?? null,
    unsubscribeUrl: content.unsubscribeUrl ?? null,
    subject,
    text: textMail(content),
    html: (siteName) => htmlMail({ ...content, subject }, siteName),
  };
}

function textMail({ items = [], totals = [], facts = [], action, after = [], ...content }: MailContent) {
  const sums = totals.map(([label, amount]) => `${label}: ${amount}`);
  return [
    ...content.paragraphs,
    ...items.map(({ title, note, amount }) => `${oneLine(title)}\n${oneLine(note)}\n${amount}`),
    ...(sums.length > 0 ? [sums.join("\n")] : []),
    ...(facts.length > 0 ? [facts.map(([label, value]) => `${label}: ${oneLine(value)}`).join("\n")] : []),
    ...(action ? [`${action.label}:\n${action.url}`] : []),
    ...after,
    `--\n${content.footer}`,
    ...(content.unsubscribeUrl ? [`No more mails like this:\n${content.unsubscribeUrl}`] : []),
  ].join("\n\n");
}

/** What somebody typed cannot begin a line of its own, which could look like ours. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}
