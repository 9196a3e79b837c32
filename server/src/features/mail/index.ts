export { type ComposedMail, composeMail } from "./compose-mail.ts";
export { eraseMails } from "./erase-mails.ts";
export { queueMail, queueMails } from "./queue-mail.ts";
export { mailRoutes } from "./routes.ts";
export { isSandboxMail, showsMailInTerminal } from "./secret-kinds.ts";
export { sendMail } from "./send-mail.ts";
