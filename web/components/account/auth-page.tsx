import type { ReactNode } from "react";

interface AuthPageProps {
  title: string;
  intro?: ReactNode;
  children: ReactNode;
  /** Where else to go. */
  footer?: ReactNode;
}

/** The narrow page of a single form. */
export function AuthPage({ title, intro, children, footer }: AuthPageProps) {
  return (
    <div className="mx-auto w-full max-w-[25rem] px-4 pt-12 sm:pt-20">
      <h1 className="text-xl">{title}</h1>
      {intro ? <p className="mt-2 text-soft">{intro}</p> : null}
      <div className="mt-8">{children}</div>
      {footer ? (
        <div className="mt-8 grid gap-2 text-sm text-soft [&_a]:text-ink [&_a]:underline">{footer}</div>
      ) : null}
    </div>
  );
}
