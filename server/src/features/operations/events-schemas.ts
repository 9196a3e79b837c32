import { z } from "zod";
import { id, listOf, page, time, typed } from "../../http/schemas.ts";

export const eventsQuery = z
  .object({
    type: z
      .string()
      .regex(/^[a-z_]{1,40}\.[a-z_]{1,40}$/)
      .optional()
      .describe("Such as `purchase.completed`"),
    actor: id.optional().describe("Who did it"),
    subject: typed(100).optional().describe("What it was done to: an id"),
    about: id.optional().describe("Either of these two"),
    creator: id.optional(),
    from: time.optional(),
    to: time.optional().describe("Exclusive"),
    ...page,
  })
  .refine(({ about, actor, subject }) => about === undefined || (actor ?? subject) === undefined, {
    message: "goes with neither actor nor subject",
    path: ["about"],
  });
export type EventsQuery = z.output<typeof eventsQuery>;

export const eventRow = z
  .object({
    id: z.int(),
    at: time,
    type: z.string(),
    actor: z.object({ id, name: z.string().nullable(), email: z.string().nullable() }).nullable(),
    creator: z.object({ id, handle: z.string().nullable() }).nullable(),
    subject: z
      .object({ type: z.string(), id: z.string(), label: z.string().nullable() })
      .nullable()
      .describe("`label` is what it is called now; null once it is gone"),
    network: z.string().nullable(),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "TrailEvent" });
export const eventsPage = listOf(eventRow).extend({
  types: z.array(z.string()).describe("Every type there is; empty on further pages"),
});
