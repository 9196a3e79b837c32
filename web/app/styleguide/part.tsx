import type { ReactNode } from "react";

/** One kind of thing in the guide, with its name and its states below each other. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section
      aria-label={title}
      className="grid grid-cols-1 gap-3 border-t border-line py-6 first:border-0 first:pt-0"
    >
      <h3 className="text-sm font-medium text-soft">{title}</h3>
      {children}
    </section>
  );
}

/** States in a line, each with its name. */
export function States({ states }: { states: [name: string, thing: ReactNode][] }) {
  return (
    <ul className="flex flex-wrap items-end gap-x-5 gap-y-4">
      {states.map(([name, thing]) => (
        <li key={name} className="grid justify-items-start gap-1.5">
          {thing}
          <span className="text-xs text-soft">{name}</span>
        </li>
      ))}
    </ul>
  );
}

/** What the keyboard's focus looks like, held still. */
export const focused = "outline-2 outline-offset-2 outline-accent";
