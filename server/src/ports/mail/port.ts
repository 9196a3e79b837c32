export type OutgoingMail = {
  /** What occasions it, such as `receipt`. */
  kind: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Named to mail programs as the one click that ends such mails (RFC 2369, RFC 8058); null for what is always sent. */
  unsubscribeUrl: string | null;
};

/** Hands a mail to the outside. Throws when it was not taken; the caller tries again later. */
export type MailPort = { send(mail: OutgoingMail): Promise<void>; close(): Promise<void> };
