const sizes = { small: "size-6 text-xs", medium: "size-8 text-xs", large: "size-20 text-lg" } as const;

interface AvatarProps {
  name: string;
  url: string | null;
  size?: keyof typeof sizes;
}

/** Decoration beside a name, so hidden from screen readers; initials where there is no picture. */
export function Avatar({ name, url, size = "medium" }: AvatarProps) {
  const shape = `shrink-0 rounded-full bg-sunken object-cover ${sizes[size]}`;
  if (url) return <img src={url} alt="" width={80} height={80} loading="lazy" className={shape} />;
  return (
    <span
      aria-hidden
      className={`${shape} inline-grid place-items-center border border-line font-medium text-soft`}
    >
      {initials(name)}
    </span>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = [...(words[0] ?? "")][0] ?? "";
  const last = words.length > 1 ? ([...(words.at(-1) ?? "")][0] ?? "") : "";
  return (first + last).toUpperCase();
}
