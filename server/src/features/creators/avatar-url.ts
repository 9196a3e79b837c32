/** Widths an avatar is kept in; the smaller for lists, the larger for profiles. */
export const AVATAR_WIDTHS = [96, 320] as const;

/** Where browsers find the avatar with this key prefix, from the root of the site. */
export function avatarUrl(key: string | null): string | null {
  return key === null ? null : `/images/${key}/${AVATAR_WIDTHS[1]}.webp`;
}
