import type { ReactNode } from "react";
import Link from "@/components/ui/link";

interface OperationsPageProps {
  title: string;
  /** The list this page belongs to. */
  back?: readonly [href: string, label: string];
  /** Beside the title: what it is now. */
  state?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** The frame of every page of operations below the navigation. */
export function OperationsPage({ title, back, state, actions, children }: OperationsPageProps) {
  return (
    <div className="grid grid-cols-1 gap-8">
      <header className="grid gap-2">
        {back ? (
          <Link href={back[0]} className="justify-self-start text-sm text-soft hover:text-ink">
            {back[1]}
          </Link>
        ) : null}
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
          <div className="flex min-w-0 flex-wrap items-center gap-3">
            <h1 className="min-w-0 text-xl break-words">{title}</h1>
            {state}
          </div>
          {actions ? <div className="flex flex-wrap gap-3">{actions}</div> : null}
        </div>
      </header>
      {children}
    </div>
  );
}

/** A titled part of such a page. */
export function Part({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section aria-label={title} className="min-w-0">
      <div className="mb-3 flex items-baseline justify-between gap-4">
        <h2 className="text-lg">{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

/** Names and values, two columns where there is room. Values that are null are left out. */
export function Facts({ facts }: { facts: [label: string, value: ReactNode][] }) {
  return (
    <dl className="divide-y divide-line border-y border-line text-sm">
      {facts
        .filter(([, value]) => value !== null)
        .map(([label, value]) => (
          <div key={label} className="grid gap-x-6 py-2.5 sm:grid-cols-[12rem_minmax(0,1fr)]">
            <dt className="text-soft">{label}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ))}
    </dl>
  );
}
