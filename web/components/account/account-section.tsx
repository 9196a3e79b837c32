import type { ReactNode } from "react";

interface AccountSectionProps {
  id: string;
  title: string;
  intro?: ReactNode;
  children: ReactNode;
}

/** One matter of the account page: what it is about beside what can be done, on wide screens. */
export function AccountSection({ id, title, intro, children }: AccountSectionProps) {
  return (
    <section
      id={id}
      aria-labelledby={`${id}-heading`}
      className="grid scroll-mt-24 gap-x-12 gap-y-5 border-t border-line py-10 md:grid-cols-[15rem_minmax(0,1fr)]"
    >
      <div>
        <h2 id={`${id}-heading`} className="text-lg">
          {title}
        </h2>
        {intro ? <p className="mt-2 text-sm text-soft">{intro}</p> : null}
      </div>
      <div className="min-w-0 max-w-[34rem]">{children}</div>
    </section>
  );
}
