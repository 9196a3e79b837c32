import { createTransport } from "nodemailer";
import type { MailPort } from "./port.ts";

/** Sends through the SMTP server at `url`. */
export function smtpMail(options: { url: string; from: string }): MailPort {
  const transport = createTransport({ url: options.url, disableFileAccess: true, disableUrlAccess: true });
  return {
    async send({ to, subject, text, html }) {
      await transport.sendMail({ from: options.from, to: { name: "", address: to }, subject, text, html });
    },
    async close() {
      transport.close();
    },
  };
}
