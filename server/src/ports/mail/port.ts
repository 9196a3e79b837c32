export type OutgoingMail = { to: string; subject: string; text: string; html: string };

/** Hands a mail to the outside. Throws when it was not taken; the caller tries again later. */
export type MailPort = { send(mail: OutgoingMail): Promise<void>; close(): Promise<void> };
