import { createTransport } from "nodemailer";
import type { MailPort } from "./port.ts";

/** Sends through the SMTP server at `url`. */
export function smtpMail(options: { url: string; from: string }): MailPort {
  const transport = createTransport({ url: options.url, disableFileAccess: true, disableUrlAccess: true });
  return {
    async send({ to, subject, text, html, unsubscribeUrl }) {
      await transport.sendMail({
        from: options.from,
        to: { name: "", address: to },
        subject,
        text,
        html,
        headers: unsubscribeUrl ? unsubscribeHeaders(unsubscribeUrl) : {},
      });
    },
    async close() {
      transport.close();
    },
  };
}

/** A mail program that knows one-click posts there by itself; any other opens it as a page. */
function unsubscribeHeaders(url: string) {
  return { "List-Unsubscribe": `<${url}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" };
}
