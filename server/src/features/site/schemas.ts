import { z } from "zod";
import { time } from "../../http/schemas.ts";
import { textField } from "../creators/index.ts";

export const SLUGS = ["help", "terms", "privacy"] as const;
export type Slug = (typeof SLUGS)[number];

export const pageParams = z.object({ slug: z.enum(SLUGS) });
export const sitePage = z
  .object({
    slug: z.enum(SLUGS),
    title: z.string(),
    body: z.string().describe("Markdown"),
    version: z.int().describe("0 for the text that comes with the program"),
    updatedAt: time.nullable(),
  })
  .meta({ id: "SitePage" });
export type SitePage = z.input<typeof sitePage>;

export const pageChange = z.strictObject({
  body: textField(50_000).refine((text) => text.trim() !== "", "must say something"),
  version: z
    .int()
    .min(0)
    .describe("The version that was edited; refused with changed_elsewhere when there is a newer one"),
});
export type PageChange = z.output<typeof pageChange>;
