"use client";

import { X } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { Button } from "./button";

interface SheetProps {
  title: ReactNode;
  /** Where closing leads: the same page without what opened the sheet. */
  closeHref: string;
  children: ReactNode;
}

/**
 * A panel over the page's side, over all of it on telephones, for something that has an address of its own. Modal as {@link Dialog};
 * rendered open, so that it can be read before, or without, scripts.
 */
export function Sheet({ title, closeHref, children }: SheetProps) {
  const element = useRef<HTMLDialogElement>(null);
  const router = useRouter();
  const titleId = useId();

  useEffect(() => {
    const dialog = element.current;
    if (!dialog) return;
    dialog.open = false;
    dialog.showModal();
    return () => dialog.close();
  }, []);

  function leave() {
    // Gives the focus back to what opened it, before it is gone.
    element.current?.close();
    router.replace(closeHref, { scroll: false });
  }

  return (
    <dialog
      ref={element}
      open
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        leave();
      }}
      onMouseDown={(event) => {
        if (event.target === event.currentTarget) leave();
      }}
      className="fixed inset-y-0 right-0 left-auto z-40 m-0 h-dvh max-h-none w-full max-w-none overscroll-contain border-line bg-raised shadow-raised sm:max-w-[36rem] sm:border-l"
    >
      <div className="min-h-full p-4 pb-12 sm:p-6">
        <div className="flex items-start justify-between gap-4">
          <h2 id={titleId} className="min-w-0 text-lg">
            {title}
          </h2>
          <Button variant="quiet" size="icon" aria-label="Close" className="-mt-1.5 -mr-2" onClick={leave}>
            <X aria-hidden />
          </Button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
