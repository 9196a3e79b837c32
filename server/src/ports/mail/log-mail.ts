import type { MailPort } from "./port.ts";

/** Whoever asks for these cannot sign in, and so cannot read them on the page of their own mail. */
const SHOWN = new Set(["reset_password"]);

/**
 * For an installation without a mail server: the outbox keeps every mail, where operators read it. With `show`, mails that let somebody in
 * again are also told there; that must be a place that only who runs the installation sees.
 */
export function logMail(show?: (text: string) => void): MailPort {
  return {
    async send({ kind, to, subject, text }) {
      if (show && SHOWN.has(kind)) show(printable(`\nMail to ${to}: ${subject}\n\n${text}\n`));
    },
    close: async () => undefined,
  };
}

/** A name in it may have been chosen to steer the terminal. */
function printable(text: string): string {
  return text.replace(/\p{C}/gu, (character) => (character === "\n" ? character : ""));
}
