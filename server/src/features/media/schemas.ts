import { z } from "zod";
import { id, time, typed } from "../../http/schemas.ts";

export const traceQuery = z.object({
  code: typed(40).default("").describe("As it is read off the picture: `K7QM-2F9X`"),
});
const traced = z
  .object({
    code: z.string(),
    shownSince: time.describe("When a picture with this code was shown for the first time"),
    creator: z.object({ id, handle: z.string(), displayName: z.string() }),
    user: z.object({
      id,
      name: z.string(),
      email: z.string().nullable().describe("Of the creator's customers, and for operators"),
    }),
  })
  .meta({ id: "TracedWatermark" });
export type Traced = z.input<typeof traced>;
export const tracedList = z.object({ items: z.array(traced) });
