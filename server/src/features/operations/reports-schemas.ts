import { z } from "zod";
import { id, listOf, page, time, typed } from "../../http/schemas.ts";
import { newReport } from "../people/index.ts";

export const reportsQuery = z.object({ state: z.enum(["open", "closed"]).default("open"), ...page });
export type ReportsQuery = z.output<typeof reportsQuery>;

const person = z.object({ id, name: z.string() });
export const report = z
  .object({
    id,
    kind: z.enum(["post", "comment"]),
    subject: z.object({
      id,
      postId: id.nullable(),
      said: z.string().describe("As it was when it was reported"),
      author: person.nullable().describe("Of a comment"),
      state: z.enum(["there", "hidden", "out_of_sight", "removed", "gone"]),
    }),
    creator: z.object({ id, handle: z.string() }),
    reporter: person,
    reason: newReport.shape.reason,
    details: z.string(),
    alike: z.int().describe("Open reports of the same thing, this one apart"),
    createdAt: time,
    closed: z.object({ at: time, by: z.string().nullable(), note: z.string() }).nullable(),
  })
  .meta({ id: "Report" });
export const reportsPage = listOf(report).extend({ open: z.int() }).meta({ id: "ReportPage" });
export const closing = z.strictObject({ note: typed(500).min(1).describe("Kept in the event trail") });
