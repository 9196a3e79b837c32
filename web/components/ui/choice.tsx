import type { ComponentProps, ReactNode } from "react";

interface ChoiceProps extends ComponentProps<"input"> {
  /** What choosing it means, in a line below. */
  hint?: ReactNode;
}

/** One of several, as a radio button with its label and what it means. */
export function Choice({ children, hint, ...input }: ChoiceProps) {
  return (
    <label className="flex items-start gap-3 rounded-md border border-line p-3 text-sm has-checked:border-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent">
      <input type="radio" className="mt-0.5 size-4 shrink-0 accent-(--accent) outline-none" {...input} />
      <span className="grid gap-0.5">
        <span className="font-medium">{children}</span>
        {hint ? <span className="text-soft">{hint}</span> : null}
      </span>
    </label>
  );
}
