import { z } from "zod";
import { id } from "../../http/schemas.ts";
import { sizesOf } from "../images/index.ts";

/** Widths in pixels that covers are kept in. */
export const COVER_WIDTHS = [320, 640, 1280] as const;

export const cover = z
  .object({
    id,
    alt: z.string(),
    width: z.int(),
    height: z.int(),
    sizes: z.array(z.object({ width: z.int(), avifUrl: z.string(), webpUrl: z.string() })),
  })
  .meta({
    id: "Cover",
    description:
      "A picture in ascending widths; width and height are those of the largest. Paths from the site's root",
  });
export type Cover = z.input<typeof cover>;

/** A row of product_covers as the queries build it. */
export type CoverRow = { id: string; alt: string; width: number; height: number; key: string };

export function toCover({ key, ...shown }: CoverRow): Cover {
  return {
    ...shown,
    sizes: sizesOf(shown.width, COVER_WIDTHS).map((width) => ({
      width,
      avifUrl: `/images/${key}/${width}.avif`,
      webpUrl: `/images/${key}/${width}.webp`,
    })),
  };
}
