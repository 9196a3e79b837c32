import { z } from "zod";

/** Widths and shape of a creator's pictures; an avatar's smaller width is for lists, the larger for profiles. */
export const PICTURES = {
  avatar: { area: "avatars", column: "avatar_key", widths: [96, 320], ratio: 1 },
  banner: { area: "banners", column: "banner_key", widths: [640, 1280, 1920], ratio: 3 },
} as const;

export type PictureKind = keyof typeof PICTURES;

export const banner = z
  .object({
    width: z.int(),
    height: z.int(),
    sizes: z.array(z.object({ width: z.int(), avifUrl: z.string(), webpUrl: z.string() })),
  })
  .meta({
    id: "Banner",
    description:
      "A wide picture, three to one, in ascending widths; width and height are those of the largest. Paths from the site's root",
  });

/** Where browsers find the avatar with this key prefix, from the root of the site. */
export function avatarUrl(key: string | null): string | null {
  return key === null ? null : `/images/${key}/${PICTURES.avatar.widths[1]}.webp`;
}

/** The banner with this key prefix in all its sizes. */
export function bannerOf(key: string | null): z.input<typeof banner> | null {
  if (key === null) return null;
  const { widths, ratio } = PICTURES.banner;
  const width = Math.max(...widths);
  return {
    width,
    height: Math.round(width / ratio),
    sizes: widths.map((size) => ({
      width: size,
      avifUrl: `/images/${key}/${size}.avif`,
      webpUrl: `/images/${key}/${size}.webp`,
    })),
  };
}
