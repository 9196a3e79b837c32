import { cva } from "class-variance-authority";

/** The looks of a button, for links too. `primary` is for the one action that matters on a page. */
export const buttonStyle = cva(
  [
    "inline-flex items-center justify-center gap-2 rounded-md font-medium whitespace-nowrap select-none",
    "transition-colors duration-(--motion-quick) disabled:opacity-55 aria-disabled:opacity-55 aria-busy:opacity-75",
    "[&_svg]:size-4 [&_svg]:shrink-0",
  ],
  {
    variants: {
      variant: {
        primary: "bg-accent text-on-accent hover:bg-accent-strong",
        secondary: "border border-line-strong bg-raised text-ink hover:bg-sunken",
        quiet: "text-ink hover:bg-sunken",
        danger: "border border-danger text-danger bg-raised hover:bg-danger-wash",
      },
      size: {
        small: "h-8 px-3 text-sm",
        medium: "h-10 px-4 text-sm",
        large: "h-12 px-6 text-base",
        icon: "size-10 p-0",
        iconSmall: "size-8 p-0",
      },
    },
    defaultVariants: { variant: "secondary", size: "medium" },
  },
);
