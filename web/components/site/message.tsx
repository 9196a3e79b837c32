import type { ReactNode } from "react";

interface MessageProps {
  title: string;
  actions?: ReactNode;
  /** Small print: a code to quote, a time. */
  note?: ReactNode;
  children: ReactNode;
}

/** A page that is one message: what happened and what to do next. */
export function Message({ title, actions, note, children }: MessageProps) {
  return (
    <div className="page grid grid-cols-1 justify-items-start gap-4 py-16 sm:py-24">
      <h1 className="max-w-[24ch] text-xl sm:text-2xl">{title}</h1>
      <div className="measure text-base text-soft">{children}</div>
      {actions ? <div className="mt-4 flex flex-wrap gap-3">{actions}</div> : null}
      {note ? <p className="mt-2 text-sm text-soft">{note}</p> : null}
    </div>
  );
}
