interface Look {
  /** `primary` is for the one action that matters on a page. */
  variant?: keyof typeof variants | undefined;
  size?: keyof typeof sizes | undefined;
  /** Its words hold a name that somebody chose, which may need a second line; then it is as high as they are. */
  wraps?: boolean | undefined;
  className?: string | undefined;
}

/** The looks of a button, for links too. */
export function buttonStyle({
  variant = "secondary",
  size = "medium",
  wraps = false,
  className = "",
}: Look = {}): string {
  const room = wraps ? wrapping : `whitespace-nowrap ${sizes[size]}`;
  return `${base} ${variants[variant]} ${room} ${className}`.trimEnd();
}

const base =
  "inline-flex items-center justify-center gap-2 rounded-md font-medium select-none transition-colors duration-(--motion-quick) disabled:opacity-55 aria-disabled:opacity-55 aria-busy:opacity-75 [&_svg]:size-4 [&_svg]:shrink-0";

const variants = {
  primary: "bg-accent text-on-accent hover:bg-accent-strong",
  secondary: "border border-line-strong bg-raised text-ink hover:bg-sunken",
  quiet: "text-ink hover:bg-sunken",
  danger: "border border-danger text-danger bg-raised hover:bg-danger-wash",
};

const wrapping = "min-h-10 px-4 py-2 text-sm text-center wrap-anywhere";

const sizes = {
  small: "h-8 px-3 text-sm",
  medium: "h-10 px-4 text-sm",
  large: "h-12 px-6 text-base",
  icon: "size-10 p-0",
  iconSmall: "size-8 p-0",
};
