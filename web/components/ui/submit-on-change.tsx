"use client";

import type { ReactNode } from "react";

/** Sends the surrounding form as soon as a choice inside changes. */
export function SubmitOnChange({ children }: { children: ReactNode }) {
  return (
    <div
      className="contents"
      onChange={(event) => {
        if (event.target instanceof HTMLSelectElement) event.target.form?.requestSubmit();
      }}
    >
      {children}
    </div>
  );
}
