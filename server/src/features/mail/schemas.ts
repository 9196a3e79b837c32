import { z } from "zod";
import { id, listOf, page, time, typed } from "../../http/schemas.ts";

export const mailsQuery = z.object({
  query: typed(200).optional().describe("Part of an address or subject, or an id"),
  kind: z
    .string()
    .regex(/^[a-z_]{1,40}$/)
    .optional(),
  state: z.enum(["waiting", "sent", "failed"]).optional(),
  ...page,
});
export type MailsQuery = z.output<typeof mailsQuery>;
export const ownMailsQuery = z.object(page);

const state = z.enum(["waiting", "sent", "failed"]).describe("`failed`: not taken by the mail server so far");
export const mailRow = z
  .object({
    id,
    to: z.string(),
    subject: z.string(),
    kind: z.string(),
    state,
    error: z.string().nullable(),
    createdAt: time,
    sentAt: time.nullable(),
  })
  .meta({ id: "Mail" });
export const mailsPage = listOf(mailRow);
export const mailsLogPage = mailsPage.extend({ kinds: z.array(z.string()) });
export const mailDetail = z
  .object({
    ...mailRow.shape,
    text: z.string().nullable().describe("Null where the mail holds a link that opens an account"),
    hasHtml: z.boolean(),
  })
  .meta({ id: "MailDetail" });
