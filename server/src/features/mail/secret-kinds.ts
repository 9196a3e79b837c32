import type { Config } from "../../config.ts";
import { isLoopbackUrl } from "../../lib/loopback-url.ts";

/** Mails whose link opens an account. */
const SECRET_KINDS = new Set(["verify_email", "reset_password", "change_email"]);

/** To somebody who has left: once it is sent, not even their address is kept. */
export const PARTING_KIND = "account_deleted";

/** Whether a mail of this kind holds a link that nobody but its reader may see: always, where there is a mail server to bring it. */
export function holdsSecret(config: Pick<Config, "SMTP_URL">, kind: string): boolean {
  return config.SMTP_URL !== undefined && SECRET_KINDS.has(kind);
}

/** Whether this is a test installation, where mail goes nowhere and people read it on a page of their own. */
export function isSandboxMail(config: Pick<Config, "SMTP_URL" | "production">): boolean {
  return config.SMTP_URL === undefined && !config.production;
}

/** Whether a test installation is on the machine of whoever runs it: its terminal shows mails that let somebody in again. */
export function showsMailInTerminal(config: Pick<Config, "SMTP_URL" | "production" | "BASE_URL">): boolean {
  return isSandboxMail(config) && isLoopbackUrl(config.BASE_URL);
}
